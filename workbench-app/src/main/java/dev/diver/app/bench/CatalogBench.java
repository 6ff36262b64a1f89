package dev.diver.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.index.IndexPublisher;
import dev.diver.core.catalog.index.IndexSeal;
import dev.diver.core.catalog.oci.OciJson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A registry's index of generated packages, followed and searched by a client in a process of its own, whose memory is then
 * known; and a large package from that registry against curl.
 */
final class CatalogBench {
    private static final int AT_ONCE = 50_000;
    private static final String MEMORY = "-Xmx128m";

    private final int packages;

    /** @param packages of the catalog */
    CatalogBench(int packages) {
        this.packages = packages;
    }

    /**
     * What the client tells.
     *
     * @param bytes transferred by the first update and by the one after 1 % changed
     * @param seconds the same
     * @param processorMs 99th percentile of a keystroke's processor time, which a busy machine does not lengthen much
     * @param heapMb after a collection
     * @param peakMb most that the process had in memory, files of the index among it
     * @param anonymousMb what it had at the end without files
     */
    record Told(
            long[] bytes,
            double[] seconds,
            double[] medianMs,
            double[] slowestMs,
            double[] processorMs,
            double heapMb,
            double peakMb,
            double anonymousMb) {}

    List<Measure> run(Path work) throws Exception {
        var measures = new ArrayList<Measure>();
        try (var server = new BenchRegistry(work.resolve("registry"));
                var registry = server.client()) {
            measures.addAll(new PullBench(server, registry).run(work));
            measures.addAll(new SecondPullBench(server, registry).run(work.resolve("twice")));
            var publisher = new IndexPublisher(registry, new OciJson(), Clock.systemUTC(), Duration.ofDays(30));
            var generated = new GeneratedCatalog(1);
            for (var from = 0; from < packages; from += AT_ONCE) {
                publish(publisher, generated, from, Math.min(packages, from + AT_ONCE), "");
            }
            measures.addAll(search(server, publisher, generated, work));
        }
        return measures;
    }

    private static void publish(IndexPublisher publisher, GeneratedCatalog catalog, int from, int to, String edition) {
        publisher.publish(
                new IndexChange(catalog.packages(from, to, edition), List.of()),
                IndexSeal.NONE,
                new dev.diver.core.job.Cancellation());
    }

    private List<Measure> search(BenchRegistry server, IndexPublisher publisher, GeneratedCatalog generated, Path work)
            throws Exception {
        var client = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        MEMORY,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        CatalogBenchClient.class.getName(),
                        server.address(),
                        work.resolve("client").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var from = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var to = client.getOutputStream()) {
            expect(from.readLine(), CatalogBenchClient.READY);
            publish(publisher, generated, packages / 2, packages / 2 + packages / 100, " changed");
            to.write('\n');
            to.flush();
            var told = JsonMapper.builder().build().readValue(from.readLine(), Told.class);
            client.waitFor();
            return measures(told);
        } finally {
            client.destroyForcibly();
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path")
                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
    }

    private static void expect(String line, String expected) throws IOException {
        if (!expected.equals(line)) {
            throw new IOException("the client said " + line);
        }
    }

    private List<Measure> measures(Told told) {
        var of = " of " + packages + " packages";
        return List.of(
                Measure.alone("a keystroke in a catalog" + of + ", median", told.medianMs()[0], "ms"),
                Measure.alone("a keystroke in a catalog" + of + ", 99th percentile", told.slowestMs()[0], "ms"),
                Measure.alone("its processor time, 99th percentile", told.processorMs()[0], "ms"),
                Measure.alone("the same after 1 % changed, 99th percentile", told.slowestMs()[1], "ms"),
                Measure.of(
                        "bytes after 1 % changed, against the whole index",
                        told.bytes()[1] / 1e6, told.bytes()[0] / 1e6, "MB"),
                Measure.of("time of that update, against the first one", told.seconds()[1], told.seconds()[0], "s"),
                Measure.alone("client: heap after a collection", told.heapMb(), "MB"),
                Measure.alone("client: memory without files at the end", told.anonymousMb(), "MB"),
                Measure.alone("client: most memory, the index's files among it", told.peakMb(), "MB"));
    }
}
