package dev.diver.console.view;

import dev.diver.console.terminal.Granularity;
import dev.diver.console.terminal.Position;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** The mouse: selecting, scrolling, the menu. */
final class ConsoleMouse {

    private static final int LINES_A_NOTCH = 3;
    private static final double NOTCH = 40;

    private final ConsoleView view;
    private final Canvas canvas;
    private final ContextMenu menu = new ContextMenu();
    private final GuestMouse guest;

    private Position anchor;
    private Granularity granularity = Granularity.CELL;
    private boolean dragging;
    private boolean shift;
    private double dragX;
    private double dragY;
    private double wheel;

    ConsoleMouse(ConsoleView view, Canvas canvas) {
        this.view = view;
        this.canvas = canvas;
        canvas.setCursor(Cursor.TEXT);
        guest = new GuestMouse(view, this::at);
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseReleased(this::released);
        canvas.setOnMouseMoved(guest::moved);
        canvas.setOnScroll(this::scrolled);
        canvas.setOnContextMenuRequested(event -> {
            if (guest.hasTheMouse(shift)) {
                return; // it got the button
            }
            showMenu(event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    /** Made anew each time: what can be done changes. */
    private void showMenu(double x, double y) {
        menu.getItems().clear();
        for (ConsoleCommand command : ConsoleCommand.values()) {
            switch (command) {
                case LARGER_TEXT, SMALLER_TEXT, USUAL_TEXT -> {
                    // By keys and the wheel, as everywhere.
                }
                case BREAK, CTRL_ALT_DELETE -> {
                    if (view.whyNot(command).isEmpty()) {
                        menu.getItems().add(item(command));
                    }
                }
                case FIND, MARK, CLEAR -> menu.getItems().addAll(new SeparatorMenuItem(), item(command));
                case RETURN_AT_LINE_FEEDS -> {
                    CheckMenuItem returns = new CheckMenuItem(command.title());
                    returns.setSelected(view.returnsAtLineFeeds());
                    returns.setOnAction(event -> view.perform(command));
                    menu.getItems().addAll(new SeparatorMenuItem(), returns);
                }
                default -> menu.getItems().add(item(command));
            }
        }
        menu.show(view, x, y);
    }

    /** The keys are shown and not registered: the view has them already, and a menu would take them from other views. */
    private MenuItem item(ConsoleCommand command) {
        KeyCombination keys = command.combination();
        MenuItem item =
                new MenuItem(command.title() + (keys == null ? "" : "  (" + ConsoleCommand.written(keys) + ")"));
        item.setDisable(!view.whyNot(command).isEmpty());
        item.setOnAction(event -> view.perform(command));
        return item;
    }

    private Position at(double x, double y) {
        int column = (int) Math.floor((x - ScreenPainter.PADDING) / view.font().cellWidth);
        int row = (int) Math.floor((y - ScreenPainter.PADDING) / view.font().cellHeight);
        int visibleRow = Math.clamp(row, 0, view.screen().rows() - 1);
        return new Position(
                view.screen().topLine() + visibleRow,
                Math.clamp(column, 0, view.screen().columns() - 1));
    }

    private void pressed(MouseEvent event) {
        menu.hide();
        view.requestFocus();
        shift = event.isShiftDown();
        if (guest.pressed(event)) {
            return;
        }
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        dragX = event.getX();
        dragY = event.getY();
        if (event.isShiftDown() && anchor != null) {
            extend();
            return;
        }
        anchor = at(dragX, dragY);
        granularity = switch (event.getClickCount()) {
            case 1 -> Granularity.CELL;
            case 2 -> Granularity.WORD;
            default -> Granularity.LINE;
        };
        if (granularity == Granularity.CELL) {
            view.select(null);
        } else {
            extend();
        }
    }

    private void released(MouseEvent event) {
        dragging = false;
        guest.released(event);
    }

    private void dragged(MouseEvent event) {
        if (guest.dragged(event)) {
            return;
        }
        if (event.getButton() == MouseButton.PRIMARY && anchor != null) {
            dragging = true;
            dragX = event.getX();
            dragY = event.getY();
            extend();
        }
    }

    private void extend() {
        view.select(view.terminal().range(anchor, at(dragX, dragY), granularity));
    }

    /** While the mouse is held above or below the text, that goes on scrolling. */
    void pulse() {
        if (!dragging) {
            return;
        }
        double beyond = dragY < 0 ? dragY : Math.max(0, dragY - canvas.getHeight());
        if (beyond != 0) {
            view.scrollBy((long) (Math.signum(beyond) * Math.ceil(Math.abs(beyond) / NOTCH)));
            extend();
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.isControlDown()) {
            view.setFontSize(view.getFontSize() + Math.signum(event.getDeltaY()));
            event.consume();
            return;
        }
        // Touchpads send many small steps.
        wheel += event.getDeltaY() / NOTCH * LINES_A_NOTCH;
        int lines = (int) wheel;
        wheel -= lines;
        if (guest.scrolled(event, lines)) {
            event.consume();
            return;
        }
        if (view.terminal().isAlternateScreen()) {
            // It has no scroll-back: pagers and editors scroll when they get arrows.
            String key = lines > 0 ? "UP" : "DOWN";
            for (int i = 0; i < Math.abs(lines); i++) {
                view.send(keys -> keys.key(key, false, false, false));
            }
        } else if (lines != 0) {
            view.scrollBy(-lines);
        }
        event.consume();
    }
}
