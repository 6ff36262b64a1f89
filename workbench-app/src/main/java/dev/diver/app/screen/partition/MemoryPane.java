package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.partition.MemoryLayout.Lane;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;

/**
 * The machine's memory by nodes. What no block covers is Linux's. Blocks and their edges are dragged, a drag over Linux's
 * memory makes a new one for the chosen part; addresses snap to 2 MiB, with Alt to 4 KiB, with Ctrl to 1 GiB.
 */
final class MemoryPane extends DrawingPane {
    /** Pixels around a block in which its frame and handles are painted. */
    private static final double FRAME = 5;

    private static final double MOST_ZOOM = 4096;

    private final PartitionModel model;
    private final MemoryPointer pointer;
    private final MemoryKeys keys;
    private MemoryLayout layout;
    private double zoom = 1;
    private Set<Range> inConflict = Set.of();

    private Near near = new Near("", List.of());

    /** What distances are told from: a part and the nodes where its processors are. */
    private record Near(String part, List<Integer> nodes) {}

    /** @param type asks for exact numbers of a range, or of a new one */
    MemoryPane(PartitionModel model, Consumer<Optional<Range>> type) {
        super("partition-memory");
        this.model = model;
        layout = MemoryLayout.of(model.plan().get(), 600);
        setAccessibleRoleDescription("memory");
        pointer = new MemoryPointer(model, this, type);
        keys = new MemoryKeys(model, this, pointer, type);
        model.plan().subscribe((was, is) -> {
            measure(is);
            if (looksAlike(was, is)) {
                tell();
                return;
            }
            // Where the plan reaches decides what is shown of holes.
            if (!pointer.isHolding() || was.machine() != is.machine()) {
                viewChanged();
                changed();
            } else {
                // What the pointer moves is painted anew, where it was and where it is.
                pointer.held(was).ifPresent(this::touch);
                pointer.held(is).ifPresent(this::touch);
                tell();
            }
        });
        model.range().subscribe(range -> changed());
        model.chosen().subscribe(owner -> changed());
        model.topology().subscribe((was, is) -> viewChanged());
        model.checked().subscribe(this::show);
    }

    MemoryLayout drawing() {
        return layout;
    }

    private void show(PartitionModel.Checked checked) {
        var found = new HashSet<Range>();
        checked.report().conflicts().stream()
                .filter(conflict -> conflict.severity() == dev.diver.core.partition.Conflict.Severity.CONFLICT)
                .forEach(conflict ->
                        Place.of(conflict.where()).rangeIn(checked.plan()).ifPresent(found::add));
        if (!found.equals(inConflict)) {
            var plan = checked.plan();
            var different = new HashSet<>(found);
            different.addAll(inConflict);
            different.removeIf(range -> found.contains(range) && inConflict.contains(range));
            inConflict = found;
            different.stream().filter(range -> range.exists(plan)).forEach(range -> touch(range.in(plan)));
        }
    }

    /** Titles tell distances from the processors of the chosen part. */
    private void measure(PartitionPlan plan) {
        var owner = model.chosen().get();
        // One that is just being removed is none any more.
        var now = owner.isPart() && owner.part() < plan.parts().size()
                ? new Near(
                        owner.name(plan), Distances.nodes(plan, model.topology().get(), owner))
                : new Near("", List.of());
        if (!now.equals(near)) {
            near = now;
            for (var lane : layout.lanes()) {
                repaint(new Box(left(), lane.top() - MemoryLayout.TITLE, viewWidth(), MemoryLayout.TITLE));
            }
        }
    }

    /** While processors are dragged, all plans do, but for titles. */
    private static boolean looksAlike(PartitionPlan one, PartitionPlan other) {
        return one.machine() == other.machine()
                && Letters.of(one).equals(Letters.of(other))
                && one.parts().stream()
                        .map(PartitionPlan.Part::memory)
                        .toList()
                        .equals(other.parts().stream()
                                .map(PartitionPlan.Part::memory)
                                .toList());
    }

    private void changed() {
        repaint();
        tell();
    }

