package dev.diver.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.index.IndexClient;
import dev.diver.core.catalog.index.IndexJudge;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The client's side of {@link CatalogBench}: {@code ADDRESS DIRECTORY}. Tells when it has the index, waits for a line, and goes on. */
final class CatalogBenchClient {
    static final String READY = "ready";

    private static final int ROUNDS = 300;
    /** As many as the window shows. */
    private static final int MOST = 200;

    private static final double NANOS = 1e9;
    private static final double MIB = 1 << 20;

    private final LuceneCatalogIndex search;
    private final IndexClient client;
    private final Registry registry;
    private final long[] bytes = new long[2];
    private final double[] seconds = new double[2];
    private final double[] medians = new double[2];
    private final double[] slowest = new double[2];
    private final double[] processor = new double[2];
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private CatalogBenchClient(Registry registry, Path directory) {
        this.registry = registry;
        search = new LuceneCatalogIndex(directory.resolve("search"));
        client = new IndexClient(search, new OciJson(), directory.resolve("downloads"), Clock.systemUTC());
    }

    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        try (var registry =
                new Registry(RegistryAddress.parse(args[0]), RegistryLogins.NONE, Optional.empty(), new OciJson())) {
            new CatalogBenchClient(registry, Path.of(args[1])).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        update(0);
        System.out.println(READY);
        if (System.in.read() < 0) {
            return;
        }
        update(1);
        System.gc();
        var runtime = Runtime.getRuntime();
        var told = new CatalogBench.Told(
                bytes,
                seconds,
                medians,
                slowest,
                processor,
                (runtime.totalMemory() - runtime.freeMemory()) / MIB,
                status("VmHWM"),
                status("RssAnon"));
        System.out.println(JsonMapper.builder().build().writeValueAsString(told));
        search.close();
    }

    private void update(int turn) throws Exception {
        var begin = System.nanoTime();
        bytes[turn] = client.update("bench", registry, IndexJudge.ANY, Progress.NONE, new Cancellation())
                .transferred();
        seconds[turn] = (System.nanoTime() - begin) / NANOS;
        keystrokes(new Samples(), new Samples(), ROUNDS / 3);
        var samples = new Samples();
        var processors = new Samples();
        keystrokes(samples, processors, ROUNDS);
        processor[turn] = processors.percentileMs(99);
        medians[turn] = samples.medianMs();
        slowest[turn] = samples.percentileMs(99);
    }

    private void keystrokes(Samples samples, Samples processors, int rounds) throws Exception {
        var person = new GeneratedCatalog(2);
        for (var round = 0; round < rounds; round++) {
            var text = person.text();
            for (var length = 1; length <= text.length(); length++) {
                var typed = text.substring(0, length);
                var query = new CatalogQuery(typed, List.of(), List.of(), Optional.empty(), false, MOST);
                var before = threads.getCurrentThreadCpuTime();
                samples.time(() -> search.search(query, Set.of()));
                processors.add(threads.getCurrentThreadCpuTime() - before);
            }
        }
    }

    /** proc(5), in MiB. */
    private static double status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
