package dev.diver.app.command;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.run.RunRecord;
import java.io.PrintStream;

/** A dive in the foreground: its console on standard output, standard input typed into it, Ctrl-C stops it. */
final class AttachedDive {
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
        RunRecord run;
        // Ctrl-C asks for the end, and the process then waits until the record is written and told.
        try (var interrupt = context.cancellation().onCancel(dive::stop);
                var terminal = TerminalMode.characterwise();
                var output = console.attach((bytes, offset, length) -> write(stream, bytes, offset, length))) {
            StandardInput.forward(console::write);
            run = dive.ended().join();
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
        RunTraces.find(run).ifPresent(trace -> {
            var statistics = trace.statistics();
            context.err()
                    .println("diver: " + statistics.total() + " system calls, " + statistics.forwarded()
                            + " of them forwarded to Linux; diver run syscalls tells more");
        });
        if (json) {
            context.printJsonLine(RunDocument.withSyscalls(run));
        }
    }

    private static void write(PrintStream stream, byte[] bytes, int offset, int length) {
        stream.write(bytes, offset, length);
        stream.flush();
    }
}
