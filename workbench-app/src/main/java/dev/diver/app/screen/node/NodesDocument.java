package dev.diver.app.screen.node;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.ListAndPage;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.dive.Console;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.PowerAction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The machines on the network: which there are, and what can be done with the one that is chosen. */
public final class NodesDocument implements Document {
    private final Bench bench;
    private final Function<Console, ? extends Region> consoleViews;
    private final NodeStates states;
    private final ListView<Node> list = new ListView<>();
    private final ListAndPage content;

    /** @param consoleViews makes the view of one console */
    public NodesDocument(Bench bench, Function<Console, ? extends Region> consoleViews) {
        this.bench = bench;
        this.consoleViews = consoleViews;
        states = new NodeStates(bench);
        content = new ListAndPage("nodes", list, actions().subList(0, 2), bench.notices());
        list.setId("nodes-list");
        list.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        list.setItems(states.nodes());
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().subscribe(node -> show());
        // Not an InvalidationListener: those come before the list has got its new items, and it would drop the
        // selection.
        states.nodes().addListener((ListChangeListener<Node>) change -> show());
        states.power().addListener((InvalidationListener) observable -> {
            list.refresh();
            show();
        });
        show();
    }

    /** Reads the files again, and asks the BMCs. */
    public void refresh() {
        states.refresh();
    }

    @Override
    public String id() {
        return "nodes";
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty("Nodes");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignS.SERVER_NETWORK;
    }

    @Override
    public javafx.scene.Node content() {
        return content.node();
    }

    @Override
    public void focus() {
        list.requestFocus();
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

    private Optional<Node> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
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

    private void show() {
        if (states.nodes().isEmpty()) {
            content.showInstead(EmptyState.of(
                    MaterialDesignS.SERVER_NETWORK,
                    "No nodes yet",
                    "A node is a machine on the network: switch its power, choose where it boots from, and use"
                            + " its serial console.",
                    ActionButton.of(add(), bench.notices())));
            return;
        }
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().select(0);
        }
        content.show(page(selected().orElse(states.nodes().getFirst())));
    }

    private javafx.scene.Node page(Node node) {
        var title = new Label(node.name());
        title.setId("node-title");
        title.getStyleClass().add(Styles.TITLE_2);
        var power = new Label(word(node));
        power.setId("node-power");
        power.setWrapText(true);
        power.getStyleClass().add(isPower(word(node)) ? "badge" : Styles.TEXT_MUTED);
        var facts = new GridPane(16, 8);
        var row = 0;
        if (node.ssh().isPresent()) {
            var ssh = node.ssh().get();
            facts.addRow(row++, muted("SSH"), new Label(ssh.user() + "@" + ssh.host() + ", port " + ssh.port()));
        }
        if (node.bmc().isPresent()) {
            facts.addRow(row, muted("BMC"), wrapped(words(node.bmc().get())));
        }
        var all = actions();
        var box = new VBox(
                16,
                new HBox(12, title, power),
                facts,
                buttons(all.subList(2, 8)),
                boot(node),
                buttons(all.subList(8, all.size())));
        ((HBox) box.getChildren().getFirst()).setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("page");
        return box;
    }

    private javafx.scene.Node buttons(List<Action> actions) {
        var line = new FlowPane(8, 8);
        actions.forEach(action -> line.getChildren().add(ActionButton.of(action, bench.notices())));
        return line;
    }

    private javafx.scene.Node boot(Node node) {
        var device = new ComboBox<BootDevice>();
        device.setId("node-boot");
        device.getItems().setAll(BootDevice.values());
        device.setPromptText("as its firmware is set");
        device.setConverter(new StringConverter<>() {
            @Override
            public String toString(BootDevice value) {
                return value == null || value == BootDevice.NONE
                        ? "as its firmware is set"
                        : value.word().toUpperCase(Locale.ROOT);
            }

            @Override
            public BootDevice fromString(String text) {
                return null;
            }
        });
        device.setDisable(node.bmc().isEmpty());
        device.valueProperty().addListener((observable, before, now) -> states.bootFrom(node, now));
        var line = new HBox(10, new Label("Next boot from"), device);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private String word(Node node) {
        return node.bmc().isEmpty() ? "no BMC" : states.power().getOrDefault(node.name(), "asking\u2026");
    }

    private static boolean isPower(String word) {
        return !word.contains(" ") && !word.endsWith("\u2026");
    }

    private static String words(Node.Bmc bmc) {
        return switch (bmc) {
            case Node.Ipmi ipmi ->
                "IPMI, " + ipmi.user() + "@" + ipmi.host() + ", port " + ipmi.port() + ", cipher suite "
                        + ipmi.cipherSuite();
            case Node.Redfish redfish -> "Redfish, " + redfish.user() + " at " + redfish.address();
        };
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        return label;
    }

    private static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** Its name, and its power as a word: colours alone tell not everybody. */
    private final class Cell extends ListCell<Node> {
        Cell() {
            // As wide as the list: a long name is cut, and the power stays in sight.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Node node, boolean empty) {
            super.updateItem(node, empty);
            if (empty || node == null) {
                setGraphic(null);
                return;
            }
            var word = word(node);
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            var power = new Label(
                    isPower(word) ? word : word.endsWith("\u2026") || word.equals("no BMC") ? word : "unknown");
            power.setMinWidth(Region.USE_PREF_SIZE);
            power.getStyleClass().add(word.equals("on") ? "good" : Styles.TEXT_MUTED);
            var icon = Icons.of(word.equals("on") ? MaterialDesignS.SERVER_NETWORK : MaterialDesignS.SERVER_OFF, 16);
            var line = new HBox(8, icon, new Label(node.name()), space, power);
            line.setAlignment(Pos.CENTER_LEFT);
            setGraphic(line);
        }
    }
}
