package dev.diver.app.bench;

import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A kernel that is pulled twice: what the registry sends each time, as the registry itself counts. */
final class SecondPullBench {
    private static final int MEGABYTES = 20;
    private static final String NAME = "twice";
    private static final String TAG = "1.0";

    private final BenchRegistry server;
    private final Registry registry;
    private final Cancellation never = new Cancellation();

    SecondPullBench(BenchRegistry server, Registry registry) {
        this.server = server;
        this.registry = registry;
    }

    List<Measure> run(Path work) throws Exception {
        publish(work);
        var reference = KernelReference.parse(registry.address().host() + "/" + NAME + ":" + TAG);
        try (var catalog = catalog(work.resolve("puller"))) {
            var before = server.blobBytes();
            catalog.pull(reference, Progress.NONE, never);
            var between = server.blobBytes();
            catalog.pull(reference, Progress.NONE, never);
            var after = server.blobBytes();
            return List.of(Measure.of(
                    "blobs of a second pull, against the first",
                    (after - between) / 1e6,
                    (between - before) / 1e6,
                    "MB"));
        }
    }

    private LocalCatalog catalog(Path root) throws IOException {
        var home = DiverHome.in(root, Files.createDirectories(root.resolve("assets")));
        var catalog = new LocalCatalog(home, new HostProgram(System.getenv("PATH")));
        catalog.open(Progress.NONE, never);
        return catalog;
    }

    private void publish(Path work) throws IOException {
        var root = work.resolve("publisher");
        try (var catalog = catalog(root)) {
            catalog.add(made(work.resolve("kernel")), Progress.NONE, never);
        }
        var layout = new OciLayout(DiverHome.in(root, root).data().resolve("catalog"), new OciJson());
        var kernel = layout.index().manifests().getFirst();
        for (var blob : layout.manifest(kernel).blobs().toList()) {
            registry.upload(NAME, blob, layout.blob(blob.digest()), "", done -> {}, never);
        }
        var manifest = layout.read(kernel, OciLayout.MANIFEST_LIMIT);
        registry.putManifest(NAME, TAG, ImageManifest.MEDIA_TYPE, manifest, never);
    }

    private static KernelPackage made(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("boot"));
        var noise = new byte[MEGABYTES * 1_000_000];
        new Random(2).nextBytes(noise);
        Files.write(folder.resolve("boot/image"), noise);
        var text = """
                {"name": "%s", "version": "%s", "family": "bench", "summary": "Noise", "licence": "MIT",
                 "architecture": "amd64", "modes": ["vm"], "artifacts": [{"role": "image", "path": "boot/image"}],
                 "boot": [{"protocol": "pvh"}]}
                """.formatted(NAME, TAG);
        return new KernelPackage(
                new KernelManifestFormat().read(text.getBytes(StandardCharsets.UTF_8), "the kernel"), folder);
    }
}
