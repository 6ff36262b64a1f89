package dev.diver.app.command;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.run.RunRecord;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A dive in the foreground: its console on standard output, standard input typed into it, Ctrl-C stops it. */
final class AttachedDive {
    /** How long Ctrl-C waits for a polite end and then a hard one before the process goes. */
    private static final long STOP_SECONDS = 10;

    private final CommandContext context;
    private final boolean json;

    AttachedDive(CommandContext context, boolean json) {
        this.context = context;
        this.json = json;
    }

    /** Waits for the end; returns the guest's exit status. */
    int follow(ActiveDive dive) {
        var stream = json ? context.err() : context.out();
        var console = dive.consoles().getFirst();
        var hook = new Thread(() -> stopAndWait(dive), "stop on interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        RunRecord run;
        try (var terminal = TerminalMode.characterwise();
                var output = console.attach((bytes, offset, length) -> write(stream, bytes, offset, length))) {
            StandardInput.forward(console::write);
            run = dive.ended().join();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Ctrl-C came first; the hook has stopped the dive.
        }
        report(run);
        return run.exitCode().orElse(ExitStatus.TOOL_FAILED);
    }

    private void report(RunRecord run) {
        context.out().flush();
        context.err()
                .println("diver: " + run.net() + " " + RunWords.state(run) + " after " + RunWords.lasted(run) + " ("
                        + run.mode() + (run.accelerator().isEmpty() ? "" : ", " + run.accelerator()) + "), run "
                        + run.run());
        if (!run.reason().isEmpty()) {
            context.err().println("diver: " + run.reason());
        }
        if (json) {
            context.printJsonLine(RunDocument.of(run));
        }
    }

    private static void write(PrintStream stream, byte[] bytes, int offset, int length) {
        stream.write(bytes, offset, length);
        stream.flush();
    }

    private static void stopAndWait(ActiveDive dive) {
        dive.stop();
        try {
            dive.ended().get(STOP_SECONDS, TimeUnit.SECONDS);
            // The record is written; leave the main thread the moment it needs to print it.
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (TimeoutException late) {
            dive.kill();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            Thread.currentThread().interrupt();
        }
    }
}
