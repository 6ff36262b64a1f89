package dev.diver.app.screen.node;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.job.Cancellation;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** The nodes, and what is known of their power. Used on the screen's thread; what takes time is done elsewhere. */
final class NodeStates {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Bench bench;
    private final ObservableList<Node> nodes = FXCollections.observableArrayList();
    private final ObservableMap<String, String> power = FXCollections.observableHashMap();

    NodeStates(Bench bench) {
        this.bench = bench;
    }

    ObservableList<Node> nodes() {
        return nodes;
    }

    /** A word for each node that was asked: its power, or that it does not answer. */
    ObservableMap<String, String> power() {
        return power;
    }

    /** Its power, or why that is not known. */
    String word(Node node) {
        return node.bmc().isEmpty() ? "no BMC" : power.getOrDefault(node.name(), "asking\u2026");
    }

    static boolean isPower(String word) {
        return !word.contains(" ") && !word.endsWith("\u2026");
    }

    /** Reads the files, and asks each BMC. */
    void refresh() {
        bench.tasks()
                .quietly(
                        () -> bench.engine().nodes().nodes().list(),
                        list -> {
                            nodes.setAll(list);
                            list.stream().filter(node -> node.bmc().isPresent()).forEach(this::ask);
                        },
                        bench.notices()::problem);
        bench.tasks()
                .quietly(
                        () -> bench.engine().nodes().nodes().broken(),
                        broken -> broken.forEach(name -> bench.notices()
                                .tell("The file of " + name + " is wrong: diver node check " + name + " says where.")),
                        bench.notices()::problem);
    }

    /** A node that is silent is a state here and no message: of ten machines, some are always off. */
    private void ask(Node node) {
        bench.tasks()
                .quietly(
                        () -> bench.engine().nodes().control().power(node, new Cancellation()),
                        state -> power.put(node.name(), state.word()),
                        failure -> power.put(node.name(), failure.problem().what()));
    }

    void switchPower(Node node, PowerAction action) {
        bench.tasks()
                .start(
                        "Power " + action.word() + " of " + node.name(),
                        (progress, cancellation) -> {
                            var control = bench.engine().nodes().control();
                            control.power(node, action, LIMIT, progress, cancellation);
                            return control.power(node, cancellation);
                        },
                        state -> told(node, state),
                        failure -> {
                            bench.notices().problem(failure);
                            ask(node);
                        });
    }

    private void told(Node node, PowerState state) {
        power.put(node.name(), state.word());
        bench.notices().tell(node.name() + " is " + state.word() + ".");
    }

    void bootFrom(Node node, BootDevice device) {
        bench.tasks()
                .start(
                        "Boot device of " + node.name(),
                        (progress, cancellation) -> {
                            bench.engine().nodes().control().bootFrom(node, device, true, cancellation);
                            return true;
                        },
                        done -> bench.notices()
                                .tell(
                                        device == BootDevice.NONE
                                                ? node.name() + " boots next time as its firmware is set."
                                                : node.name() + " boots next time from " + device.word() + "."),
                        bench.notices()::problem);
    }

    void check(Node node, Consumer<Checked> checked) {
        bench.tasks()
                .start(
                        "Checking " + node.name(),
                        (progress, cancellation) -> Checked.of(bench.engine().nodes(), node, progress, cancellation),
                        checked,
                        bench.notices()::problem);
    }

    void remove(Node node) {
        bench.tasks()
                .quietly(
                        () -> {
                            bench.engine().nodes().secrets().forget(node.secret());
                            bench.engine().nodes().nodes().remove(node.name());
                            return true;
                        },
                        done -> refresh(),
                        bench.notices()::problem);
    }
}
