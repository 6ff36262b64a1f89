package dev.diver.core.catalog.local;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.index.IndexClient;
import dev.diver.core.catalog.index.IndexJudge;
import dev.diver.core.catalog.index.IndexPublisher;
import dev.diver.core.catalog.index.IndexSeal;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A process whose disk is full each time that it does something, and has space the next time. Arguments: a small file system,
 * a registry, a folder of a kernel to add. Tells each outcome in a line, and what a failure left.
 */
final class FullDiskProcess {
    private static final int PIECE = 1 << 16;

    private final Path disk;
    private final Cancellation never = new Cancellation();

    private FullDiskProcess(Path disk) {
        this.disk = disk;
    }

    /** What may want space. */
    private interface Action {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        var disk = Path.of(args[0]);
        var home = DiverHome.in(disk.resolve("home"), Files.createDirectories(disk.resolve("assets")));
        var address = RegistryAddress.parse(args[1]);
        var process = new FullDiskProcess(disk);
        try (var catalog = new LocalCatalog(home, new HostProgram(System.getenv("PATH")))) {
            catalog.open(Progress.NONE, new Cancellation());
            process.kernels(catalog, home, KernelReference.parse(args[1] + "/large:1.0"), Path.of(args[2]));
        }
        try (var registry = new Registry(address, RegistryLogins.NONE, Optional.empty(), new OciJson())) {
            process.index(registry);
        }
    }

    private void kernels(LocalCatalog catalog, DiverHome home, KernelReference large, Path folder) throws IOException {
        fill(1 << 20);
        twice("refused", () -> catalog.pull(large, Progress.NONE, never));
        catalog.remove(large);
        Progress fills = (message, done, total) -> {
            if (total > 0 && !Files.exists(filler())) {
                fill(0);
            }
        };
        fails("pull", () -> catalog.pull(large, fills, never));
        Files.delete(filler());
        catalog.pull(large, Progress.NONE, never);
        Folders.delete(home.cache().resolve("kernels"));
        fill(1 << 20);
        twice("unpack", () -> catalog.pull(large, Progress.NONE, never));
        var manifest = new KernelManifestFormat().read(Files.readAllBytes(folder.resolve("kernel.json")), "test");
        fill(1 << 20);
        twice(
                "add",
                () -> catalog.add(new dev.diver.core.catalog.KernelPackage(manifest, folder), Progress.NONE, never));
    }

    private void index(Registry registry) throws IOException {
        try (var search = new LuceneCatalogIndex(disk.resolve("search"))) {
            search.update("1", each -> {});
            var client = new IndexClient(search, new OciJson(), disk.resolve("downloads"), Clock.systemUTC());
            var publisher = new IndexPublisher(registry, new OciJson(), Clock.systemUTC(), Duration.ofDays(30));
            publisher.publish(new IndexChange(packages("before", 10), List.of()), IndexSeal.NONE, never);
            client.update("lab", registry, IndexJudge.ANY, Progress.NONE, never);
            var change = new IndexChange(packages("after", 3_000), List.of());
            fill(1 << 16);
            twice("publish", () -> publisher.publish(change, IndexSeal.NONE, never));
            fill(1 << 16);
            twice("fetch", () -> client.update("lab", registry, IndexJudge.ANY, Progress.NONE, never), search);
            publisher.publish(new IndexChange(packages("later", 3_000), List.of()), IndexSeal.NONE, never);
            // Enough for what is fetched, and not for what is searched.
            fill(1 << 19);
            twice("index", () -> client.update("lab", registry, IndexJudge.ANY, Progress.NONE, never), search);
        }
    }

    private static List<Descriptor> packages(String summary, int count) {
        var random = new Random(count);
        var packages = new ArrayList<Descriptor>();
        for (var number = 0; number < count; number++) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            packages.add(new Descriptor(
                    ImageManifest.MEDIA_TYPE,
                    PackageFormat.ARTIFACT_TYPE,
                    Digest.of(bytes),
                    900,
                    Map.of(
                            "org.opencontainers.image.ref.name", "kernel" + number + ":1",
                            "org.opencontainers.image.version", "1",
                            "org.opencontainers.image.description", summary + " " + Digest.of(bytes))));
        }
        return packages;
    }

    private void twice(String name, Action action, LuceneCatalogIndex search) throws IOException {
        var before = search.search(CatalogQuery.of(""), Set.of()).total();
        fails(name, action);
        var since = search.search(CatalogQuery.of(""), Set.of()).total();
        System.out.println(name + (since == before ? " kept" : " changed to " + since));
        Files.delete(filler());
        action.run();
        System.out.println(
                name + " again: " + search.search(CatalogQuery.of(""), Set.of()).total());
    }

    private void twice(String name, Action action) throws IOException {
        fails(name, action);
        Files.delete(filler());
        action.run();
        System.out.println(name + " again");
    }

    private void fails(String name, Action action) throws IOException {
        try {
            action.run();
            System.out.println(name + " did not fail");
        } catch (DiverException e) {
            System.out.println(
                    name + ": " + e.problem().kind() + " " + e.problem().text().replace('\n', ' '));
            System.out.println(name + " left " + left());
        }
    }

    /** What nobody would look for any more. */
    private List<String> left() throws IOException {
        try (var files = Files.walk(disk)) {
            return files.map(file -> disk.relativize(file).toString())
                    .filter(file -> file.matches(".*(/staging/.|/kernels/new|downloads/).*|tmp/diver.*")
                            && !file.endsWith(".lock"))
                    .toList();
        }
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    /** All but so many bytes. */
    private void fill(long left) {
        try (var out = Files.newOutputStream(filler())) {
            var piece = new byte[PIECE];
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                out.write(piece);
            }
        } catch (IOException full) {
            // It is as full as can be.
        }
    }
}
