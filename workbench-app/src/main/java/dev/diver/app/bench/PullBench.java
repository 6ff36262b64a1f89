package dev.diver.app.bench;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A package of 200 MB from a registry on this machine, verified and brought to the disk, against curl and sync. */
final class PullBench {
    private static final int MEGABYTES = 200;
    private static final int ROUNDS = 7;
    private static final String REPOSITORY = "large";

    private final BenchRegistry server;
    private final Registry registry;
    private final Cancellation never = new Cancellation();

    PullBench(BenchRegistry server, Registry registry) {
        this.server = server;
        this.registry = registry;
    }

    List<Measure> run(Path work) throws Exception {
        var source = work.resolve("large");
        write(source);
        var blob = Descriptor.blob("application/octet-stream", Digest.of(source), Files.size(source));
        registry.upload(REPOSITORY, blob, source, "", done -> {}, never);
        Files.delete(source);
        var target = work.resolve("target");
        var ours = new Samples();
        var theirs = new Samples();
        for (var round = 0; round <= ROUNDS; round++) {
            // The first of each warms.
            download(blob, target, round == 0 ? new Samples() : ours);
            curl(blob, target, round == 0 ? new Samples() : theirs);
        }
        Files.deleteIfExists(target);
        var speed = MEGABYTES / (ours.medianMs() / 1000);
        var curls = MEGABYTES / (theirs.medianMs() / 1000);
        return List.of(
                Measure.of("a package of " + MEGABYTES + " MB, verified, against curl and sync", speed, curls, "MB/s"));
    }

    private void download(Descriptor blob, Path target, Samples samples) throws Exception {
        Files.deleteIfExists(target);
        samples.time(() -> registry.download(REPOSITORY, blob, target, done -> {}, never));
    }

    private void curl(Descriptor blob, Path target, Samples samples) throws Exception {
        Files.deleteIfExists(target);
        var url = server.address() + "/v2/" + REPOSITORY + "/blobs/" + blob.digest();
        samples.time(() -> {
            run("curl", "-sSf", "-o", target.toString(), url);
            run("sync", target.toString());
        });
    }

    private static void run(String... words) throws Exception {
        var process = new ProcessBuilder(words).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(words[0] + " failed");
        }
    }

    private static void write(Path file) throws IOException {
        var random = new Random(1);
        var piece = new byte[1_000_000];
        try (var out = Files.newOutputStream(file)) {
            for (var left = MEGABYTES; left > 0; left--) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }
}
