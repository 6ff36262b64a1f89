package dev.diver.app.command;

import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import dev.diver.core.node.PowerAction;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "power",
        description = "Tell or change a node's power: status, on, off, cycle, soft. Waits until it is done.")
final class NodePowerCommand implements Callable<Integer> {
    private static final String STATUS = "status";

    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "status, on, off (at once), cycle (off at once, and on), soft (asks the operating system).")
    private String action = STATUS;

    @Option(
            names = "--boot",
            paramLabel = "DEVICE",
            description =
                    "First set where it boots from next time: disk, pxe, bios, cdrom, or none for its own setting.")
    private String boot;

    @Option(names = "--every-time", description = "With --boot: not only next time.")
    private boolean everyTime;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long to wait until it is done, such as 30s (default: ${DEFAULT-VALUE}).")
    private String timeout = "2m";

    @Option(
            names = "--yes",
            paramLabel = "NAME",
            description = "The node's name once more, instead of being asked for it.")
    private String yes;

    @Option(names = "--json", description = "Print the power as JSON.")
    private boolean json;

    NodePowerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = name.find(services);
        var limit = Arguments.duration(timeout);
        var wanted = action();
        var device = Optional.ofNullable(boot).map(NodePowerCommand::device);
        if (everyTime && device.isEmpty()) {
            throw invalid("--every-time belongs to --boot.", "Give --boot DEVICE too.");
        }
        wanted.filter(PowerAction::isDestructive).ifPresent(destructive -> confirm(node, destructive));
        device.ifPresent(chosen -> services.control().bootFrom(node, chosen, !everyTime, context.cancellation()));
        wanted.ifPresent(
                chosen -> services.control().power(node, chosen, limit, context.progress(), context.cancellation()));
        var state = services.control().power(node, context.cancellation());
        if (json) {
            context.printJson(new Document(node.name(), state.word()));
        } else {
            context.out().println(state.word());
        }
        return 0;
    }

    private Optional<PowerAction> action() {
        if (action.equals(STATUS)) {
            return Optional.empty();
        }
        return Optional.of(named(
                Arrays.stream(PowerAction.values()).toList(),
                PowerAction::word,
                action,
                Stream.concat(
                                Stream.of(STATUS),
                                Arrays.stream(PowerAction.values()).map(PowerAction::word))
                        .toList()));
    }

    private static BootDevice device(String word) {
        var all = Arrays.stream(BootDevice.values()).toList();
        return named(
                all, BootDevice::word, word, all.stream().map(BootDevice::word).toList());
    }

    private static <T> T named(
            List<T> all, java.util.function.Function<T, String> word, String given, List<String> known) {
        return all.stream()
                .filter(one -> word.apply(one).equals(given))
                .findFirst()
                .orElseThrow(() -> invalid("There is no \"" + given + "\" here.", Nearest.hint(given, known)));
    }

    /** What runs there ends without being asked, so a name that was mistyped, or a line from the history, must not do. */
    private void confirm(Node node, PowerAction destructive) {
        var answer = yes;
        var console = System.console();
        if (answer == null && console != null && console.isTerminal()) {
            answer = console.readLine(
                    "Power %s ends what runs on %s. Type the node's name to go on: ", destructive.word(), node.name());
        }
        if (answer == null) {
            throw invalid(
                    "Power " + destructive.word() + " ends what runs on " + node.name() + ", so it asks first.",
                    "Where nobody can be asked: --yes " + node.name());
        }
        if (!answer.strip().equals(node.name())) {
            throw invalid("That is not the name of the node; nothing was done.", "The node is " + node.name() + ".");
        }
    }

    private static DiverException invalid(String what, String remedy) {
        return new DiverException(Problem.Kind.INVALID, what, "", remedy);
    }

    /** The contract that other programs read. */
    private record Document(String node, String power) {}
}
