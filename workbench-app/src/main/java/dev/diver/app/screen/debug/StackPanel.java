package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Bench;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** The processors, and the calls of the one that is looked at. */
final class StackPanel extends DebugPanel {
    private static final double ROW = 28;
    private static final int MOST_ROWS = 5;

    private final ListView<DebugThread> threads;
    private final ListView<Frame> frames;
    private final Label trouble = new Label();
    private boolean showing;

    StackPanel(Bench bench, DebugModel model) {
        super(bench, model, "debug-stack", "Processors and stack", MaterialDesignL.LAYERS_OUTLINE, Place.RIGHT_LOWER);
        threads = list("debug-threads", StackPanel::row, thread -> model.select(thread.number(), 0));
        frames = list(
                "debug-frames",
                StackPanel::row,
                frame -> model.select(model.sight().get().focus().thread(), frame.level()));
        trouble.setWrapText(true);
        trouble.getStyleClass().addAll("debug-trouble");
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        VBox.setVgrow(frames, Priority.ALWAYS);
        fill(
                new VBox(threads, trouble, frames),
                frames,
                "The guest's processors, whose kernel each of them runs, and the calls that it is in.");
        model.sight().subscribe(this::show);
    }

    private <T> ListView<T> list(String id, Function<T, HBox> row, Consumer<T> chosen) {
        var list = new ListView<T>();
        list.setId(id);
        list.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-list");
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setGraphic(empty ? null : row.apply(item));
                setTooltip(empty ? null : new Tooltip(tip(item)));
            }
        });
        list.getSelectionModel().selectedItemProperty().addListener((property, was, is) -> {
            if (!showing && is != null) {
                chosen.accept(is);
            }
        });
        return list;
    }

    private void show(Sight sight) {
        if (sight == null) {
            return;
        }
        showing = true;
        show(threads, known(sight.threads()));
        show(frames, known(sight.frames()));
        threads.getSelectionModel()
                .select(index(
                        threads, thread -> thread.number() == sight.focus().thread()));
        frames.getSelectionModel()
                .select(index(frames, frame -> frame.level() == sight.focus().frame()));
        var rows = Math.clamp(threads.getItems().size(), 1, MOST_ROWS);
        threads.setMinHeight(rows * ROW + 2);
        threads.setPrefHeight(rows * ROW + 2);
        threads.setMaxHeight(rows * ROW + 2);
        trouble.setText(
                sight.frames() instanceof Answer.Unknown<List<Frame>>(var why)
                        ? why
                        : sight.threads() instanceof Answer.Unknown<List<DebugThread>>(var why) ? why : "");
        showing = false;
    }

    private static <T> void show(ListView<T> list, List<T> now) {
        if (!list.getItems().equals(now)) {
            list.getItems().setAll(now);
        }
    }

    private static <T> List<T> known(Answer<List<T>> answer) {
        return answer instanceof Answer.Known<List<T>>(var value) ? value : List.of();
    }

    private static <T> int index(ListView<T> list, java.util.function.Predicate<T> wanted) {
        return IntStream.range(0, list.getItems().size())
                .filter(index -> wanted.test(list.getItems().get(index)))
                .findFirst()
                .orElse(-1);
    }

    private static HBox row(DebugThread thread) {
        var name = new Label(thread.name());
        name.setMinWidth(Label.USE_PREF_SIZE);
        var where = new Label(thread.frame().map(StopWords::place).orElse("runs"));
        where.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        where.setMinWidth(0);
        return line(Kernels.letter(thread.kernel()), name, where);
    }

    private static HBox row(Frame frame) {
        var function =
                new Label(frame.function().isEmpty() ? "0x" + Long.toHexString(frame.address()) : frame.function());
        function.getStyleClass().add("code-text");
        var line = new Label(
                frame.line().isPresent()
                        ? StopWords.file(frame) + ":" + frame.line().getAsInt()
                        : frame.function().isEmpty() ? "no symbol" : "no source");
        line.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        line.setMinWidth(0);
        return line(function, line);
    }

    private static HBox line(javafx.scene.Node... nodes) {
        var line = new HBox(8, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static String tip(Object item) {
        return switch (item) {
            case DebugThread thread ->
                thread.name()
                        + (thread.kernel().isEmpty() ? "" : " of " + thread.kernel())
                        + thread.frame()
                                .map(StopWords::place)
                                .map(place -> ", in " + place)
                                .orElse("");
            case Frame frame ->
                "#" + frame.level() + "  0x" + Long.toHexString(frame.address())
                        + (frame.function().isEmpty() ? "" : "  " + frame.function())
                        + (frame.recordedFile().isEmpty() ? "" : "\n" + frame.recordedFile())
                        + (frame.line().isPresent() ? ":" + frame.line().getAsInt() : "");
            default -> "";
        };
    }
}
