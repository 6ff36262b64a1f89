package dev.diver.console.view;

import dev.diver.console.terminal.MouseEncoder;
import dev.diver.console.terminal.Position;
import java.util.function.BiFunction;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * The mouse for a guest that asked for it. With shift held it is the person's, as in other terminals; so it is where one has
 * scrolled back, since the guest knows only its screen.
 */
final class GuestMouse {

    private final ConsoleView view;
    private final BiFunction<Double, Double, Position> cells;

    private int held = -1;
    private MouseEncoder.Place last;

    /** @param cells the cell at a place on the canvas */
    GuestMouse(ConsoleView view, BiFunction<Double, Double, Position> cells) {
        this.view = view;
        this.cells = cells;
    }

    boolean hasTheMouse(boolean shift) {
        return !shift && view.isFollowing() && encoder().isTracking();
    }

    private MouseEncoder encoder() {
        return view.terminal().mouse();
    }

    private MouseEncoder.Place place(double x, double y, boolean shift, boolean alt, boolean control) {
        Position cell = cells.apply(x, y);
        int row = (int) (cell.line() - view.screen().topLine());
        return new MouseEncoder.Place(cell.column(), row, shift, alt, control);
    }

    private MouseEncoder.Place place(MouseEvent event) {
        return place(event.getX(), event.getY(), event.isShiftDown(), event.isAltDown(), event.isControlDown());
    }

    /** @return whether the guest got it */
    boolean pressed(MouseEvent event) {
        int button = button(event.getButton());
        if (button < 0 || !hasTheMouse(event.isShiftDown())) {
            return false;
        }
        held = button;
        last = place(event);
        tell(encoder().press(button, last));
        return true;
    }

    /** A button that the guest saw pressed it sees released, whatever has changed meanwhile. */
    void released(MouseEvent event) {
        if (held >= 0 && button(event.getButton()) == held) {
            tell(encoder().release(held, place(event)));
            held = -1;
        }
    }

    /** @return whether the drag is the guest's */
    boolean dragged(MouseEvent event) {
        if (held < 0) {
            return false;
        }
        MouseEncoder.Place now = place(event);
        if (!now.equals(last)) {
            last = now;
            tell(encoder().drag(held, now));
        }
        return true;
    }

    void moved(MouseEvent event) {
        if (hasTheMouse(event.isShiftDown())) {
            MouseEncoder.Place now = place(event);
            if (!now.equals(last)) {
                last = now;
                tell(encoder().move(now));
            }
        }
    }

    /** @param lines up where positive; @return whether the guest got it */
    boolean scrolled(ScrollEvent event, int lines) {
        if (!hasTheMouse(event.isShiftDown())) {
            return false;
        }
        MouseEncoder.Place now =
                place(event.getX(), event.getY(), event.isShiftDown(), event.isAltDown(), event.isControlDown());
        for (int i = 0; i < Math.abs(lines); i++) {
            tell(encoder().wheel(lines > 0, now));
        }
        return true;
    }

    private void tell(byte[] report) {
        if (report.length > 0) {
            view.type(keys -> report);
        }
    }

    private static int button(MouseButton button) {
        return switch (button) {
            case PRIMARY -> 0;
            case MIDDLE -> 1;
            case SECONDARY -> 2;
            default -> -1;
        };
    }
}
