package dev.diver.core.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that somebody made to do harm, or that broke: none is taken, and what was there stays. */
class HostileIndexTest {
    private static final byte[] LINE = "{\"removed\":\"kernel:1\"}\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final OciJson json = new OciJson();
    private final Cancellation never = new Cancellation();
    private DockerRegistry server;
    private Registry registry;
    private IndexPlace place;
    private LuceneCatalogIndex search;

    @BeforeEach
    void aGoodIndex() throws Exception {
        server = DockerRegistry.open(folder);
        registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), json);
        place = new IndexPlace(registry, json);
        search = new LuceneCatalogIndex(folder.resolve("search"));
        search.update("1", each -> {});
        put(TestPackages.of("good", "1", "as it should be"));
        update();
    }

    @AfterEach
    void stop() throws Exception {
        search.close();
        registry.close();
        server.close();
    }

    @Test
    void aDeltaThatUnpacksToFarMoreThanItIs() throws Exception {
        refused(delta(out -> {
            for (var line = 0; line <= IndexLimits.DELTA_LINES; line++) {
                out.write(LINE);
            }
        }));
    }

    @Test
    void aLineThatHasNoEnd() throws Exception {
        refused(delta(out -> out.write(new byte[1 << 20])));
    }

    @Test
    void linesThatAreNoPackages() throws Exception {
        for (var text : List.of(
                "null",
                "[]",
                "{}",
                "no json",
                "{\"removed\":\"../../etc\"}",
                "{\"removed\":\"kernel\"}",
                "{\"removed\":\"other/kernel:1\"}",
                "{\"mediaType\":\"a\",\"digest\":\"sha256:00\",\"size\":1}",
                "{\"mediaType\":\"a\",\"digest\":\"sha256:" + "0".repeat(64)
                        + "\",\"size\":-1,\"annotations\":{\"org.opencontainers.image.ref.name\":\"a:1\"}}",
                "{\"mediaType\":\"a\",\"digest\":\"sha256:" + "0".repeat(64)
                        + "\",\"size\":1,\"annotations\":{\"org.opencontainers.image.ref.name\":null}}")) {
            refused(delta(out -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void aDeltaThatIsNotPacked() throws Exception {
        refused(place.store(IndexManifest.DELTA_TYPE, out -> out.write(LINE), folder, never));
        refused(place.store(
                IndexManifest.DELTA_TYPE,
                out -> {
                    var packed = new java.io.ByteArrayOutputStream();
                    try (var whole = new GZIPOutputStream(packed)) {
                        whole.write(LINE);
                    }
                    out.write(packed.toByteArray(), 0, packed.size() - 6);
                },
                folder,
                never));
    }

    @Test
    void aShardWithWhatBelongsElsewhere() throws Exception {
        var line = new IndexLines().text(IndexLine.of(TestPackages.of("kernel", "1", "twice")));
        var shard = packed(IndexManifest.SHARD_TYPE, out -> {
            for (var twice = 0; twice < 2; twice++) {
                out.write(line);
                out.write('\n');
            }
        });
        refused(manifest("other", List.of(shard), List.of()));
        var right = Shards.of(new IndexLines().parse(line).reference(), 2);
        var one = packed(IndexManifest.SHARD_TYPE, out -> {
            out.write(line);
            out.write('\n');
        });
        var none = packed(IndexManifest.SHARD_TYPE, out -> {});
        refused(manifest("other", right == 0 ? List.of(none, one) : List.of(one, none), List.of()));
    }

    @Test
    void aRootThatDoesNotHoldTogether() throws Exception {
        var delta = packed(IndexManifest.DELTA_TYPE, out -> out.write(LINE));
        var first = new IndexManifest.Delta("a", delta);
        refused(manifest("a", List.of(), List.of(first, new IndexManifest.Delta("elsewhere", delta))));
        refused(manifest("nowhere", List.of(), List.of(first)));
        var shard = packed(IndexManifest.SHARD_TYPE, out -> {});
        refused(manifest("a", Collections.nCopies(3, shard), List.of()));
        refused(manifest("a", Collections.nCopies(2048, shard), List.of()));
        refused(manifest("a", List.of(Descriptor.blob(IndexManifest.SHARD_TYPE, shard.digest(), 1L << 40)), List.of()));
    }

    @Test
    void aPartThatIsGone() throws Exception {
        var gone = delta(out -> out.write(LINE));
        place.putRoot(with(root(), gone), folder, never);
        var hex = gone.digest().hex();
        Files.delete(folder.resolve("stored/docker/registry/v2/blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data"));
        assertThrows(DiverException.class, this::update);
        assertEquals(1, search.search(CatalogQuery.of("good"), Set.of()).total());
    }

    @Test
    void aChangeInTheJournalThatIsNoneIsLeftThere() throws Exception {
        var journal = new Journal(place, Clock.systemUTC());
        journal.add(place.store(IndexManifest.DELTA_TYPE, out -> out.write(LINE), folder, never), folder, never);
        put(TestPackages.of("better", "1", "as it should be"));
        update();
        assertEquals(2, search.search(CatalogQuery.of("should"), Set.of()).total());
    }

    @Test
    void textsAreShownPlainAndUnknownThingsLeftAlone() throws Exception {
        var text = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"artifactType\":\"application/vnd.diver.kernel.v1\",\"digest\":\"sha256:" + "0".repeat(64)
                + "\",\"size\":1,\"new\":[1],\"annotations\":{\"org.opencontainers.image.ref.name\":\"evil:1\","
                + "\"dev.diver.catalog\":\"embedded\",\"org.example.unknown\":\"x\","
                + "\"org.opencontainers.image.description\":\"a\\u001b[2Jb\\u202ec\\u2066d\"}}\n";
        place.putRoot(with(root(), delta(out -> out.write(text.getBytes(StandardCharsets.UTF_8)))), folder, never);
        update();
        var found = search.search(CatalogQuery.of("evil"), Set.of()).entries().getFirst();
        assertEquals("hub/evil:1", found.ref().toString());
        assertEquals("a [2Jb c d", found.summary());
    }

    private void refused(Descriptor delta) throws IOException {
        refused(with(root(), delta));
    }

    private void refused(IndexManifest index) throws IOException {
        var before = root();
        place.putRoot(index, folder, never);
        var told = assertThrows(DiverException.class, this::update);
        assertEquals(Problem.Kind.DAMAGED, told.problem().kind(), told.problem().text());
        assertEquals(1, search.search(CatalogQuery.of(""), Set.of()).total());
        assertEquals(1, search.search(CatalogQuery.of("good"), Set.of()).total());
        place.putRoot(before, folder, never);
    }

    private IndexManifest root() {
        return place.root(never).orElseThrow().manifest();
    }

    private static IndexManifest with(IndexManifest index, Descriptor delta) {
        var deltas = new java.util.ArrayList<>(index.deltas());
        deltas.add(new IndexManifest.Delta(index.state(), delta));
        return new IndexManifest(
                index.name(),
                index.version() + 1,
                index.created(),
                index.expires(),
                index.snapshot(),
                index.shards(),
                deltas,
                index.merged());
    }

    private static IndexManifest manifest(String snapshot, List<Descriptor> shards, List<IndexManifest.Delta> deltas) {
        return new IndexManifest("", 99, Instant.now(), Instant.now(), snapshot, shards, deltas, List.of());
    }

    private Descriptor delta(IndexPlace.Content content) throws IOException {
        return packed(IndexManifest.DELTA_TYPE, content);
    }

    private Descriptor packed(String type, IndexPlace.Content content) throws IOException {
        return place.store(
                type,
                out -> {
                    try (OutputStream packed = new GZIPOutputStream(out)) {
                        content.write(packed);
                    }
                },
                folder,
                never);
    }

    private void put(Descriptor descriptor) {
        new IndexPublisher(registry, json, Clock.systemUTC(), Duration.ofDays(30))
                .publish(new IndexChange(List.of(descriptor), List.of()), IndexSeal.NONE, never);
    }

    private void update() {
        new IndexClient(search, json, folder.resolve("downloads"), Clock.systemUTC())
                .update("hub", registry, IndexJudge.ANY, Progress.NONE, never);
    }
}
