package dev.diver.app.command;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A dive whose supervisor is a process of its own: this very command again, in a new session, so that closing the
 * terminal does not end it. The two talk once: the supervisor says the run's id, or fails and leaves its words on
 * standard error.
 */
final class DetachedDive {
    private static final String DETACH = "--detach";
    private static final String SUPERVISE = "--supervise";

    private final CommandContext context;

    DetachedDive(CommandContext context) {
        this.context = context;
    }

    /** Returns once the guest runs. */
    int start(boolean json) {
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(supervising(thisCommand()));
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                    .redirectError(Redirect.INHERIT)
                    .start();
            String run;
            try (var reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                run = reader.readLine();
            }
            if (run == null) {
                return process.waitFor();
            }
            if (json) {
                context.printJson(Map.of("run", run));
            } else {
                context.out().println(run);
            }
            return 0;
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, "The dive could not be detached.", e.getMessage(), ""), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TOOL_FAILED;
        }
    }

    /** Called by the supervisor: from here on nobody listens to its standard streams. */
    static void announce(CommandContext context, ActiveDive dive) {
        context.out().println(dive.runId());
        context.out().flush();
        context.out().close();
    }

    /** The same command as a supervisor: the option is told apart from an equal word among the guest's arguments. */
    static List<String> supervising(List<String> command) {
        var words = new ArrayList<>(command);
        for (var i = 0; i < words.size(); i++) {
            // A flag may be written with a value too: --detach=true.
            if (words.get(i).equals(DETACH) || words.get(i).startsWith(DETACH + "=")) {
                words.set(i, SUPERVISE);
                return words;
            }
        }
        // A supervisor that detaches again would do so without end.
        throw unknownCommand();
    }

    private static List<String> thisCommand() {
        var info = ProcessHandle.current().info();
        var words = new ArrayList<String>();
        words.add(info.command().orElseThrow(DetachedDive::unknownCommand));
        words.addAll(List.of(info.arguments().orElseThrow(DetachedDive::unknownCommand)));
        return words;
    }

    private static DiverException unknownCommand() {
        return new DiverException(
                Problem.Kind.UNSUPPORTED,
                "The dive could not be detached.",
                "This system does not tell a process its own command line (/proc is not readable).",
                "Run it without --detach, in a terminal multiplexer.");
    }
}
