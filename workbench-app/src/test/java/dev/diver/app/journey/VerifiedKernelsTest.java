package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.EngineFactory;
import dev.diver.cokernel.FilledHome;
import dev.diver.core.Engine;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The embedded catalog's {@code verified} records: each claim is made true again by a dive, or this fails. */
class VerifiedKernelsTest {
    private static final Duration LIMIT = Duration.ofSeconds(300);

    /** Most of them compute on one processor. */
    private static final int AT_ONCE = 2;

    @TempDir
    Path temp;

    @TestFactory
    List<DynamicTest> everyClaimHolds() throws IOException {
        var assets = Path.of(System.getProperty("diver.assets"));
        var home = DiverHome.in(temp.resolve("home"), assets);
        FilledHome.NODE_LINUX.copyTo(home);
        var engine = EngineFactory.create(home, System.getenv("PATH"));
        engine.catalog().open(Progress.NONE, new Cancellation());
        var entries = engine.catalog().search(CatalogQuery.of("")).entries();
        var families = new HashSet<String>();
        entries.forEach(entry -> families.add(entry.family()));
        assertTrue(entries.size() >= 7, entries.toString());
        assertTrue(families.size() >= 5, families.toString());
        try (var two = Executors.newFixedThreadPool(AT_ONCE)) {
            var verified = new ArrayList<DynamicTest>();
            for (var entry : entries) {
                var result = two.submit(() -> verify(engine, entry));
                verified.add(DynamicTest.dynamicTest(entry.ref().toString(), result::get));
            }
            return verified;
        }
    }

    private Void verify(Engine engine, CatalogEntry entry) throws Exception {
        var manifest = engine.catalog().show(entry.ref());
        assertFalse(manifest.tags().isEmpty());
        assertFalse(manifest.licence().isEmpty());
        assertFalse(manifest.verified().isEmpty(), "nobody has seen it boot");
        var directory = temp.resolve(entry.ref().name() + "-" + entry.configuration());
        var net = engine.nets().create(directory, entry.ref(), Optional.empty(), Progress.NONE, new Cancellation());
        var built = engine.builds().build(net, line -> {}, new Cancellation());
        assertTrue(built.ok(), built.output());
        for (var claim : manifest.verified()) {
            assertEquals("qemu", claim.vmm());
            for (var settings : settings(net, claim)) {
                var order = new DiveOrder(net, Optional.empty(), settings, Optional.empty(), Optional.of(LIMIT));
                var dive = engine.dives().dive(order, Progress.NONE, new Cancellation());
                if (manifest.app().model() == AppModel.NONE) {
                    boots(manifest, dive);
                } else {
                    exits(manifest, dive);
                }
            }
        }
        return null;
    }

    /** A partitioned machine is of one type; a kernel of its own machine is tried on those that the claim names. */
    private static List<Map<String, String>> settings(Net net, KernelManifest.Verified claim) {
        return net.mode() == Mode.VM
                ? machines(claim).stream()
                        .map(machine -> Map.of("machine", machine))
                        .toList()
                : List.of(Map.of());
    }

    /** The plain one where the claim names none. */
    private static List<String> machines(KernelManifest.Verified claim) {
        var named = Stream.of("pc", "q35", "microvm")
                .filter(machine -> claim.result().matches(".*\\b" + machine + "\\b.*"))
                .toList();
        return named.isEmpty() ? List.of("pc") : named;
    }

    private static void boots(KernelManifest manifest, ActiveDive dive) throws Exception {
        awaitReady(manifest, dive.consoles().getFirst().log(), dive.ended());
        dive.kill();
        assertEquals(
                Optional.of(Outcome.STOPPED),
                dive.ended().get(120, TimeUnit.SECONDS).outcome());
    }

    private static void exits(KernelManifest manifest, ActiveDive dive) throws Exception {
        var record = dive.ended().get(LIMIT.toSeconds() + 60, TimeUnit.SECONDS);
        assertEquals(Optional.of(Outcome.EXITED), record.outcome(), record.reason());
        assertEquals(0, record.exitCode().orElseThrow(), record.reason());
        try (var logs = Files.list(record.console().getParent())) {
            var consoles = logs.filter(file -> file.toString().endsWith(".log")).toList();
            assertTrue(consoles.stream().anyMatch(log -> isReady(manifest, log)), "none of its ready patterns came");
        }
    }

    private static void awaitReady(KernelManifest manifest, Path log, java.util.concurrent.Future<?> ended)
            throws Exception {
        while (!isReady(manifest, log)) {
            assertFalse(ended.isDone(), () -> "ended without being ready");
            Thread.sleep(50);
        }
    }

    private static boolean isReady(KernelManifest manifest, Path log) {
        var said = said(log);
        return manifest.ready().stream()
                .allMatch(pattern -> Pattern.compile(pattern, Pattern.MULTILINE)
                        .matcher(said)
                        .find());
    }

    private static String said(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
