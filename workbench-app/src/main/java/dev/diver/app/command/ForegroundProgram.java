package dev.diver.app.command;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program that takes over the terminal until it ends. */
final class ForegroundProgram {
    /**
     * A terminal sends Ctrl-C to all of its foreground, which this process and the guest's machine belong to and would end
     * by. Under a shell's job control the foreground is the program alone. Suspended, it comes back: nobody would wait for it.
     */
    private static final String ALONE_IN_FRONT =
            "set -m; \"$@\"; status=$?; while kill -0 %% 2>/dev/null; do fg %% >/dev/null; status=$?; done; exit $status";

    private ForegroundProgram() {}

    /** Returns its exit status. */
    static int run(List<String> command, Cancellation cancellation) {
        var words = new ArrayList<String>();
        if (Terminal.isInput()) {
            words.addAll(List.of("sh", "-c", ALONE_IN_FRONT, "sh"));
        }
        words.addAll(command);
        try {
            var process = new ProcessBuilder(words).inheritIO().start();
            try (var registration = cancellation.onCancel(() -> end(process))) {
                return process.waitFor();
            } finally {
                end(process);
            }
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, command.getFirst() + " could not be started.", e.getMessage(), ""),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TOOL_FAILED;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
