package dev.diver.app.screen.node;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.ListDocument;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.dive.Console;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.PowerAction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The machines on the network: which there are, and what can be done with the one that is chosen. */
public final class NodesDocument extends ListDocument<Node> {
    private final Bench bench;
    private final Function<Console, ? extends Region> consoleViews;
    private final NodeStates states;

    /** @param consoleViews makes the view of one console */
    public NodesDocument(Bench bench, Function<Console, ? extends Region> consoleViews) {
        super("nodes", "Nodes", MaterialDesignS.SERVER_NETWORK);
        this.bench = bench;
        this.consoleViews = consoleViews;
        states = new NodeStates(bench);
        list().setItems(states.nodes());
        begin(actions().subList(0, 2), bench.notices(), view -> new NodeCell(states));
        // Not an InvalidationListener: those come before the list has got its new items, and it would drop the
        // selection.
        states.nodes().addListener((ListChangeListener<Node>) change -> draw());
        states.power().addListener((InvalidationListener) observable -> {
            list().refresh();
            draw();
        });
        draw();
    }

    /** Reads the files again, and asks the BMCs. */
    public void refresh() {
        states.refresh();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                add(),
                action("node-refresh", "Ask again", MaterialDesignR.REFRESH, this::refresh),
                power(PowerAction.ON, "Power on", MaterialDesignP.POWER),
                power(PowerAction.SOFT, "Shut down", MaterialDesignP.POWER_SLEEP),
                power(PowerAction.CYCLE, "Power cycle", MaterialDesignR.RESTART),
                power(PowerAction.OFF, "Power off", MaterialDesignP.POWER_OFF),
                onBmc("node-open-console", "Console", MaterialDesignC.CONSOLE, this::openConsole),
                onNode("node-open-shell", "Shell", MaterialDesignC.CONSOLE_NETWORK, this::openShell)
                        .unless(() -> selected().isEmpty()
                                ? "No node is chosen."
                                : selected().get().ssh().isEmpty() ? "This node has no SSH that Diver knows of." : ""),
                onNode("node-check", "Check", MaterialDesignS.STETHOSCOPE, new CheckDialog(bench, states)::check),
                onNode("node-edit", "Edit\u2026", MaterialDesignP.PENCIL_OUTLINE, this::edit),
                onNode("node-remove", "Remove\u2026", MaterialDesignD.DELETE_OUTLINE, this::remove));
    }

    private Action add() {
        return action(
                "node-add",
                "Add a node\u2026",
                MaterialDesignP.PLUS,
                () -> new NodeDialog(bench, Optional.empty(), this::refresh).show());
    }

    private static Action action(String id, String name, Ikon icon, Runnable run) {
        return Action.of(id, "Nodes", name, icon, run);
    }

    private Action onNode(String id, String name, Ikon icon, java.util.function.Consumer<Node> run) {
        return action(id, name, icon, () -> selected().ifPresent(run))
                .unless(() -> selected().isEmpty() ? "No node is chosen." : "");
    }

    private Action onBmc(String id, String name, Ikon icon, java.util.function.Consumer<Node> run) {
        return onNode(id, name, icon, run)
                .unless(() -> selected().isEmpty()
                        ? "No node is chosen."
                        : selected().get().bmc().isEmpty() ? "This node has no BMC that Diver knows of." : "");
    }

    private Action power(PowerAction action, String name, Ikon icon) {
        return onBmc("node-power-" + action.word(), name, icon, node -> {
            if (action.isDestructive()) {
                NameDialog.ask(
                        bench,
                        node,
                        name + ": " + node.name(),
                        "This ends what runs on " + node.name() + ".",
                        () -> states.switchPower(node, action));
            } else {
                states.switchPower(node, action);
            }
        });
    }

    private void edit(Node node) {
        new NodeDialog(bench, Optional.of(node), this::refresh).show();
    }

    private void remove(Node node) {
        NameDialog.ask(
                bench,
                node,
                "Remove " + node.name(),
                "Diver forgets it and its password; the machine itself is left alone.",
                () -> states.remove(node));
    }

    private void openConsole(Node node) {
        open(
                node,
                NodeConsoleDocument.Kind.CONSOLE,
                "Opening the console of " + node.name(),
                (progress, cancellation) -> bench.engine().nodes().control().console(node, progress, cancellation));
    }

    private void openShell(Node node) {
        open(
                node,
                NodeConsoleDocument.Kind.SHELL,
                "Logging in to " + node.name(),
                (progress, cancellation) -> bench.engine().nodes().shells().open(node, progress, cancellation));
    }

    private void open(Node node, NodeConsoleDocument.Kind kind, String what, Tasks.Work<NodeConsole> work) {
        var open = bench.documents().find(NodeConsoleDocument.id(node.name(), kind));
        if (open.isPresent()) {
            bench.documents().open(open.get());
            return;
        }
        bench.tasks()
                .start(
                        what,
                        work,
                        console -> bench.documents()
                                .open(new NodeConsoleDocument(bench, node.name(), kind, console, consoleViews)),
                        bench.notices()::problem);
    }

    @Override
    protected javafx.scene.Node page(Node node) {
        var all = actions();
        return new NodePage(states)
                .of(
                        node,
                        ActionButton.row(all.subList(2, 8), bench.notices()),
                        ActionButton.row(all.subList(8, all.size()), bench.notices()));
    }

    @Override
    protected javafx.scene.Node nothing() {
        return EmptyState.of(
                MaterialDesignS.SERVER_NETWORK,
                "No nodes yet",
                "A node is a machine on the network: switch its power, choose where it boots from, and use"
                        + " its serial console.",
                ActionButton.of(add(), bench.notices()));
    }
}
