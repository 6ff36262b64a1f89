package dev.diver.core.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final OciJson json = new OciJson();
    private final Cancellation never = new Cancellation();
    private DockerRegistry server;
    private Registry registry;
    private LuceneCatalogIndex search;
    private IndexClient client;

    @BeforeEach
    void start() throws Exception {
        server = DockerRegistry.open(folder);
        registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), json);
        search = new LuceneCatalogIndex(folder.resolve("search"));
        search.update("1", each -> {});
        client = new IndexClient(search, json, folder.resolve("downloads"), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        search.close();
        registry.close();
        server.close();
    }

    @Test
    void bringsWhatIsNewAndNothingElse() {
        put(packages(0, 3000, "first"));
        var first = update();
        assertTrue(first.changed());
        assertEquals(3000, total(""));
        assertEquals("hub", entry("kernel-7:1.7").map(KernelReference::catalog).orElseThrow());

        var again = update();
        assertFalse(again.changed());

        var published = publisher()
                .publish(
                        new IndexChange(packages(0, 29, "second"), List.of(KernelReference.parse("kernel-50:1.50"))),
                        IndexSeal.NONE,
                        never);
        var second = update();
        assertTrue(second.changed() && second.incremental());
        assertEquals(published.version(), second.head().version());
        assertEquals(published.digest(), second.head().digest());
        assertEquals(first.head().version(), second.head().known());
        assertEquals(2999, total(""));
        assertEquals(29, total("second"));
        assertTrue(
                second.transferred() * 100 < 3 * first.transferred(),
                second.transferred() + " of " + first.transferred());
    }

    @Test
    void aSnapshotIsMadeAgainAndWhoIsFarBehindTakesItsChangedShards() {
        put(packages(0, 12_000, "first"));
        update();
        assertEquals(12_000, total(""));
        var before = root().manifest().shards();
        // All of one name are in one shard.
        for (var round = 0; round < 3; round++) {
            put(versions(round * 1000, (round + 1) * 1000));
        }
        var manifest = root().manifest();
        var same = manifest.shards().stream().filter(before::contains).toList();
        assertEquals(before.size(), manifest.shards().size());
        assertEquals(before.size() - 1, same.size());
        var compacted = update();
        assertFalse(compacted.incremental());
        assertEquals(15_000, total(""));
        var missing = manifest.shards().stream()
                .filter(shard -> !same.contains(shard))
                .mapToLong(Descriptor::size)
                .sum();
        var since = manifest.after(manifest.snapshot()).stream()
                .mapToLong(delta -> delta.blob().size())
                .sum();
        assertEquals(root().size() + missing + since, compacted.transferred());

        var another = new LuceneCatalogIndex(folder.resolve("another"));
        try (another) {
            another.update("1", each -> {});
            new IndexClient(another, json, folder.resolve("downloads"), Clock.systemUTC())
                    .update("hub", registry, IndexJudge.ANY, Progress.NONE, never);
            assertEquals(15_000, another.search(CatalogQuery.of(""), Set.of()).total());
        }
    }

    @Test
    void whoIsNearFollowsOverANewSnapshot() {
        put(packages(0, 2000, "first"));
        put(packages(0, 500, "second"));
        update();
        put(packages(500, 520, "third"));
        put(packages(600, 1000, "fourth"));
        put(packages(520, 540, "third"));
        assertFalse(root().manifest().shards().isEmpty());
        update();
        assertEquals(2000, total(""));
        assertEquals(40, total("third"));
        assertEquals(400, total("fourth"));
        assertEquals(500, total("second"));
    }

    @Test
    void nobodysChangeIsLostHoweverManyWrite() throws Exception {
        var writers = new ArrayList<Callable<Void>>();
        for (var writer = 0; writer < 4; writer++) {
            var number = writer;
            writers.add(() -> {
                try (var own = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), json)) {
                    for (var at = number * 3; at < number * 3 + 3; at++) {
                        new IndexPublisher(own, json, Clock.systemUTC(), MONTH)
                                .publish(
                                        new IndexChange(packages(at, at + 1, "raced"), List.of()),
                                        IndexSeal.NONE,
                                        never);
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(writers.size())) {
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }
        update();
        var expected = packages(0, 12, "raced").stream()
                .map(one -> "hub/" + one.annotation("org.opencontainers.image.ref.name"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, references("raced"));
    }

    /** As when two have read the same index, and the second one's root takes the place of the first one's. */
    @Test
    void whatAnotherOverwroteComesInWithTheNextChange() throws Exception {
        put(packages(0, 1, "first"));
        var before = root().manifest();
        put(packages(1, 2, "lost"));
        update();
        var place = new IndexPlace(registry, json);
        place.putRoot(before, folder, never);
        put(packages(2, 3, "third"));
        update();
        assertEquals(Set.of("hub/kernel-0:1.0", "hub/kernel-1:1.1", "hub/kernel-2:1.2"), references(""));
    }

    @Test
    void processesThatUpdateAtOnceComeToTheSame() throws Exception {
        put(packages(0, 300, "first"));
        var updates = new ArrayList<Callable<Integer>>();
        for (var process = 0; process < 4; process++) {
            updates.add(() -> {
                try (var other = new LuceneCatalogIndex(folder.resolve("search"))) {
                    new IndexClient(other, json, folder.resolve("downloads"), Clock.systemUTC())
                            .update("hub", registry, IndexJudge.ANY, Progress.NONE, never);
                    return other.search(CatalogQuery.of(""), Set.of()).total();
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(updates.size())) {
            for (var done : threads.invokeAll(updates)) {
                assertEquals(300, done.get());
            }
        }
    }

    @Test
    void whatIsJudgedBadIsNotTaken() {
        put(packages(0, 10, "first"));
        update();
        put(packages(0, 10, "second"));
        var refused = new DiverException(Problem.Kind.NOT_ALLOWED, "No.", "", "");
        var told = assertThrows(
                DiverException.class,
                () -> client.update(
                        "hub",
                        registry,
                        head -> {
                            throw refused;
                        },
                        Progress.NONE,
                        never));
        assertEquals(refused, told);
        assertEquals(10, total("first"));
    }

    @Test
    void aCatalogThatIsForgottenCanComeBack() {
        put(packages(0, 10, "first"));
        update();
        client.forget("hub", never);
        assertEquals(0, total(""));
        assertTrue(update().changed());
        assertEquals(10, total(""));
    }

    @Test
    void aRegistryWithoutAnIndexSaysSo() {
        var told = assertThrows(DiverException.class, this::update);
        assertEquals(Problem.Kind.NOT_FOUND, told.problem().kind());
    }

    @Test
    void whoSignsDoesSoBeforeAnybodySeesIt() {
        var place = new IndexPlace(registry, json);
        var sealed = new ArrayList<Digest>();
        var published = publisher()
                .publish(
                        new IndexChange(packages(0, 1, "first"), List.of()),
                        (name, index, root, cancellation) -> {
                            assertEquals(registry.address().toString(), name);
                            assertEquals(Optional.empty(), place.root(never));
                            sealed.add(root.digest());
                        },
                        never);
        assertEquals(List.of(published.digest()), sealed);
    }

    @Test
    void changesThatNobodyLooksAtAnyMoreAreDeleted() {
        var before = Clock.offset(Clock.systemUTC(), Duration.ofHours(-7));
        new IndexPublisher(registry, json, before, MONTH)
                .publish(new IndexChange(packages(0, 1, "first"), List.of()), IndexSeal.NONE, never);
        put(packages(1, 2, "second"));
        var changes = registry.tags("catalog-index", never).stream()
                .filter(tag -> tag.startsWith("change-"))
                .count();
        assertEquals(1, changes);
        update();
        assertEquals(2, total(""));
    }

    private IndexPublisher publisher() {
        return new IndexPublisher(registry, json, Clock.systemUTC(), MONTH);
    }

    private void put(List<Descriptor> packages) {
        publisher().publish(new IndexChange(packages, List.of()), IndexSeal.NONE, never);
    }

    private IndexUpdate update() {
        return client.update("hub", registry, IndexJudge.ANY, Progress.NONE, never);
    }

    private IndexPlace.Root root() {
        return new IndexPlace(registry, json).root(never).orElseThrow();
    }

    private int total(String words) {
        return search.search(CatalogQuery.of(words), Set.of()).total();
    }

    private Set<String> references(String words) {
        return search.search(CatalogQuery.of(words), Set.of()).entries().stream()
                .map(entry -> entry.ref().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<KernelReference> entry(String words) {
        return search.search(CatalogQuery.of(words), Set.of()).entries().stream()
                .map(found -> found.ref())
                .findFirst();
    }

    private static List<Descriptor> packages(int from, int to, String summary) {
        var packages = new ArrayList<Descriptor>();
        for (var number = from; number < to; number++) {
            packages.add(TestPackages.of("kernel-" + number, "1." + number, summary));
        }
        return packages;
    }

    private static List<Descriptor> versions(int from, int to) {
        var packages = new ArrayList<Descriptor>();
        for (var number = from; number < to; number++) {
            packages.add(TestPackages.of("one-name", "2." + number, "versions"));
        }
        return packages;
    }
}
