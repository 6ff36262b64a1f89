package dev.diver.app.command;

import dev.diver.core.Engine;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "debug",
        description = "Run a net under gdb, stopped at its first instruction; or look into a run with --run.",
        customSynopsis = "diver debug [OPTIONS] [DIR] [-- ARG...]")
final class DebugCommand implements Callable<Integer> {
    private static final long JUST_ENDED_MS = 500;

    private final CommandContext context;
    private final Optional<List<String>> applicationArguments;
    private final TerminalDebugger debugger;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The net's directory (default: this one).")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--mode", paramLabel = "MODE", description = "How to use the hardware (default: the net's).")
    private Optional<Mode> mode = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override an option of [dive.MODE]; repeat for more.")
    private List<String> settings = List.of();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description =
                    "Attach to a dive that runs, whichever process watches it, or open what one that crashed left;"
                            + " latest is the last one.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--no-console", description = "Do not show what the guest says among what gdb says.")
    private boolean noConsole;

    @Option(names = "--explain", description = "Print what would be run and start nothing.")
    private boolean explain;

    @Mixin
    private TrustOption trust = new TrustOption();

    /** @param applicationArguments what stood behind {@code --}; absent where there was none */
    DebugCommand(CommandContext context, Optional<List<String>> applicationArguments, TerminalDebugger debugger) {
        this.context = context;
        this.applicationArguments = applicationArguments;
        this.debugger = debugger;
    }

    @Override
    public Integer call() {
        if (run.isPresent()) {
            return look(run.get());
        }
        // Before any work: the whole command line is right or nothing begins.
        var overrides = Arguments.settings(settings);
        var engine = context.readyEngine();
        var net = engine.nets()
                .open(directory.orElse(Path.of("")).toAbsolutePath().normalize());
        var order = new DiveOrder(net, mode, overrides, applicationArguments, Optional.empty()).stoppedAtStart();
        if (explain) {
            var plan = engine.dives().explain(order, context.progress(), context.cancellation());
            new PlanPrinter(context).print(plan, false);
            context.err()
                    .println("note: gdb follows; what it is told is known once the guest stands at its start: "
                            + "diver debug --run latest --explain prints it then.");
            return 0;
        }
        debugger.require();
        trust.settle(engine, net);
        return debug(engine, order);
    }

    private int debug(Engine engine, DiveOrder order) {
        var dive = engine.dives().dive(order, context.progress(), context.cancellation());
        try (var interrupt = context.cancellation().onCancel(dive::stop)) {
            dive.plan().notes().forEach(note -> context.err().println("note: " + note));
            var target = target(dive.debug().join());
            var command = debugger.command(target, this::note);
            context.err()
                    .println("diver: the guest stands at its first instruction. hbreak FUNCTION sets a breakpoint,"
                            + " continue lets it go, quit ends it.\ndiver: "
                            + (noConsole ? "its console" : "what it says comes in whole lines; all of its console")
                            + ": diver run console " + dive.runId() + ", in another terminal.");
            var console = dive.consoles().getFirst();
            try (var lines = new GuestLines(console.name(), this::say);
                    var saying = noConsole ? (Console.Subscription) () -> {} : console.attach(lines)) {
                ForegroundProgram.run(command, context.cancellation());
            }
        } finally {
            end(dive);
        }
        return 0;
    }

    /**
     * A guest that nobody debugs any more has no reason to go on. One that has just ended by itself, which gdb told the
     * person before they left it, is not said to have been stopped.
     */
    private void end(ActiveDive dive) {
        try {
            dive.ended().get(JUST_ENDED_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException running) {
            dive.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            dive.stop();
        }
        var record = dive.ended().join();
        context.err()
                .println("diver: " + record.net() + " " + RunWords.state(record) + " after " + RunWords.lasted(record)
                        + ", run " + record.run());
    }

    private int look(String id) {
        if (directory.isPresent() || mode.isPresent() || !settings.isEmpty() || applicationArguments.isPresent()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "--run takes no net and no options of a dive.",
                    "The run " + id + " has its own.",
                    "Write diver debug --run " + id + ".");
        }
        var runs = context.engine().get().runs();
        runs.reconcile();
        var record = RunId.find(runs, id);
        var target = target(runs.debug(record));
        var command = debugger.command(target, this::note);
        if (explain) {
            context.out().println(command.stream().map(PlanPrinter::quoted).collect(Collectors.joining(" ")));
            return 0;
        }
        if (record.state() != RunState.ENDED) {
            context.err()
                    .println("diver: the guest stands still while gdb is at it. continue lets it go, quit leaves it"
                            + " running.");
        }
        ForegroundProgram.run(command, context.cancellation());
        return 0;
    }

    /** Where gdb writes too. The guest stands still while a person types there, so nothing comes into their words. */
    private void say(String line) {
        context.out().println(line);
        context.out().flush();
    }

    private void note(String note) {
        context.err().println("note: " + note);
    }

    private static DebugTarget target(DebugAccess access) {
        return switch (access) {
            case DebugAccess.Available available -> available.target();
            case DebugAccess.Unavailable unavailable ->
                throw new DiverException(
                        Problem.Kind.UNSUPPORTED, "This dive cannot be debugged.", unavailable.why(), "");
        };
    }
}
