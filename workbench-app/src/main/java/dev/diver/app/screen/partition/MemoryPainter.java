package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.partition.MemoryLayout.Lane;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * Paints the memory of a machine once, node by node.
 *
 * @param letters of the parts, in their order
 * @param left where the view begins
 * @param viewWidth of what is seen
 */
record MemoryPainter(
        GraphicsContext graphics,
        Colours colours,
        PartitionModel model,
        Set<Range> inConflict,
        List<String> letters,
        double left,
        double viewWidth) {

    void paint(Lane lane) {
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setFont(Fonts.PLAIN);
        graphics.setFill(colours.muted);
        graphics.fillText(title(lane), Math.round(left) + MemoryLayout.MARGIN, lane.top() - 10);
        ground(lane);
        var plan = model.plan().get();
        var selected = model.range().get().filter(range -> range.exists(plan));
        for (var range : Range.all(plan)) {
            if (lane.shows(range.in(plan)) && !selected.equals(Optional.of(range))) {
                block(lane, plan, range, false);
            }
        }
        selected.filter(range -> lane.shows(range.in(plan))).ifPresent(range -> block(lane, plan, range, true));
        ticks(lane);
    }

    private String title(Lane lane) {
        var node = model.topology().get().nodes().size() > lane.node()
                ? model.topology().get().nodes().get(lane.node())
                : null;
        var ram = lane.ram().stream().mapToLong(range -> range.size().bytes()).sum();
        return "node " + lane.node() + "  \u00b7  " + Amounts.of(ram)
                + (node == null
                        ? ""
                        : Distances.words(
                                model.plan().get(),
                                model.topology().get(),
                                lane.node(),
                                model.chosen().get()));
    }

    private void ground(Lane lane) {
        var from = left - MemoryLayout.MARGIN;
        var right = from + viewWidth;
        for (var piece : lane.scale().pieces()) {
            if (piece.to() < from || piece.from() > right) {
                continue;
            }
            var x = Math.max(piece.from(), from - 10);
            var width = Math.min(piece.to(), right + 10) - x;
            graphics.setFill(piece.hole() ? colours.nobodyPattern : colours.of(Owner.LINUX));
            graphics.fillRect(MemoryLayout.MARGIN + x, lane.top(), width, MemoryLayout.BAR);
        }
        for (var segment : model.topology().get().memory()) {
            if (segment.use() != Topology.Use.RAM && lane.shows(segment.range())) {
                segment(lane, segment);
            }
        }
        graphics.setFont(Fonts.BOLD);
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFill(colours.onColour);
        graphics.fillText("L", Math.max(MemoryLayout.MARGIN, Math.round(left)) + 9, lane.top() + MemoryLayout.BAR / 2);
    }

    private void segment(Lane lane, Topology.MemorySegment segment) {
        var from = MemoryLayout.MARGIN + lane.scale().x(segment.range().start());
        var to = MemoryLayout.MARGIN + lane.scale().x(segment.range().end());
        var width = Math.max(2, to - from);
        if (to < left || from > left + viewWidth) {
            return;
        }
        graphics.setFill(
                switch (segment.use()) {
                    case RAM -> colours.linux;
                    case LINUX -> colours.linux.darker();
                    case FIRMWARE -> colours.device;
                    case DEVICE -> colours.devicePattern;
                });
        graphics.fillRect(from, lane.top(), width, MemoryLayout.BAR);
        if (width > 44) {
            graphics.setFont(Fonts.SMALL);
            graphics.setFill(colours.onColour);
            graphics.setTextAlign(TextAlignment.CENTER);
            graphics.fillText(
                    segment.holder().isEmpty()
                            ? segment.use().name().toLowerCase(java.util.Locale.ROOT)
                            : segment.holder(),
                    from + width / 2,
                    lane.top() + MemoryLayout.BAR / 2,
                    width - 6);
        }
    }

    private void block(Lane lane, PartitionPlan plan, Range range, boolean selected) {
        var memory = range.in(plan);
        var from = MemoryLayout.MARGIN + lane.scale().x(memory.start());
        var to = MemoryLayout.MARGIN + lane.scale().x(memory.end());
        var width = Math.max(MemoryPointer.LEAST_BLOCK, to - from);
        // What is far outside of the view need not be painted, however wide it is.
        var x = Math.max(from, left - 20);
        var seen = Math.min(from + width, left + viewWidth + 20) - x;
        if (seen <= 0) {
            return;
        }
        graphics.setFill(colours.of(Owner.part(range.part())));
        graphics.fillRect(x, lane.top(), seen, MemoryLayout.BAR);
        if (range.isRegion()) {
            var window = lane.scale()
                            .x(memory.start()
                                    + plan.parts().get(range.part()).window().bytes())
                    - lane.scale().x(memory.start());
            graphics.setFill(colours.window);
            graphics.fillRect(from, lane.top(), Math.clamp(window, Math.min(7, width), width), MemoryLayout.BAR);
        }
        var conflict = inConflict.contains(range);
        graphics.setStroke(conflict ? colours.conflict : selected ? colours.text : colours.back);
        graphics.setLineWidth(conflict || selected ? 3 : 1);
        var inset = conflict || selected ? 1.5 : 0.5;
        graphics.strokeRect(x + inset, lane.top() + inset, Math.max(1, seen - 2 * inset), MemoryLayout.BAR - 2 * inset);
        if (selected) {
            graphics.setFill(colours.text);
            graphics.fillRect(from - 1, lane.top() - 3, 4, MemoryLayout.BAR + 6);
            graphics.fillRect(from + width - 3, lane.top() - 3, 4, MemoryLayout.BAR + 6);
        }
        label(lane, plan, range, (conflict ? "! " : "") + letters.get(range.part()), x, seen);
    }

    private void label(Lane lane, PartitionPlan plan, Range range, String letter, double x, double width) {
        if (width < 16) {
            return;
        }
        graphics.setFont(Fonts.BOLD);
        graphics.setFill(colours.onColour);
        graphics.setTextAlign(TextAlignment.CENTER);
        var longer = letter + "  " + Amounts.of(range.in(plan).size().bytes());
        var text = width > longer.length() * 7.5 + 12 ? longer : width > letter.length() * 8 + 6 ? letter : "";
        graphics.fillText(text, Math.round(x + width / 2), lane.top() + MemoryLayout.BAR / 2, width - 6);
    }

    private void ticks(Lane lane) {
        graphics.setFont(Fonts.SMALL);
        graphics.setTextAlign(TextAlignment.CENTER);
        var y = lane.bottom() + MemoryLayout.TICKS / 2 + 1;
        var last = Double.NEGATIVE_INFINITY;
        for (var tick : Ticks.of(lane.scale(), left - MemoryLayout.MARGIN, viewWidth)) {
            var x = MemoryLayout.MARGIN + lane.scale().x(tick);
            var text = Ticks.words(tick);
            var half = text.length() * 3.4;
            if (x - half < last + 8) {
                continue;
            }
            last = x + half;
            graphics.setFill(colours.frame);
            graphics.fillRect(Math.round(x), lane.bottom(), 1, 4);
            graphics.setFill(colours.muted);
            graphics.fillText(text, Math.max(x, MemoryLayout.MARGIN + half), y + 2);
        }
    }
}
