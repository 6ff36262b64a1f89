package dev.diver.app.bench;

import dev.diver.core.Engine;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A build that has nothing to do, against a bare make in the same project. */
final class BuildBench {
    private static final int ROUNDS = 40;

    List<Measure> run(Engine engine, Path work) throws Exception {
        engine.catalog().open(Progress.NONE, new Cancellation());
        var kernel = KernelReference.parse("snorkel:0.1.0");
        var net = engine.nets()
                .create(work.resolve("hello"), kernel, Optional.empty(), Progress.NONE, new Cancellation());
        var first = new Samples();
        first.time(() -> engine.builds().build(net, line -> {}, new Cancellation()));
        var ours = new Samples();
        var theirs = new Samples();
        for (var round = 0; round < ROUNDS; round++) {
            ours.time(() -> engine.builds().build(net, line -> {}, new Cancellation()));
            theirs.time(() -> make(net.directory()));
        }
        return List.of(
                Measure.alone("the first build, in the sandbox", first.medianMs(), "ms"),
                Measure.of("a build with nothing to do, against make", ours.medianMs(), theirs.medianMs(), "ms"));
    }

    private static void make(Path directory) throws Exception {
        new ProcessBuilder("make", "-s")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