    private void touch(MemoryRange range) {
        for (var lane : layout.lanes()) {
            if (lane.shows(range)) {
                var from = MemoryLayout.MARGIN + lane.scale().x(range.start());
                var width = Math.max(
                        MemoryPointer.LEAST_BLOCK,
                        lane.scale().x(range.end()) - lane.scale().x(range.start()));
                repaint(new Box(from, lane.top(), width, MemoryLayout.BAR).around(FRAME));
            }
        }
    }

    private static Box box(Lane lane, Box seen) {
        return new Box(
                seen.x(),
                lane.top() - MemoryLayout.TITLE,
                seen.width(),
                MemoryLayout.TITLE + MemoryLayout.BAR + MemoryLayout.TICKS + 2);
    }

    @Override
    void viewChanged() {
        layout = MemoryLayout.of(model.plan().get(), viewWidth() * zoom);
        extent(layout.width(), layout.height());
    }

    @Override
    void zoom(double by, double x, double y) {
        var lane = layout.laneAt(top() + y).or(() -> layout.lanes().stream().findFirst());
        if (lane.isEmpty()) {
            return;
        }
        var address = lane.get().scale().address(left() + x - MemoryLayout.MARGIN);
        zoom = Math.clamp(zoom * by, 1, MOST_ZOOM);
        viewChanged();
        // A second time: the bar to scroll takes its room.
        viewChanged();
        layout.lanes().stream()
                .filter(other -> other.node() == lane.get().node())
                .findFirst()
                .ifPresent(other -> scrollTo(MemoryLayout.MARGIN + other.scale().x(address) - x, top()));
    }

    /** Around what is selected, by the keyboard. */
    void zoom(double by) {
        var lane = selected().flatMap(range -> layout.laneOf(range.start()));
        var x = lane.map(one -> one.scale().x(selected().orElseThrow().start()) + MemoryLayout.MARGIN - left())
                .orElse(viewWidth() / 2);
        zoom(by, x, lane.map(Lane::top).orElse(0.0) - top());
    }

    void fit() {
        zoom = 1;
        viewChanged();
        viewChanged();
    }

    double factor() {
        return zoom;
    }

    private Optional<MemoryRange> selected() {
        return model.range().get().map(range -> range.in(model.plan().get()));
    }

    /** Scrolls to what is selected. */
    void reveal() {
        selected()
                .ifPresent(memory -> layout.laneOf(memory.start()).ifPresent(lane -> {
                    var from = MemoryLayout.MARGIN + lane.scale().x(memory.start());
                    var to = MemoryLayout.MARGIN + lane.scale().x(memory.end());
                    reveal(from, lane.top(), Math.min(to - from, viewWidth() - 20), MemoryLayout.BAR);
                }));
    }

    /** A new block for the chosen part, where there is room; false where no part is chosen. */
    boolean insert() {
        return keys.insert();
    }

    private void tell() {
        var plan = model.plan().get();
        var text = model.range()
                .get()
                .filter(range -> range.exists(plan))
                .map(range -> words(plan, range))
                .orElse("Memory with " + Range.all(plan).size() + " blocks");
        setAccessibleText(text + ". Tab walks the blocks, the arrow keys move one, with Shift its end.");
    }

    static String words(PartitionPlan plan, Range range) {
        var memory = range.in(plan);
        return (range.isRegion() ? "Region of " : "Memory of ")
                + plan.parts().get(range.part()).name() + ", "
                + Amounts.of(memory.size().bytes()) + " at "
                + MemoryRange.address(memory.start());
    }

    @Override
    void paint(GraphicsContext graphics, Box seen) {
        if (layout.lanes().isEmpty()) {
            graphics.setFill(colours().muted);
            graphics.setTextBaseline(VPos.TOP);
            graphics.setFont(Fonts.PLAIN);
            graphics.fillText(
                    "Nothing says where the memory of this machine lies. Its nodes in the plan's text can.",
                    MemoryLayout.MARGIN,
                    MemoryLayout.MARGIN);
            return;
        }
        var letters = Letters.of(model.plan().get());
        var painter = new MemoryPainter(graphics, colours(), model, inConflict, letters, left(), viewWidth());
        for (var lane : layout.lanes()) {
            if (box(lane, seen).meets(seen)) {
                painter.paint(lane);
            }
        }
    }
}
