package dev.diver.app.screen.syscalls;

import atlantafx.base.theme.Styles;
import dev.diver.core.syscall.NanoWords;
import dev.diver.core.syscall.SyscallAdvice;
import dev.diver.core.syscall.SyscallTrace;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Which calls to serve in the kernel first. */
final class AdvicePane {
    private static final int MOST = 4;
    private static final double METER = 90;

    private final VBox box = new VBox(6);
    private final IntConsumer open;

    /** @param open shows the call whose number it is given */
    AdvicePane(IntConsumer open) {
        this.open = open;
        box.setId("syscalls-advice");
    }

    Node node() {
        return box;
    }

    void show(SyscallTrace trace, String run) {
        var advice = SyscallAdvice.of(trace);
        var heading = new Label("Serve these in the kernel first" + (run.isEmpty() ? "" : " (" + run + ")"));
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        box.getChildren().setAll(heading);
        if (advice.items().isEmpty()) {
            box.getChildren().add(muted("No forwarded call costs more than a local one would."));
            return;
        }
        var grid = new GridPane(12, 4);
        var row = 0;
        for (var item : advice.items().stream().limit(MOST).toList()) {
            var link = new Hyperlink((row + 1) + "  " + item.name());
            link.getStyleClass().add("advice-name");
            link.setMinWidth(Region.USE_PREF_SIZE);
            link.setOnAction(event -> open.accept(item.number()));
            var saves = new Label("saves up to " + NanoWords.of(item.savedNanos())
                    + (item.shareOfRun() > 0 ? ", " + CallRows.share(item.shareOfRun(), 1) + " of the run" : "")
                    + (item.mayWait() ? "; it may only wait" : ""));
            saves.getStyleClass().add(Styles.TEXT_SMALL);
            saves.setWrapText(true);
            var share = new Label(CallRows.share(item.shareOfForwarded(), 1));
            share.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row++, link, meter(item.shareOfForwarded()), share, saves);
        }
        box.getChildren()
                .addAll(
                        grid,
                        muted("Shares are of the time of all forwarded calls. A local call is taken to cost "
                                + NanoWords.of(advice.localNanos())
                                + (advice.measured() ? ", this run's median." : "; this run has none to measure.")));
    }

    private static Node meter(double share) {
        var bar = new Region();
        bar.getStyleClass().addAll("call-bar", "call-linux");
        bar.setMinSize(Math.max(2, METER * share), 10);
        bar.setMaxSize(Math.max(2, METER * share), 10);
        var meter = new HBox(bar);
        meter.setAlignment(Pos.CENTER_LEFT);
        meter.setMinWidth(METER);
        meter.setMaxWidth(METER);
        return meter;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
