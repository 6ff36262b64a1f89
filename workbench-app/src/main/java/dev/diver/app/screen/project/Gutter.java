package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Icons;
import java.util.List;
import java.util.function.IntFunction;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.fxmisc.richtext.CodeArea;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.reactfx.collection.LiveList;

/**
 * What stands left of the lines: their numbers, signs of problems and what else is put there. Each key makes that of its line
 * again and each new line that of all below it, so it has as few nodes as can be, and none that is a control.
 */
final class Gutter {
    private static final Insets BESIDE_NUMBER = new Insets(0, 4, 0, 12);

    private final CodeArea area;
    private List<Mark> marks = List.of();
    private IntFunction<? extends Node> leading = paragraph -> null;
    private int digits;

    Gutter(CodeArea area) {
        this.area = area;
        digits = digits(area.getParagraphs().size());
        area.setParagraphGraphicFactory(this::line);
        LiveList.sizeOf(area.getParagraphs()).addListener((property, was, is) -> {
            if (digits(is) != digits) {
                digits = digits(is);
                again();
            }
        });
    }

    private static int digits(int lines) {
        return Integer.toString(lines).length();
    }

    /** @param column makes what stands before the number of a paragraph, from 0 */
    void leading(IntFunction<? extends Node> column) {
        leading = column;
        again();
    }

    void marks(List<Mark> changed) {
        marks = changed;
    }

    private void again() {
        area.setParagraphGraphicFactory(this::line);
    }

    private Node line(int paragraph) {
        var number = new Text(("%" + digits + "d").formatted(paragraph + 1));
        number.getStyleClass().add("lineno");
        HBox.setMargin(number, BESIDE_NUMBER);
        var gutter = new HBox(number, sign(paragraph + 1));
        var before = leading.apply(paragraph);
        if (before != null) {
            gutter.getChildren().addFirst(before);
        }
        gutter.setAlignment(Pos.CENTER_LEFT);
        gutter.getStyleClass().add("gutter");
        return gutter;
    }

    private Region sign(int line) {
        var sign = marks.stream()
                .filter(mark -> mark.line() == line)
                .findFirst()
                .map(Gutter::sign)
                .orElseGet(Region::new);
        sign.getStyleClass().add("gutter-sign");
        return sign;
    }

    private static Region sign(Mark mark) {
        var icon = mark.error() ? MaterialDesignA.ALERT_CIRCLE : MaterialDesignA.ALERT;
        var sign = new Label(null, Icons.of(icon, 13, mark.error() ? "bad" : "warn"));
        sign.setTooltip(new Tooltip(mark.message()));
        return sign;
    }
}
