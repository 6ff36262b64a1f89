package dev.diver.core.run;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugJson;
import dev.diver.core.debug.DebugTarget.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a guest that crashed left for a debugger. */
final class PostMortem {
    private static final DebugAccess DAMAGED =
            new DebugAccess.Unavailable("What this run says of its memory is damaged, or points out of its folder.");

    private final RunFolders folders;

    PostMortem(RunFolders folders) {
        this.folders = folders;
    }

    DebugAccess of(RunRecord run) {
        var folder = folders.data(run.run());
        var file = folder.resolve(KeptCrash.DEBUG);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new DebugAccess.Unavailable(
                    run.outcome().filter(outcome -> outcome == Outcome.CRASHED).isPresent()
                            ? "This run crashed and kept no memory, which is kept where its mode can and it is not too"
                                    + " large. Dive again with the debugger attached."
                            : "This run has ended, and left no memory to look into: only one that crashed does.");
        }
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(DebugJson.LIMIT), StandardCharsets.UTF_8);
            return new DebugJson()
                    .read(text)
                    .filter(access -> isOf(access, folder))
                    .orElse(DAMAGED);
        } catch (IOException e) {
            return new DebugAccess.Unavailable(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** A run's folder may have been brought from elsewhere; gdb opens nothing that it names outside of it. */
    private static boolean isOf(DebugAccess access, Path folder) {
        return switch (access) {
            case DebugAccess.Unavailable none -> true;
            case DebugAccess.Available available ->
                switch (available.target().source()) {
                    case Source.Stub stub -> false;
                    case Source.Dump dump -> isInside(dump.core(), folder);
                };
        };
    }

    private static boolean isInside(Path core, Path folder) {
        try {
            return Files.isRegularFile(core, LinkOption.NOFOLLOW_LINKS)
                    && core.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
