package dev.diver.app.command;

import dev.diver.core.run.RunState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "stop", description = "End a running dive, whichever process watches it.")
final class RunStopCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RunId id = new RunId();

    @Option(names = "--hard", description = "At once, without asking the guest.")
    private boolean hard;

    RunStopCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var runs = context.engine().get().runs();
        var run = id.find(runs);
        if (run.state() == RunState.ENDED) {
            context.err().println(run.run() + " has ended already: " + RunWords.state(run) + ".");
            return 0;
        }
        runs.stop(run, hard);
        return 0;
    }
}
