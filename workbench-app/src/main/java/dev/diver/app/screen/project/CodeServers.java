package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.language.CodeListener;
import dev.diver.app.screen.language.CodeProblem;
import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.TextChange;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.app.screen.language.TextRange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.MapChangeListener;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** What knows C, one server a net; it follows the editors. Without it all else of the editors works. */
final class CodeServers {
    /** Characters; clangd needs seconds for each key in a longer file. */
    private static final int LONGEST = 1 << 20;

    private final Bench bench;
    private final Map<Project, CodeServer> servers = new HashMap<>();
    private boolean toldMissing;

    CodeServers(Bench bench) {
        this.bench = bench;
    }

    /** The one of a net; it starts with the first file that is opened in it. */
    CodeServer of(Project project) {
        return servers.computeIfAbsent(project, this::make);
    }

    private CodeServer make(Project project) {
        var server = new CodeServer(
                bench.tasks(),
                project.directory(),
                () -> bench.engine().languages().start(bench.engine().nets().open(project.directory())),
                new CodeListener() {
                    @Override
                    public void problems(Path file, List<CodeProblem> problems) {
                        project.live().put(file, problems);
                    }

                    @Override
                    public void unavailable(Failure failure) {
                        project.live().clear();
                        tell(failure);
                    }
                });
        // A build is when a person says that a net is trusted.
        project.activity().subscribe((was, is) -> {
            if (was == Project.Activity.BUILDING) {
                server.tryAgain();
            }
        });
        return server;
    }

    private void tell(Failure failure) {
        switch (failure.problem().kind()) {
            case MISSING_TOOL -> {
                if (!toldMissing) {
                    toldMissing = true;
                    bench.notices()
                            .tell("Completion, definitions and errors while typing are off: "
                                    + failure.problem().what() + " "
                                    + failure.problem().remedy());
                }
            }
            // That is asked for when the net is built, and the net's files can be read and changed all the same.
            case UNTRUSTED -> {}
            default -> bench.notices().problem(failure);
        }
    }

    /** Tells the net's server of that editor's text from now on. */
    void follow(Project project, Editor editor) {
        var area = editor.area().area();
        if (Language.of(editor.file().getFileName().toString()) != Language.C
                || area.getLength() > LONGEST
                || !editor.whole()) {
            return;
        }
        var server = of(project);
        server.open(editor.file(), editor::snapshot);
        area.plainTextChanges().subscribe(change -> server.changed(editor.file(), change(editor, change)));
        editor.onClosed(() -> server.close(editor.file()));
        var colours = new CodeColours(editor, server);
        // clangd tells what is wrong with a file once it has read it.
        MapChangeListener<Path, List<CodeProblem>> read = change -> {
            if (change.getKey().equals(editor.file())) {
                colours.again();
            }
        };
        project.live().addListener(read);
        editor.onClosed(() -> project.live().removeListener(read));
    }

    private static TextChange change(Editor editor, PlainTextChange change) {
        // What stands before a change is the same before and after it.
        var at = editor.area().area().offsetToPosition(change.getPosition(), Bias.Forward);
        var from = new TextPlace(at.getMajor(), at.getMinor());
        return new TextChange(new TextRange(from, from.after(change.getRemoved())), change.getInserted());
    }

    /** The net is closed. */
    void close(Project project) {
        var server = servers.remove(project);
        if (server != null) {
            server.close();
        }
    }

    /** The window is closed. */
    void closeAll() {
        servers.values().forEach(CodeServer::close);
        servers.clear();
    }
}
