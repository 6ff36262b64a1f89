package dev.diver.app.screen.runs;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.syscalls.TraceLook;
import dev.diver.core.dive.Console;
import dev.diver.core.kernel.Mode;
import dev.diver.core.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** All runs: filtered, opened, deleted. */
public final class RunsDocument extends FixedDocument {
    private static final int MOST = 100_000;
    private final Bench bench;
    private final RunsModel model;
    private final RunTable table;
    private final TraceLook traces;
    private final CustomTextField words = new CustomTextField();
    private final ComboBox<Outcome> outcome;
    private final ComboBox<Mode> mode;
    private final ComboBox<String> net;
    private final Label count = new Label();
    private final VBox content;
    private final List<Action> actions;

    /** @param consoleViews makes the view of a run's console */
    public RunsDocument(Bench bench, Function<Console, ? extends Region> consoleViews, DebugDesk debug) {
        super("runs", "Runs", MaterialDesignH.HISTORY);
        this.bench = bench;
        model = new RunsModel(bench.engine().runs(), bench.tasks(), bench.notices()::problem, MOST);
        outcome = combo("runs-outcome", "any outcome", 140, Outcome::word, List.of(Outcome.values()));
        mode = combo("runs-mode", "any mode", 116, Mode::word, List.of(Mode.values()));
        net = combo("runs-net", "any net", 116, name -> name, List.of());
        traces = new TraceLook(bench);
        var commands = new RunCommands(bench, model, traces, consoleViews, debug);
        table = new RunTable(model.shown(), commands::open);
        actions = commands.actions(table::selected);
        content = new VBox(filterLine(), table.node(), footer());
        content.setId("runs");
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        showCount();
        model.shown().addListener((javafx.beans.Observable observable) -> showCount());
        model.nets().subscribe(names -> {
            var chosen = net.getValue();
            net.getItems().setAll(names);
            net.getItems().addFirst(null);
            net.setValue(chosen != null && names.contains(chosen) ? chosen : null);
        });
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    @Override
    public void focus() {
        words.requestFocus();
    }

    /** Reads the records again. */
    public void refresh() {
        model.refresh();
    }

    private HBox filterLine() {
        words.setId("runs-search");
        words.setPromptText("Filter runs\u2026");
        words.setTooltip(new Tooltip("Words of the net, the kernel, the reason, the outcome, or the id"));
        words.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        words.setMinWidth(160);
        HBox.setHgrow(words, Priority.ALWAYS);
        var delay = new Delay(80, this::filter);
        words.textProperty().subscribe((was, is) -> delay.again());
        outcome.valueProperty().subscribe((was, is) -> filter());
        mode.valueProperty().subscribe((was, is) -> filter());
        net.valueProperty().subscribe((was, is) -> filter());
        var line = new HBox(8, words, outcome, mode, net);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("search-line");
        return line;
    }

    private HBox footer() {
        count.setId("runs-count");
        count.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(8, count, space);
        for (var action : actions) {
            var button = action.id().equals("run-open") || action.id().equals("run-syscalls")
                    ? ActionButton.of(action, bench.notices())
                    : ActionButton.iconOnly(action, bench.notices());
            button.getStyleClass().add(Styles.SMALL);
            button.setMinWidth(Region.USE_PREF_SIZE);
            table.onSelection(() -> refresh(button, action));
            line.getChildren().add(button);
        }
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("footer");
        return line;
    }

    private void refresh(Button button, Action action) {
        ActionButton.refresh(button, action);
        if (action.id().equals("run-syscalls")) {
            table.selected().ifPresent(run -> traces.look(run, () -> ActionButton.refresh(button, action)));
        }
    }

    private void filter() {
        model.filter(new RunFilter(
                Objects.requireNonNullElse(words.getText(), ""),
                Optional.ofNullable(outcome.getValue()),
                Optional.ofNullable(mode.getValue()),
                Optional.ofNullable(net.getValue())));
    }

    private void showCount() {
        table.node().setPlaceholder(model.all().isEmpty() ? nothing() : nothingFits());
        count.setText(
                model.shown().size() == model.all().size()
                        ? Words.count(model.all().size(), "run")
                        : model.shown().size() + " of "
                                + Words.count(model.all().size(), "run"));
    }

    private static Node nothing() {
        return EmptyState.of(
                MaterialDesignH.HISTORY,
                "No runs",
                "Each dive leaves its record here: outcome, timeline, console. Open a net and press F5 to make the first"
                        + " one.");
    }

    private Node nothingFits() {
        var all = new Button("Show all runs");
        all.setId("runs-all");
        all.setOnAction(event -> {
            words.clear();
            outcome.setValue(null);
            mode.setValue(null);
            net.setValue(null);
        });
        return EmptyState.of(
                MaterialDesignM.MAGNIFY_CLOSE, "No run fits", "Fewer words or another choice find more.", all);
    }

    private static <T> ComboBox<T> combo(
            String id, String any, double width, Function<T, String> word, List<T> values) {
        var combo = new ComboBox<T>();
        combo.setId(id);
        combo.setPrefWidth(width);
        combo.setMinWidth(width);
        var items = new ArrayList<T>();
        items.add(null);
        items.addAll(values);
        combo.getItems().setAll(items);
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? any : word.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        combo.setPromptText(any);
        return combo;
    }
}
