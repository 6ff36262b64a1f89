package dev.diver.app.command;

import dev.diver.core.Engine;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.LocalNets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dive",
        description = "Run a net. The exit status is the guest's; 124 timed out, 125 Diver failed, 126 the net cannot"
                + " run in that mode, 127 something is missing on the host.",
        customSynopsis = "diver dive [OPTIONS] [DIR] [-- ARG...]")
final class DiveCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Optional<List<String>> applicationArguments;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The net's directory (default: this one).")
    private Path directory = Path.of("");

    @Option(names = "--mode", paramLabel = "MODE", description = "How to use the hardware (default: the net's).")
    private Optional<Mode> mode = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override an option of [dive.MODE]; repeat for more. --options lists them.")
    private List<String> settings = List.of();

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "Which node a dive of the mode partitioned-hardware is on: the same as --set node=NAME.")
    private Optional<String> node = Optional.empty();

    @Option(names = "--timeout", paramLabel = "D", description = "End it after this long, such as 30s or 5m.")
    private Optional<String> timeout = Optional.empty();

    @Option(names = "--explain", description = "Print the exact plan and start nothing.")
    private boolean explain;

    @Option(
            names = "--options",
            description = "List the options of the mode: what --set and [dive.MODE] take. Needs no net.")
    private boolean options;

    @Option(names = "--detach", description = "Return once the guest runs, and print the run's id.")
    private boolean detach;

    @Option(names = "--supervise", hidden = true, description = "The other half of --detach.")
    private boolean supervise;

    @Option(
            names = "--json",
            description = "Print the run as one JSON document; the console then goes to standard error.")
    private boolean json;

    @Mixin
    private TrustOption trust = new TrustOption();

    /** @param applicationArguments what stood behind {@code --}; absent where there was none */
    DiveCommand(CommandContext context, Optional<List<String>> applicationArguments) {
        this.context = context;
        this.applicationArguments = applicationArguments;
    }

    @Override
    public Integer call() {
        if (options) {
            var engine = context.engine().get();
            new OptionPrinter(context).print(engine.dives().options(chosenMode(engine)), json);
            return 0;
        }
        // Before any work: the whole command line is right or nothing begins.
        var overrides = Arguments.settings(settings);
        var limit = timeout.map(Arguments::duration);
        var engine = context.readyEngine();
        var net = engine.nets().open(directory.toAbsolutePath().normalize());
        node.ifPresent(name -> Arguments.node(name, mode.orElse(net.mode()), overrides));
        var order = new DiveOrder(net, mode, overrides, applicationArguments, limit);
        if (explain) {
            var plan = engine.dives().explain(order, context.progress(), context.cancellation());
            new PlanPrinter(context).print(plan, json);
            return 0;
        }
        trust.settle(engine, net);
        if (detach) {
            return new DetachedDive(context).start(json);
        }
        var dive = engine.dives().dive(order, context.progress(), context.cancellation());
        dive.plan().notes().forEach(note -> context.err().println("note: " + note));
        if (supervise) {
            context.cancellation().onCancel(dive::stop);
            DetachedDive.announce(context, dive);
            dive.ended().join();
            return 0;
        }
        return new AttachedDive(context, json).follow(dive);
    }

    /** Where there is no net, the mode that a net without one has. */
    private Mode chosenMode(Engine engine) {
        var absolute = directory.toAbsolutePath().normalize();
        return mode.orElseGet(() -> Files.isRegularFile(absolute.resolve(LocalNets.FILE))
                ? engine.nets().open(absolute).mode()
                : Mode.VM);
    }
}
