package dev.diver.app.bench;

import dev.diver.app.screen.partition.PartitionBench;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlan.Linux;
import dev.diver.core.partition.PartitionPlan.Part;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.Topology.Core;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.NumaNode;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/**
 * The partition editor with 1 024 cores and 64 ranges of memory, on the software pipeline: frames while dragging, with
 * JavaFX's clock let go ({@code javafx.animation.fullspeed}: a frame follows when the one before has been drawn), and the
 * time to check the plan.
 */
final class EditorBench {
    private static final int NODES = 8;
    private static final int CORES_IN_NODE = 128;
    private static final int RANGES = 64;
    private static final long NODE_MEMORY = 128L << 30;
    private static final double WIDTH = 1920;
    private static final double HEIGHT = 980;
    private static final int FRAMES = 200;
    private static final int WARM_UP = 40;
    private static final int CHECKS = 120;

    List<Measure> run() throws Exception {
        if (System.getenv("DISPLAY") == null) {
            System.setProperty("glass.platform", "Headless");
        }
        System.setProperty("prism.order", "sw");
        System.setProperty("javafx.animation.fullspeed", "true");
        var topology = topology();
        var plan = plan(topology);
        var check = new Samples();
        for (var i = 0; i < CHECKS; i++) {
            var start = System.nanoTime();
            PartitionChecker.check(plan, OptionalInt.empty());
            if (i >= CHECKS / 3) {
                check.add(System.nanoTime() - start);
            }
        }
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        try {
            var bench = onScreen(() -> {
                var made = new PartitionBench(plan, topology);
                var stage = new Stage();
                stage.setX(0);
                stage.setY(0);
                stage.setScene(made.scene(WIDTH, HEIGHT));
                stage.show();
                return made;
            });
            Thread.sleep(1000);
            var processors = drag(bench, bench::overProcessors);
            var memory = drag(bench, bench::overMemory);
            return List.of(
                    Measure.alone("dragging over 1024 cores, frames a second", rate(processors), "1/s"),
                    Measure.alone("dragging over 1024 cores, a frame, median", processors.medianMs(), "ms"),
                    Measure.alone(
                            "dragging over 1024 cores, a frame, 99th percentile", processors.percentileMs(99), "ms"),
                    Measure.alone("dragging one of 64 ranges, frames a second", rate(memory), "1/s"),
                    Measure.alone("dragging one of 64 ranges, a frame, median", memory.medianMs(), "ms"),
                    Measure.alone("dragging one of 64 ranges, a frame, 99th percentile", memory.percentileMs(99), "ms"),
                    Measure.alone("checking the plan, median", check.medianMs(), "ms"),
                    Measure.alone("checking the plan, 99th percentile", check.percentileMs(99), "ms"));
        } finally {
            Platform.exit();
        }
    }

    private static double rate(Samples frames) {
        return 1000 / Math.max(0.001, frames.meanMs());
    }

    /**
     * A press, a movement of the pointer each frame, a release: by the robot, so that events take the way of a hand's. A
     * frame without anything new in it is none: its time counts to the next one.
     */
    private static Samples drag(PartitionBench bench, IntFunction<Point2D> path) throws Exception {
        var samples = new Samples();
        var over = new CountDownLatch(1);
        onScreen(() -> {
            var hand = new Robot();
            hand.mouseMove(path.apply(0));
            hand.mousePress(MouseButton.PRIMARY);
            new AnimationTimer() {
                private int frame = 1;
                private long last;
                private PartitionPlan shown = bench.shown();

                @Override
                public void handle(long ignored) {
                    var now = System.nanoTime();
                    if (bench.shown() != shown) {
                        shown = bench.shown();
                        if (frame > WARM_UP) {
                            samples.add(now - last);
                        }
                        last = now;
                    }
                    if (frame == WARM_UP + FRAMES) {
                        stop();
                        hand.mouseRelease(MouseButton.PRIMARY);
                        over.countDown();
                    } else {
                        hand.mouseMove(path.apply(frame++));
                    }
                }
            }.start();
            return true;
        });
        if (!over.await(2, TimeUnit.MINUTES) || samples.count() < FRAMES * 9 / 10) {
            throw new IllegalStateException("only " + samples.count() + " frames with something new");
        }
        return samples;
    }

    private static Topology topology() {
        var packages = new ArrayList<Topology.Package>();
        var nodes = new ArrayList<NumaNode>();
        var memory = new ArrayList<MemorySegment>();
        for (var node = 0; node < NODES; node++) {
            var first = node * CORES_IN_NODE;
            packages.add(new Topology.Package(
                    node,
                    IntStream.range(first, first + CORES_IN_NODE)
                            .mapToObj(number -> new Core(number, ProcessorSet.of(number)))
                            .toList(),
                    List.of()));
            nodes.add(new NumaNode(
                    ProcessorSet.between(first, first + CORES_IN_NODE), new MemorySize(NODE_MEMORY), List.of()));
            memory.add(new MemorySegment(
                    MemoryRange.between(node * NODE_MEMORY, (node + 1) * NODE_MEMORY), Use.RAM, node, ""));
        }
        return new Topology("1024 cores", MachineType.HARDWARE, packages, nodes, memory);
    }

    private static PartitionPlan plan(Topology topology) {
        Machine machine = topology.machine();
        var parts = new ArrayList<Part>();
        for (var part = 0; part < NODES / 2; part++) {
            var node = 2 * part + 1;
            var ranges = new ArrayList<MemoryRange>();
            for (var i = 0; i < RANGES / (NODES / 2); i++) {
                ranges.add(new MemoryRange(node * NODE_MEMORY + i * (6L << 30), new MemorySize(4L << 30)));
            }
            parts.add(new Part(
                    "part-" + part, topology.nodes().get(node).processors(), ranges, List.of(), PartitionPlan.WINDOW));
        }
        var taken = parts.stream().map(Part::processors).reduce(ProcessorSet.NONE, ProcessorSet::plus);
        return new PartitionPlan(machine, new Linux(machine.allProcessors().minus(taken), List.of()), parts);
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(1, TimeUnit.MINUTES);
    }
}
