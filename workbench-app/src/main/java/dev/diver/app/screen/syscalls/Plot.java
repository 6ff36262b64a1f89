package dev.diver.app.screen.syscalls;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/** Columns over an axis. Hovering, or the arrow keys, look at one: its exact numbers stand in the plot's heading. */
final class Plot extends Region {
    private static final PseudoClass LOOKED_AT = PseudoClass.getPseudoClass("looked-at");
    private static final double HEAD = 22;
    private static final double FOOT = 18;
    private static final double BODY = 92;
    private static final double INDENT = 8;

    private final Label title = new Label();
    private final Label words = new Label();
    private final Label top = new Label();
    private final Region back = new Region();
    private final List<Region> columns = new ArrayList<>();
    private final List<Label> ticks = new ArrayList<>();
    private final List<Label> marks = new ArrayList<>();
    private final List<Region> lines = new ArrayList<>();
    private Drawing drawing = Drawing.nothing("");
    private int lookedAt = -1;

    Plot(String id) {
        setId(id);
        getStyleClass().add("plot");
        title.getStyleClass().add(Styles.TEXT_BOLD);
        words.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL, "plot-words");
        top.getStyleClass().addAll(Styles.TEXT_SUBTLE, Styles.TEXT_SMALL);
        back.getStyleClass().add("plot-back");
        getChildren().addAll(title, words, back, top);
        setFocusTraversable(true);
        setOnMouseMoved(event -> look(at(event.getX())));
        setOnMouseExited(event -> look(-1));
        setOnMousePressed(event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::walk);
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                look(-1);
            }
        });
    }

    void show(String heading, Drawing next) {
        title.setText(heading);
        var same = next.columns().size() == drawing.columns().size();
        drawing = next;
        fill(columns, next.columns().size(), () -> {
            var column = new Region();
            column.setMouseTransparent(true);
            return column;
        });
        columns.forEach(column -> column.getStyleClass().setAll("plot-column", next.style()));
        fill(lines, next.marks().size(), () -> styled(new Region(), "plot-mark"));
        labels(ticks, next.ticks());
        labels(marks, next.marks());
        top.setText(next.top());
        top.toFront();
        look(same ? lookedAt : -1);
        requestLayout();
    }

    private <T extends Region> void fill(List<T> nodes, int count, java.util.function.Supplier<T> make) {
        while (nodes.size() > count) {
            getChildren().remove(nodes.removeLast());
        }
        while (nodes.size() < count) {
            nodes.add(make.get());
            getChildren().add(nodes.getLast());
        }
    }

    private void labels(List<Label> labels, List<Drawing.Mark> words) {
        fill(labels, words.size(), () -> styled(new Label(), "plot-label"));
        for (var i = 0; i < words.size(); i++) {
            labels.get(i).setText(words.get(i).word());
        }
    }

    private static <T extends Region> T styled(T node, String style) {
        node.getStyleClass().add(style);
        node.setMouseTransparent(true);
        return node;
    }

    private int at(double x) {
        var place = (x - INDENT) / room();
        for (var i = 0; i < drawing.columns().size(); i++) {
            if (place >= drawing.columns().get(i).from()
                    && place < drawing.columns().get(i).to()) {
                return i;
            }
        }
        return -1;
    }

    private void walk(KeyEvent event) {
        var last = drawing.columns().size() - 1;
        var next = switch (event.getCode()) {
            case LEFT -> Math.max(0, lookedAt < 0 ? last : lookedAt - 1);
            case RIGHT -> Math.min(last, lookedAt + 1);
            case HOME -> 0;
            case END -> last;
            default -> -1;
        };
        if (next >= 0 && last >= 0) {
            look(next);
            event.consume();
        }
    }

    private void look(int column) {
        lookedAt = column < drawing.columns().size() ? column : -1;
        for (var i = 0; i < columns.size(); i++) {
            columns.get(i).pseudoClassStateChanged(LOOKED_AT, i == lookedAt);
        }
        words.setText(
                lookedAt < 0
                        ? drawing.summary()
                        : drawing.columns().get(lookedAt).words());
        setAccessibleText(title.getText() + ": " + words.getText());
        requestLayout();
    }

    private double room() {
        return Math.max(1, getWidth() - 2 * INDENT);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 380;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEAD + (drawing.columns().isEmpty() ? 2 : BODY + FOOT);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return drawing.columns().isEmpty() ? computeMinHeight(width) : Double.MAX_VALUE;
    }

    @Override
    protected double computePrefHeight(double width) {
        return computeMinHeight(width);
    }

    @Override
    protected void layoutChildren() {
        var width = getWidth();
        var body = Math.max(1, getHeight() - HEAD - (drawing.columns().isEmpty() ? 0 : FOOT));
        var name = Math.min(width, title.prefWidth(-1));
        // Where there is no room for both, the numbers that somebody looks at are worth more than the heading.
        var both = lookedAt < 0 || name + INDENT + words.prefWidth(-1) <= width;
        var from = both ? name + INDENT : 0;
        title.setVisible(both);
        layoutInArea(title, 0, 0, name, HEAD, 0, HPos.LEFT, VPos.CENTER);
        layoutInArea(words, from, 0, Math.max(0, width - from), HEAD, 0, HPos.RIGHT, VPos.CENTER);
        back.resizeRelocate(0, HEAD, width, body);
        layoutInArea(top, INDENT, HEAD + 1, width, 16, 0, HPos.LEFT, VPos.TOP);
        // Room above the highest column for what stands there.
        var full = body - 18;
        for (var i = 0; i < columns.size(); i++) {
            var column = drawing.columns().get(i);
            var left = snapPositionX(INDENT + room() * column.from());
            var right = snapPositionX(INDENT + room() * column.to());
            var height = column.height() > 0 ? Math.max(1.5, full * column.height()) : 0;
            columns.get(i)
                    .resizeRelocate(
                            left, HEAD + body - height, Math.max(1, right - left - (right - left > 4 ? 1 : 0)), height);
        }
        place(ticks, drawing.ticks(), HEAD + body + 1);
        place(marks, drawing.marks(), HEAD + 1);
        for (var i = 0; i < lines.size(); i++) {
            var x = snapPositionX(INDENT + room() * drawing.marks().get(i).at());
            lines.get(i).resizeRelocate(x, HEAD + 16, 1, body - 16);
        }
    }

    /** Words that would run into the ones before them are left out. */
    private void place(List<Label> labels, List<Drawing.Mark> words, double y) {
        var free = labels == marks ? top.getText().isEmpty() ? 0 : INDENT + top.prefWidth(-1) + INDENT : 0;
        for (var i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            var wide = label.prefWidth(-1);
            var x = Math.clamp(INDENT + room() * words.get(i).at() - wide / 2, 0, Math.max(0, getWidth() - wide));
            label.setVisible(x >= free);
            label.resizeRelocate(snapPositionX(x), y, wide, label.prefHeight(-1));
            if (label.isVisible()) {
                free = x + wide + INDENT;
            }
        }
    }
}
