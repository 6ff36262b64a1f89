package dev.diver.app.screen.syscalls;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One call's name, bars and numbers, in columns that are the same in each row. */
final class BarPane extends Region {
    static final double ONE_RUN = 28;
    private static final double PER_RUN = 19;
    private static final double MARGIN = 9;
    private static final double NAME = 138;
    private static final double SHORT_NAME = 104;
    private static final double LETTER = 18;
    private static final double VALUE = 74;
    private static final double ASIDE = 150;
    private static final double GAP = 10;
    private static final double NARROW = 520;
    private static final double LEAST = 2;

    private final Label name = new Label();
    private final List<Line> lines = new ArrayList<>();

    /** The nodes of one run. */
    private static final class Line {
        private final Label letter = label("call-letter");
        private final Region linux = part("call-linux");
        private final Region kernel = part("call-kernel");
        private final Region nobody = part("call-nobody");
        private final Label value = label("call-value");
        private final Label aside = label(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        private CallRow.Bar bar;

        private static Label label(String... styles) {
            var label = new Label();
            label.getStyleClass().addAll(styles);
            return label;
        }

        private static Region part(String style) {
            var part = new Region();
            part.getStyleClass().addAll("call-bar", style);
            return part;
        }
    }

    BarPane() {
        name.getStyleClass().add("call-name");
        getChildren().add(name);
    }

    static double height(int runs) {
        return runs == 1 ? ONE_RUN : PER_RUN * runs + MARGIN;
    }

    void show(CallRow row) {
        name.setText(row.name());
        while (lines.size() > row.bars().size()) {
            getChildren().removeAll(nodes(lines.removeLast()));
        }
        while (lines.size() < row.bars().size()) {
            lines.add(new Line());
            getChildren().addAll(nodes(lines.getLast()));
        }
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            line.bar = row.bars().get(i);
            line.letter.setText(lines.size() == 1 ? "" : ShownRun.letter(i));
            line.value.setText(line.bar.text());
            line.aside.setText(line.bar.aside());
        }
        requestLayout();
    }

    private static List<Region> nodes(Line line) {
        return List.of(line.letter, line.linux, line.kernel, line.nobody, line.value, line.aside);
    }

    @Override
    protected double computePrefWidth(double height) {
        return NARROW;
    }

    @Override
    protected double computePrefHeight(double width) {
        return height(Math.max(1, lines.size()));
    }

    @Override
    protected void layoutChildren() {
        var width = getWidth();
        var height = getHeight();
        var names = width < NARROW ? SHORT_NAME : NAME;
        layoutInArea(name, 0, 0, names, height, 0, HPos.LEFT, VPos.CENTER);
        var each = lines.size() == 1 ? height : PER_RUN;
        var y = (height - each * lines.size()) / 2;
        var aside = width < NARROW ? 0 : ASIDE;
        var left = names + GAP + (lines.size() == 1 ? 0 : LETTER);
        var room = Math.max(0, width - left - GAP - VALUE - aside);
        for (var line : lines) {
            layoutInArea(line.letter, names + GAP, y, LETTER, each, 0, HPos.LEFT, VPos.CENTER);
            var x = left;
            x = place(line.linux, x, y, room * line.bar.linux(), each);
            x = place(line.kernel, x, y, room * line.bar.kernel(), each);
            place(line.nobody, x, y, room * line.bar.nobody(), each);
            layoutInArea(line.value, left + room + GAP, y, VALUE, each, 0, HPos.RIGHT, VPos.CENTER);
            line.aside.setVisible(aside > 0);
            layoutInArea(
                    line.aside,
                    left + room + GAP + VALUE + GAP,
                    y,
                    Math.max(0, aside - GAP),
                    each,
                    0,
                    HPos.LEFT,
                    VPos.CENTER);
            y += each;
        }
    }

    /** What is there at all has a bar that can be seen. */
    private double place(Region part, double x, double y, double length, double each) {
        part.setVisible(length > 0);
        var thick = each - (lines.size() == 1 ? 12 : 6);
        var shown = length > 0 ? Math.max(LEAST, snapSizeX(length)) : 0;
        part.resizeRelocate(snapPositionX(x), snapPositionY(y + (each - thick) / 2), shown, thick);
        return x + shown;
    }
}
