package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Instruction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The processor's instructions among the source lines that they come from. */
final class DisassemblyPanel extends DebugPanel {
    private static final int COUNT = 120;
    private static final int LINES_BEFORE = 4;

    private final ListView<CodeRow> rows = new ListView<>();
    private final ExpressionBar bar;
    private final SourceLines sources = new SourceLines();
    private long current = -1;
    private String shown = "";

    /** @param steps of one instruction, beside the address */
    DisassemblyPanel(Bench bench, DebugModel model, List<Action> steps) {
        super(
                bench,
                model,
                "debug-disassembly",
                "Disassembly",
                MaterialDesignF.FORMAT_LIST_NUMBERED,
                Place.BOTTOM_RIGHT);
        bar = new ExpressionBar("debug-disassembly-expression", "Address, such as main or $pc", "$pc", text -> {
            shown = "";
            model.look();
        });
        steps.forEach(step -> {
            var button = ActionButton.of(step, bench.notices());
            button.getStyleClass().add(Styles.SMALL);
            model.state().subscribe(state -> ActionButton.refresh(button, step));
            bar.add(button);
        });
        rows.setId("debug-disassembly-rows");
        rows.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-code");
        rows.setFixedCellSize(20);
        rows.setCellFactory(view -> new CodeCell(address -> address == current));
        var body = new BorderPane(rows);
        body.setTop(bar.node());
        fill(body, rows, "The processor's instructions, among the lines of the source that they come from.");
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        if (bar.expression().isEmpty()) {
            return CompletableFuture.completedFuture(() -> {});
        }
        var here = Answer.to(session.frames(focus.thread(), focus.frame(), 1)).thenApply(DisassemblyPanel::address);
        // The counter of an outer frame is its own, whatever the debugger takes $pc for.
        return here.thenCompose(address -> {
            var expression = bar.expression().equals("$pc") && address >= 0
                    ? "0x" + Long.toHexString(address)
                    : bar.expression();
            return Answer.to(session.disassemble(expression, COUNT))
                    .thenCompose(answer -> mixed(answer).thenApply(mixed -> () -> show(answer, mixed, address)));
        });
    }

    private static long address(Answer<List<Frame>> frames) {
        return frames instanceof Answer.Known<List<Frame>>(var found) && !found.isEmpty()
                ? found.getFirst().address()
                : -1;
    }

    /** Reads the sources in the background: the answers come on a thread that must not be held up. */
    private CompletableFuture<List<CodeRow>> mixed(Answer<List<Instruction>> answer) {
        var done = new CompletableFuture<List<CodeRow>>();
        bench().tasks()
                .quietly(
                        () -> answer instanceof Answer.Known<List<Instruction>>(var code)
                                ? mix(code)
                                : List.<CodeRow>of(),
                        done::complete,
                        failure -> done.complete(List.of()));
        return done;
    }

    private List<CodeRow> mix(List<Instruction> code) {
        var mixed = new ArrayList<CodeRow>();
        Path file = null;
        var line = 0;
        for (var instruction : code) {
            var at = instruction.line().orElse(0);
            if (at > 0 && (at != line || !instruction.file().equals(java.util.Optional.ofNullable(file)))) {
                line = at;
                file = instruction.file().orElse(null);
                mixed.add(new CodeRow.Source(
                        file == null ? Path.of("?") : file, at, file == null ? "" : sources.line(file, at)));
            }
            mixed.add(new CodeRow.Code(instruction));
        }
        return mixed;
    }

    private void show(Answer<List<Instruction>> answer, List<CodeRow> mixed, long address) {
        bar.note(answer instanceof Answer.Unknown<List<Instruction>>(var why) ? why : "", true);
        current = address;
        // While the guest steps through what is shown already, that stays where it is.
        if (index(rows.getItems(), address) < 0 || !shown.equals(bar.expression())) {
            rows.getItems().setAll(mixed);
            shown = bar.expression();
        }
        rows.refresh();
        var index = index(rows.getItems(), address);
        rows.scrollTo(Math.max(0, index - LINES_BEFORE));
    }

    private static int index(List<CodeRow> rows, long address) {
        for (var i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof CodeRow.Code(var instruction) && instruction.address() == address) {
                return i;
            }
        }
        return -1;
    }
}
