package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Icons;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.MemoryBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** Memory at an address that an expression tells anew at each stop. */
final class MemoryPanel extends DebugPanel {
    /** A page of what is shown, in bytes. */
    static final int PAGE = 512;

    private final ListView<MemoryRow> rows = new ListView<>();
    private final ExpressionBar bar;
    private Map<Long, Byte> before = Map.of();
    private Map<Long, Byte> now = Map.of();
    private long stop;
    private long offset;

    MemoryPanel(Bench bench, DebugModel model) {
        super(bench, model, "debug-memory", "Memory", MaterialDesignM.MEMORY, Place.BOTTOM_RIGHT);
        bar = new ExpressionBar("debug-memory-expression", "Address, such as &counter or $rsp", "$rsp", text -> {
            offset = 0;
            model.look();
        });
        bar.add(button("debug-memory-up", MaterialDesignC.CHEVRON_UP, "Lower addresses  (Page Up)", -PAGE));
        bar.add(button("debug-memory-down", MaterialDesignC.CHEVRON_DOWN, "Higher addresses  (Page Down)", PAGE));
        rows.setId("debug-memory-rows");
        rows.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-code");
        rows.setFixedCellSize(20);
        rows.setCellFactory(view -> new MemoryCell());
        rows.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.PAGE_UP || event.getCode() == KeyCode.PAGE_DOWN) {
                event.consume();
                move(event.getCode() == KeyCode.PAGE_UP ? -PAGE : PAGE);
            }
        });
        var body = new BorderPane(rows);
        body.setTop(bar.node());
        fill(body, rows, "The guest's memory at an address, as bytes and letters.");
    }

    private Button button(String id, Ikon icon, String tip, int by) {
        var button = new Button(null, Icons.of(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.SMALL, Styles.BUTTON_ICON);
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setOnAction(event -> move(by));
        return button;
    }

    private void move(int by) {
        offset += by;
        model().look();
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        if (bar.expression().isEmpty()) {
            return CompletableFuture.completedFuture(() -> {});
        }
        return Answer.to(session.memory(bar.expression(), offset, PAGE)).thenApply(answer -> () -> show(answer, focus));
    }

    private void show(Answer<MemoryBlock> answer, Focus focus) {
        if (focus.stop() != stop) {
            before = focus.stop() == stop + 1 ? now : Map.of();
            stop = focus.stop();
        }
        switch (answer) {
            case Answer.Known<MemoryBlock>(var block) -> {
                bar.note(
                        block.bytes().length == 0
                                ? "Nothing can be read at 0x" + Long.toHexString(block.address()) + "."
                                : block.bytes().length < PAGE ? "What follows cannot be read." : "",
                        false);
                now = new HashMap<>();
                for (var i = 0; i < block.bytes().length; i++) {
                    now.put(block.address() + i, block.bytes()[i]);
                }
                rows.getItems().setAll(rows(block));
            }
            case Answer.Unknown<MemoryBlock>(var why) -> {
                bar.note(why, true);
                rows.getItems().clear();
            }
        }
    }

    private List<MemoryRow> rows(MemoryBlock block) {
        return IntStream.range(0, (block.bytes().length + MemoryRow.BYTES - 1) / MemoryRow.BYTES)
                .mapToObj(row -> MemoryRow.of(block, row * MemoryRow.BYTES, before))
                .toList();
    }
}
