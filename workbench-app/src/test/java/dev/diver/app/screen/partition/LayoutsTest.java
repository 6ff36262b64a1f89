package dev.diver.app.screen.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.partition.MemoryRange;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayoutsTest {
    private static final long GIB = 1L << 30;

    @Test
    void eachProcessorHasOneCellThatNoOtherTouches() {
        var topology = Machines.hardware(2, 2, 8, 2, 16);
        for (var width : new double[] {200, 640, 1800}) {
            var layout = CoreLayout.of(topology, width, 24);
            assertEquals(
                    topology.processors().numbers(),
                    layout.cells().stream()
                            .map(CoreLayout.Cell::processor)
                            .sorted()
                            .toList());
            for (var cell : layout.cells()) {
                var box = cell.box();
                assertEquals(
                        1,
                        layout.cells().stream()
                                .filter(other -> other.box().x() < box.x() + box.width()
                                        && box.x()
                                                < other.box().x() + other.box().width()
                                        && other.box().y() < box.y() + box.height()
                                        && box.y()
                                                < other.box().y() + other.box().height())
                                .count());
                assertTrue(box.y() + box.height() <= layout.height(), "in the drawing");
                assertEquals(
                        cell, layout.at(box.x() + 1, box.y() + 1).orElseThrow(), "what is drawn there is found there");
            }
        }
    }

    @Test
    void theArrowsReachEveryCell() {
        var layout = CoreLayout.of(Machines.hardware(2, 2, 6, 2, 16), 640, 24);
        var reached = new java.util.HashSet<Integer>();
        for (var at = 0; reached.add(at); ) {
            at = layout.step(at, 1, 0);
        }
        var more = List.copyOf(reached);
        more.forEach(from -> reached.add(layout.step(from, 0, 1)));
        assertFalse(reached.isEmpty());
        var down = 0;
        while (layout.step(down, 0, 1) != down) {
            down = layout.step(down, 0, 1);
        }
        assertTrue(layout.cells().get(down).box().y()
                > layout.cells().getFirst().box().y());
    }

    @Test
    void aLargeMachineFitsAsFarAsItCan() {
        var large = Machines.hardware(2, 4, 128, 1, 128);
        var fitting = CoreLayout.fitting(large, 1280, 560);
        assertEquals(1024, fitting.cells().size());
        assertTrue(fitting.height() <= 560 || fitting.side() == CoreLayout.LEAST_SIDE, fitting.height() + "");
        assertEquals(
                CoreLayout.USUAL_SIDE,
                CoreLayout.fitting(Machines.hardware(1, 1, 4, 1, 8), 1280, 560).side());
        assertTrue(fitting.caches().stream()
                .map(CoreLayout.CacheLine::title)
                .collect(Collectors.joining())
                .contains("L3 32 MiB"));
    }

    @Test
    void addressesAndPixelsAreEachOthersInverse() {
        var ram = List.of(
                MemoryRange.between(0, 3 * GIB),
                MemoryRange.between(4 * GIB, 16 * GIB),
                MemoryRange.between(1024 * GIB, 1025 * GIB));
        var scale = MemoryScale.of(ram, 1025 * GIB, 900);
        assertEquals(900, scale.width(), 0.01);
        for (var address : new long[] {0, GIB, 3 * GIB + 5000, 5 * GIB, 500 * GIB, 1024 * GIB + 4096}) {
            var perPixel = scale.pieces().stream()
                    .filter(piece -> address >= piece.start() && address < piece.end())
                    .mapToDouble(piece -> (piece.end() - piece.start()) / (piece.to() - piece.from()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(address, scale.address(scale.x(address)), perPixel);
        }
        var hole = scale.x(1024 * GIB) - scale.x(16 * GIB);
        assertEquals(MemoryScale.HOLE, hole, 0.01, "a hole of a TiB is narrow");
    }

    @Test
    void aPlanBeyondAllMemoryIsSeen() {
        var plan = Machines.small(2, 1024);
        var beyond = new PartitionEdit.AddMemory(0, MemoryRange.between(8 * GIB, 9 * GIB)).apply(plan);
        var lane = MemoryLayout.of(beyond, 600).lanes().getFirst();
        assertTrue(lane.shows(MemoryRange.between(8 * GIB, 9 * GIB)));
        assertFalse(MemoryLayout.of(plan, 600).lanes().getFirst().shows(8 * GIB));
    }

    @Test
    void nodesHaveLanesAndTicksThatStandApart() {
        var topology = Machines.hardware(2, 2, 8, 2, 16);
        var layout = MemoryLayout.of(Machines.bare(topology), 800);
        assertEquals(4, layout.lanes().size());
        var scale = layout.lanes().getFirst().scale();
        var ticks = Ticks.of(scale, 0, 800);
        assertTrue(ticks.size() > 4 && ticks.size() < 20, ticks.toString());
        assertEquals("0", Ticks.words(0));
        assertEquals("512 MiB", Ticks.words(512L << 20));
    }

    @Test
    void distancesAreTold() {
        var topology = Machines.hardware(2, 4, 4, 1, 8);
        var plan = Template.ONE_NODE.of(Machines.bare(topology), topology);
        assertEquals(List.of(7), Distances.nodes(plan, topology, Owner.part(0)));
        assertTrue(Distances.words(plan, topology, 7, Owner.part(0)).endsWith("distance 10 from kernel, its own"));
        assertTrue(Distances.words(plan, topology, 0, Owner.part(0)).endsWith("distance 32 from kernel"));
    }
}
