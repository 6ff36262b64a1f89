package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.console.debug.Variable;
import java.time.Duration;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;

/** The value of what the pointer rests on, while a guest stands still. */
final class ValueHover {
    private static final Duration REST = Duration.ofMillis(350);
    /** What a name means is told below the pointer. */
    private static final double ABOVE = 58;

    private static final int MOST_LETTERS = 600;

    private final CodeArea area;
    private final DebugDesk debug;
    private final Tasks tasks;
    private final Tooltip tip = new Tooltip();
    private long asked;

    ValueHover(CodeArea area, DebugDesk debug, Tasks tasks) {
        this.area = area;
        this.debug = debug;
        this.tasks = tasks;
        tip.setWrapText(true);
        tip.setMaxWidth(560);
        tip.getStyleClass().add("debug-value");
        area.setMouseOverTextDelay(REST);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> ask(event));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> hide());
    }

    private void ask(MouseOverTextEvent event) {
        var place =
                area.offsetToPosition(event.getCharacterIndex(), org.fxmisc.richtext.model.TwoDimensional.Bias.Forward);
        var line = area.getText(place.getMajor());
        var number = ++asked;
        var where = event.getScreenPosition();
        HoverExpression.at(line, place.getMinor())
                .ifPresent(expression -> debug.value(expression)
                        .thenAccept(value -> value.ifPresent(
                                found -> tasks.onScreen(() -> show(number, expression, found, where)))));
    }

    private void show(long number, String expression, Variable value, Point2D where) {
        if (number == asked && area.getScene() != null && area.isHover()) {
            tip.setText(Words.shortened(expression + " = " + value.value(), MOST_LETTERS) + "\n" + value.type());
            tip.show(area, where.getX() + 8, where.getY() - ABOVE);
        }
    }

    private void hide() {
        asked++;
        tip.hide();
    }

    void stop() {
        hide();
    }
}
