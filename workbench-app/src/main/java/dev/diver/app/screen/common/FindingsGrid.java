package dev.diver.app.screen.common;

import atlantafx.base.theme.Styles;
import dev.diver.core.node.NodeCheck.Finding;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What was found out about a node, a line each: works or not, what, and what to do. */
public final class FindingsGrid {
    private FindingsGrid() {}

    public static GridPane of(List<Finding> findings) {
        var grid = new GridPane(14, 10);
        findings.forEach(finding -> row(grid, finding));
        return grid;
    }

    private static void row(GridPane grid, Finding finding) {
        var icon = switch (finding.verdict()) {
            case WORKS -> Icons.of(MaterialDesignC.CHECK_CIRCLE_OUTLINE, 16, "good");
            case WARNING, SKIPPED -> Icons.of(MaterialDesignA.ALERT_OUTLINE, 16);
            case FAILS -> Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, 16, "bad");
        };
        var what = new Label(finding.what(), icon);
        what.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(what, VPos.TOP);
        var text = new VBox(2, wrapped(finding.message()));
        if (!finding.remedy().isEmpty()) {
            text.getChildren().add(wrapped(finding.remedy(), Styles.TEXT_MUTED));
        }
        GridPane.setHgrow(text, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), what, text);
    }

    /** A text over as many lines as it needs. */
    public static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
