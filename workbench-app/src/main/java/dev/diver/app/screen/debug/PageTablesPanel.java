package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Bench;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.PageWalk;
import dev.diver.console.debug.Variable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** What the page tables make of an address, level by level. */
final class PageTablesPanel extends DebugPanel {
    private final ExpressionBar bar;
    private final TableView<PageWalk.Level> levels = new TableView<>();

    PageTablesPanel(Bench bench, DebugModel model) {
        super(bench, model, "debug-pages", "Page tables", MaterialDesignT.TABLE_ARROW_RIGHT, Place.BOTTOM_RIGHT);
        bar = new ExpressionBar(
                "debug-pages-expression", "Address, such as &counter or $rsp", "$rip", text -> model.look());
        levels.setId("debug-pages-levels");
        levels.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-tree");
        levels.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        levels.setPlaceholder(new Label(""));
        levels.getColumns().add(column("Level", 70, PageWalk.Level::name));
        levels.getColumns().add(column("Index", 60, level -> String.valueOf(level.index())));
        levels.getColumns().add(column("Entry at", 130, level -> hex(level.entryAddress())));
        levels.getColumns().add(column("Entry", 160, level -> hex(level.entry())));
        levels.getColumns().add(column("Bits", 160, level -> String.join(" ", level.bits())));
        var body = new BorderPane(levels);
        body.setTop(bar.node());
        fill(body, levels, "The way of an address through the page tables of the processor that is looked at.");
    }

    private static TableColumn<PageWalk.Level, String> column(
            String title, double width, Function<PageWalk.Level, String> text) {
        var column = new TableColumn<PageWalk.Level, String>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        return column;
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        if (bar.expression().isEmpty()) {
            return CompletableFuture.completedFuture(() -> {});
        }
        var address = session.evaluate("(unsigned long)(" + bar.expression() + ")", focus.thread(), focus.frame());
        return Answer.to(address)
                .thenCompose(answer -> switch (answer) {
                    case Answer.Known<Variable>(var variable) -> walk(session, variable.value());
                    case Answer.Unknown<Variable>(var why) ->
                        CompletableFuture.<Answer<PageWalk>>completedFuture(new Answer.Unknown<>(why));
                })
                .thenApply(answer -> () -> show(answer));
    }

    private static CompletableFuture<Answer<PageWalk>> walk(DebugSession session, String value) {
        try {
            return Answer.to(session.walk(Addresses.parse(value)));
        } catch (NumberFormatException e) {
            return CompletableFuture.completedFuture(new Answer.Unknown<>("That is no address: " + value));
        }
    }

    private void show(Answer<PageWalk> answer) {
        switch (answer) {
            case Answer.Known<PageWalk>(var walk) -> {
                bar.note(
                        walk.physical().isPresent()
                                ? hex(walk.address()) + " lies at the physical address "
                                        + hex(walk.physical().getAsLong())
                                : hex(walk.address()) + ": " + walk.problem(),
                        walk.physical().isEmpty());
                levels.getItems().setAll(walk.levels());
            }
            case Answer.Unknown<PageWalk>(var why) -> {
                bar.note(why, true);
                levels.getItems().clear();
            }
        }
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
