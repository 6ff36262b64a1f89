package dev.diver.app.screen.syscalls;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.SyscallFile;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The runs that are shown, what to compare them with, and the ways out. */
final class RunBar {
    static final int MOST = 4;
    private static final int LOOKED_AT = 200;
    private static final int OFFERED = 20;

    private final Bench bench;
    private final HBox chips = new HBox(8);
    private final MenuButton compare = new MenuButton("Compare", Icons.of(MaterialDesignP.PLUS));
    private final HBox bar;
    private final Supplier<List<ShownRun>> shown;
    private final Consumer<RunRecord> add;
    private final Consumer<ShownRun> remove;

    RunBar(
            Bench bench,
            Supplier<List<ShownRun>> shown,
            Consumer<RunRecord> add,
            Consumer<ShownRun> remove,
            Consumer<ExportForm> export) {
        this.bench = bench;
        this.shown = shown;
        this.add = add;
        this.remove = remove;
        chips.setAlignment(Pos.CENTER_LEFT);
        compare.setId("syscalls-compare");
        compare.getStyleClass().add(Styles.SMALL);
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.setTooltip(new Tooltip("Show another run beside this one"));
        compare.getItems().setAll(hint("Looking for runs with a trace\u2026"));
        compare.setOnShowing(event -> offer());
        var out = new MenuButton("Export", Icons.of(MaterialDesignE.EXPORT_VARIANT));
        out.setId("syscalls-export");
        out.getStyleClass().add(Styles.SMALL);
        out.setMinWidth(Region.USE_PREF_SIZE);
        for (var form : ExportForm.values()) {
            var item = new MenuItem(form.help());
            item.setOnAction(event -> export.accept(form));
            out.getItems().add(item);
        }
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        bar = new HBox(8, chips, compare, space, out);
        bar.setAlignment(Pos.CENTER_LEFT);
    }

    Node node() {
        return bar;
    }

    void openCompare() {
        compare.requestFocus();
        compare.show();
    }

    void refresh() {
        chips.getChildren().clear();
        var runs = shown.get();
        for (var i = 0; i < runs.size(); i++) {
            chips.getChildren().add(chip(runs.get(i), i, runs.size()));
        }
        compare.setDisable(runs.size() >= MOST);
    }

    private Node chip(ShownRun shownRun, int position, int count) {
        var run = shownRun.run();
        var live = !shownRun.trace().complete();
        var label =
                new Label((count == 1 ? "" : ShownRun.letter(position) + "  ") + name(run) + (live ? "  live" : ""));
        label.getStyleClass().addAll("run-chip");
        label.setTooltip(new Tooltip(run.run() + "\n" + run.kernel() + ", " + run.mode()));
        if (live) {
            label.setGraphic(Icons.of(MaterialDesignC.CIRCLE, 9, "run-live"));
        }
        label.setMinWidth(0);
        if (position == 0) {
            return label;
        }
        var close = new Button(null, Icons.of(MaterialDesignC.CLOSE, 14));
        close.setId("syscalls-remove-" + ShownRun.letter(position));
        close.getStyleClass().addAll(Styles.SMALL, Styles.FLAT, "run-chip-close");
        close.setAccessibleText("Take it away: " + name(run));
        close.setTooltip(new Tooltip("Take it away"));
        close.setOnAction(event -> remove.accept(shownRun));
        var box = new HBox(label, close);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static String name(RunRecord run) {
        return run.net() + "  \u00b7  " + Words.moment(run.started(), Instant.now())
                + run.outcome()
                        .map(Outcome::word)
                        .map(word -> "  \u00b7  " + word)
                        .orElse("");
    }

    private void offer() {
        bench.tasks()
                .quietly(
                        () -> bench.engine().runs().list(LOOKED_AT).stream()
                                .filter(run -> SyscallFile.exists(run.console().getParent()))
                                .limit(OFFERED)
                                .toList(),
                        this::offer,
                        bench.notices()::problem);
    }

    private void offer(List<RunRecord> runs) {
        var already = shown.get().stream().map(one -> one.run().run()).toList();
        var items = runs.stream()
                .filter(run -> !already.contains(run.run()))
                .map(this::item)
                .toList();
        compare.getItems().setAll(items.isEmpty() ? List.of(hint("No other run has a trace.")) : items);
    }

    private MenuItem item(RunRecord run) {
        var item = new MenuItem(name(run) + "  \u00b7  " + run.kernel());
        item.setOnAction(event -> add.accept(run));
        return item;
    }

    private static MenuItem hint(String text) {
        var item = new MenuItem(text);
        item.setDisable(true);
        return item;
    }
}
