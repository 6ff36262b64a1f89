package dev.diver.app.screen.language;

import dev.diver.app.screen.common.Failure;
import java.nio.file.Path;
import java.util.List;

/** Is told what a server says by itself; on the screen's thread. */
public interface CodeListener {

    /** All that is wrong with that file now; replaces what was said of it before. */
    void problems(Path file, List<CodeProblem> problems);

    /** There is no server for this net: it could not be started, or it died too often. */
    void unavailable(Failure failure);
}
