package dev.diver.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.build.MakeBuilds;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.NetEntry;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.KeptLogins;
import dev.diver.core.catalog.remote.LocalRegistries;
import dev.diver.core.catalog.remote.RegistryIndexes;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.remote.RemoteCatalog;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.trust.LocalKeys;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.LocalNets;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.run.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a registry has after publishing that was cut, refused or undone. The registry is a real one behind a real wire. */
@Timeout(600)
class LocalPublicationsTest {
    @TempDir
    Path temp;

    private final Cancellation never = new Cancellation();
    private final List<String> notes = new ArrayList<>();
    private DockerRegistry server;
    private CuttingProxy wire;
    private DiverHome home;
    private RegistryPackages packages;
    private LuceneCatalogIndex search;
    private LocalCatalog catalog;
    private LocalNets nets;
    private LocalKeys keys;
    private Registry registry;
    private Path folder;

    @BeforeEach
    void aKernelOfOnesOwn() throws Exception {
        server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
        wire = new CuttingProxy(Integer.parseInt(server.host().split(":")[1]));
        home = DiverHome.in(temp.resolve("home"), Files.createDirectories(temp.resolve("assets")));
        Files.createDirectories(temp.resolve("assets/kernels"));
        var catalogs = new FileCatalogs(home);
        catalogs.add(new RemoteCatalog("lab", RegistryAddress.parse(wire.host()), List.of(), Optional.empty()));
        packages = new RegistryPackages(catalogs, RegistryLogins.NONE);
        search = new LuceneCatalogIndex(home.cache().resolve("search"));
        catalog = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"), packages, search, () -> Set.of());
        catalog.open(Progress.NONE, never);
        nets = new LocalNets(home, catalog, Map.of(Mode.VM, new OptionSchema(List.of())));
        keys = new LocalKeys(home, new SecretKeys(home), Clock.systemUTC());
        registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), new OciJson());
        folder = temp.resolve("mine");
        Files.createDirectories(folder.resolve("boot"));
        Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(folder.resolve("scripts/build"), "echo built \"$DIVER_VERSION\" > boot/image\n");
        Files.writeString(folder.resolve("scripts/test"), "grep -q built boot/image\n");
        Files.writeString(folder.resolve("kernel.json"), """
                {"name": "tiny", "version": "1.0", "family": "test", "summary": "Tiny", "licence": "Apache-2.0",
                 "architecture": "amd64", "modes": ["vm"], "artifacts": [{"role": "image", "path": "boot/image"}],
                 "boot": [{"protocol": "pvh"}], "exit": {"mode": "acpi"},
                 "scripts": {"build": "scripts/build", "test": "scripts/test"}}
                """);
        nets.trust(folder);
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
        catalog.close();
        wire.close();
        server.close();
    }

    private LocalPublications publications(Outcome outcome) {
        var host = new HostProgram(System.getenv("PATH"));
        return new LocalPublications(new LocalPublications.Parts(
                home,
                host,
                catalog,
                nets,
                new MakeBuilds(home, nets, host),
                new QuickDives(nets, outcome),
                new FileCatalogs(home),
                packages,
                Clock.systemUTC()));
    }

    private Published publish(String to, Optional<String> key, Cancellation cancellation, Progress progress) {
        return publications(Outcome.EXITED)
                .publish(
                        new PublishOrder(folder, KernelReference.parse(to), key, false),
                        name -> new char[0],
                        line -> {},
                        progress,
                        cancellation);
    }

    private Published publish(String to, Optional<String> key) {
        return publish(to, key, never, Progress.NONE);
    }

    private Problem refused(Problem.Kind kind, Runnable action) {
        var problem = assertThrows(DiverException.class, action::run).problem();
        assertEquals(kind, problem.kind(), problem.text());
        return problem;
    }

    private boolean isThere(String tag) {
        return registry.manifest("tiny", tag, never).isPresent();
    }

    @Test
    void whatIsCancelledInAnyPhaseIsGoneOnWith() {
        var phases = List.of(
                "building tiny",
                "packing",
                "asking lab",
                "testing",
                "booting",
                "sending",
                "laying",
                "naming",
                "writing it");
        for (var number = 0; number < phases.size(); number++) {
            var phase = phases.get(number);
            var version = "1." + number;
            var cancellation = new Cancellation();
            refused(
                    Problem.Kind.CANCELLED,
                    () -> publish("lab/tiny:" + version, Optional.empty(), cancellation, (message, done, total) -> {
                        if (message.startsWith(phase)) {
                            cancellation.cancel();
                        }
                    }));
            assertEquals(phase.equals("writing it"), isThere(version), phase);
            publish("lab/tiny:" + version, Optional.empty());
            assertTrue(isThere(version), phase);
        }
        assertTrue(registry.tags("tiny", never).contains("latest"));
    }

    @Test
    void aWireThatBreaksLeavesNothingHalfAndItsPartsAreNotSentTwice() throws Exception {
        var noise = new byte[12 << 20];
        new Random(5).nextBytes(noise);
        Files.write(folder.resolve("boot/image"), noise);
        Files.writeString(folder.resolve("scripts/build"), "true\n");
        var small = new byte[5 << 20];
        new Random(6).nextBytes(small);
        Files.write(folder.resolve("boot/symbols"), small);
        var manifest = folder.resolve("kernel.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(
                                "\"path\": \"boot/image\"}",
                                "\"path\": \"boot/image\"}, {\"role\": \"symbols\", \"path\": \"boot/symbols\"}"));
        Files.writeString(folder.resolve("scripts/test"), "true\n");
        // The image, 12 MiB, is whole there; of the symbols one half.
        wire.cutAfter((12 << 20) + (5 << 19));
        assertThrows(DiverException.class, () -> publish("lab/tiny:2.0", Optional.empty()));
        assertFalse(isThere("2.0"));
        wire.mend();
        publish("lab/tiny:2.0", Optional.empty());
        assertTrue(isThere("2.0"));
        assertTrue(wire.sent() < 7 << 20, wire.sent() + " bytes were sent");
        assertEquals(12 << 20, Files.size(pulled("lab/tiny:2.0").resolve("boot/image")));
    }

    private Path pulled(String reference) {
        return catalog.pull(KernelReference.parse(reference), Progress.NONE, never)
                .root();
    }

    @Test
    void aNameIsItsFirstKeys() {
        keys.create("owner", Optional.empty());
        keys.create("stranger", Optional.empty());
        keys.create("heir", Optional.empty());
        publish("lab/tiny:3.0", Optional.empty());
        publish("lab/tiny:3.1", Optional.of("owner"));
        var unsigned = refused(Problem.Kind.UNTRUSTED, () -> publish("lab/tiny:3.2", Optional.empty()));
        assertEquals("lab/tiny belongs to another key.", unsigned.what());
        refused(Problem.Kind.UNTRUSTED, () -> publish("lab/tiny:3.2", Optional.of("stranger")));
        assertFalse(isThere("3.2"));
        refused(Problem.Kind.UNTRUSTED, () -> yank("lab/tiny:3.1", false, Optional.of("stranger")));
        keys.rotate("owner", "heir", name -> new char[0]);
        publish("lab/tiny:3.2", Optional.of("heir"));
        assertTrue(isThere("3.2"));
        yank("lab/tiny:3.1", false, Optional.of("heir"));
    }

    @Test
    void ofTwoWhoPublishAtOnceOneIsTold() throws Exception {
        var theirs = temp.resolve("theirs");
        Folders.copy(folder, theirs);
        Files.writeString(theirs.resolve("scripts/build"), "echo built by others > boot/image\n");
        nets.trust(theirs);
        var start = new CyclicBarrier(2);
        List<Future<Published>> results;
        try (var threads = Executors.newFixedThreadPool(2)) {
            results = threads.invokeAll(List.of(() -> publishOf(folder, start), () -> publishOf(theirs, start)));
        }
        var won = results.stream()
                .filter(result -> result.state() == Future.State.SUCCESS)
                .toList();
        assertEquals(1, won.size(), results.toString());
        var stored = registry.manifest("tiny", "8.0", never).orElseThrow();
        assertEquals(
                won.getFirst().resultNow().digest(),
                stored.descriptor().digest().toString());
        var told = results.stream()
                .filter(result -> result.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .findFirst()
                .orElseThrow();
        assertEquals(
                Problem.Kind.IN_USE,
                assertInstanceOf(DiverException.class, told).problem().kind(),
                told.toString());
        assertEquals(
                "built",
                Files.readString(pulled("lab/tiny:8.0").resolve("boot/image")).substring(0, 5));
    }

    private Published publishOf(Path kernel, CyclicBarrier start) throws Exception {
        start.await();
        return publications(Outcome.EXITED)
                .publish(
                        new PublishOrder(kernel, KernelReference.parse("lab/tiny:8.0"), Optional.empty(), false),
                        name -> new char[0],
                        line -> {},
                        Progress.NONE,
                        never);
    }

    @Test
    void aLinkBringsNothingFromOutside() throws Exception {
        Files.createSymbolicLink(folder.resolve("out"), Files.createDirectories(temp.resolve("secret")));
        Files.writeString(temp.resolve("secret/password"), "1234");
        var manifest = folder.resolve("kernel.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(
                                "\"path\": \"boot/image\"}",
                                "\"path\": \"boot/image\"}, {\"role\": \"sdk\", \"path\": \"out/password\"}"));
        var problem = refused(Problem.Kind.INVALID, () -> publish("lab/tiny:8.1", Optional.empty()));
        assertTrue(problem.what().contains("lies outside"), problem.text());
    }

    @Test
    void theLinuxOfACoKernelIsFoundByAllOrNotPublished() throws Exception {
        var manifest = folder.resolve("kernel.json");
        var text = Files.readString(manifest);
        var named = text.replace("\"scripts\"", "\"host\": {\"gpos\": \"lab/linux:6.1\"}, \"scripts\"");
        Files.writeString(manifest, named);
        var problem = refused(Problem.Kind.INVALID, () -> publish("lab/tiny:8.2", Optional.empty()));
        assertTrue(problem.remedy().contains(wire.host() + "/linux:6.1"), problem.text());
        Files.writeString(manifest, named.replace("lab/linux", wire.host() + "/linux"));
        publish("lab/tiny:8.2", Optional.empty());
        assertTrue(isThere("8.2"));
    }

    private Yanked yank(String version, boolean undo, Optional<String> key) {
        return publications(Outcome.EXITED)
                .yank(
                        new YankOrder(KernelReference.parse(version), "it loses data", undo, key),
                        name -> new char[0],
                        Progress.NONE,
                        never);
    }

    @Test
    void aYankedVersionIsRefusedByTagAndTakenByDigest() {
        var published = publish("lab/tiny:4.0", Optional.empty());
        assertEquals(
                published.digest(),
                yank("lab/tiny:latest", false, Optional.empty()).digest());
        var problem = refused(Problem.Kind.UNSUPPORTED, () -> pulled("lab/tiny:4.0"));
        assertTrue(problem.text().contains("it loses data"), problem.text());
        pulled("lab/tiny@" + published.digest());
        refused(Problem.Kind.NOT_FOUND, () -> yank("lab/tiny:9.9", false, Optional.empty()));
        yank("lab/tiny:4.0", true, Optional.empty());
        pulled("lab/tiny:4.0");
    }

    @Test
    void aNetIsInTheIndexUntilItIsYanked() throws Exception {
        publish("lab/tiny:7.0", Optional.empty());
        folder = Files.createDirectories(temp.resolve("net"));
        Files.writeString(folder.resolve("net.toml"), """
                [net]
                name = "hello"
                summary = "Says hello"
                tags = ["teaching"]
                [kernel]
                ref = "lab/tiny:7.0"
                """);
        nets.trust(folder);
        keys.create("me", Optional.empty());
        publish("lab/hello:1.0", Optional.empty());
        var published = publish("lab/hello:1.1", Optional.of("me"));
        var newest = new TreeMap<>(found()).lastEntry().getValue();
        assertEquals(Set.of("lab/hello:1.0", "lab/hello:1.1"), found().keySet());
        assertEquals("Says hello", newest.summary());
        assertEquals(List.of("teaching"), newest.tags());
        assertEquals(List.of(Mode.VM), newest.modes());
        assertEquals(List.of(published.key().orElseThrow()), newest.signed());
        assertEquals(published.digest(), newest.digest());
        assertTrue(newest.size().orElseThrow() > 100);
        var kernel = newest.kernel().orElseThrow();
        assertEquals("lab/tiny:7.0", new KernelReference(kernel.catalog(), kernel.name(), kernel.tag(), "").toString());
        assertTrue(Files.readString(folder.resolve("net.lock")).contains(kernel.digest()));

        var page = catalog.net(KernelReference.parse("lab/hello:1.1"), never);
        assertEquals(
                List.of("1.1", "1.0"),
                page.versions().stream().map(NetEntry::version).toList());
        assertEquals("Says hello", page.entry().summary());
        assertEquals(
                Vouched.State.SIGNED, page.vouched().state(), page.vouched().words());
        refused(Problem.Kind.INVALID, () -> pulled("lab/hello:1.1"));
        refused(Problem.Kind.DAMAGED, () -> catalog.net(KernelReference.parse("lab/tiny:7.0"), never));

        yank("lab/hello:1.1", false, Optional.of("me"));
        assertEquals(Set.of("lab/hello:1.0"), found().keySet());
        assertEquals(
                Optional.of("it loses data"),
                catalog.net(KernelReference.parse("lab/hello:1.1"), never).yanked());
        yank("lab/hello:1.1", true, Optional.of("me"));
        assertEquals(newest, found().get("lab/hello:1.1"));
    }

    /** By the index as the registry has it now. */
    private Map<String, NetEntry> found() {
        new LocalRegistries(
                        new FileCatalogs(home),
                        new KeptLogins(Optional.empty(), RegistryLogins.NONE),
                        packages,
                        new RegistryIndexes(home, packages, search, Clock.systemUTC()))
                .update("lab", Progress.NONE, never);
        return catalog.nets(CatalogQuery.of("hello")).entries().stream()
                .collect(Collectors.toMap(entry -> entry.ref().toString(), entry -> entry));
    }

    @Test
    void theNewestTagDoesNotGoBack() {
        publish("lab/tiny:5.1", Optional.empty());
        assertEquals(List.of("5.0"), publish("lab/tiny:5.0", Optional.empty()).tags());
        assertEquals(
                List.of("5.2", "latest"),
                publish("lab/tiny:5.2", Optional.empty()).tags());
        refused(Problem.Kind.INVALID, () -> publish("lab/tiny:latest", Optional.empty()));
    }

    /** As after a publisher that was cut before it moved the tag, or whose tag was overwritten by a slower one. */
    @Test
    void theNewestTagIsMovedOnByWhoeverComesNext() {
        var newer = publish("lab/tiny:7.2", Optional.empty());
        publish("lab/tiny:7.0", Optional.empty());
        var target =
                new Target(new RemoteCatalog("lab", server.address(), List.of(), Optional.empty()), registry, "tiny");
        target.put("latest", target.find("7.0", never).orElseThrow().bytes(), never);
        assertEquals(List.of("7.1"), publish("lab/tiny:7.1", Optional.empty()).tags());
        assertEquals(
                newer.digest(),
                target.find("latest", never).orElseThrow().descriptor().digest().toString());
    }

    @Test
    void ofManyThatMoveTheNewestTagTheNewestStays() throws Exception {
        var target =
                new Target(new RemoteCatalog("lab", server.address(), List.of(), Optional.empty()), registry, "tiny");
        var last = "";
        for (var round = 0; round < 3; round++) {
            var images = new TreeMap<String, byte[]>();
            for (var number = 0; number < 4; number++) {
                images.put("9." + round + "." + number, image(target, "9." + round + "." + number));
            }
            var start = new CyclicBarrier(images.size());
            List<Future<List<String>>> moved = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(images.size())) {
                images.forEach((version, image) -> moved.add(threads.submit(() -> {
                    start.await();
                    target.put(version, image, never);
                    return new MovingTags(target, Progress.NONE, never).move(kernel(version), image);
                })));
            }
            for (var one : moved) {
                one.get();
            }
            last = images.lastKey();
            assertEquals(
                    Digest.of(images.get(last)),
                    target.find("latest", never).orElseThrow().descriptor().digest(),
                    last);
            assertEquals(List.of("latest"), moved.getLast().get());
        }
    }

    private KernelManifest kernel(String version) throws Exception {
        var text = Files.readString(folder.resolve("kernel.json")).replace("\"1.0\"", "\"" + version + "\"");
        return new KernelManifestFormat().read(text.getBytes(StandardCharsets.UTF_8), version);
    }

    private byte[] image(Target target, String version) throws Exception {
        target.upload(Target.EMPTY.mediaType(), Target.NOTHING, never);
        var bytes = new OciJson()
                .write(new ImageManifest(
                        2,
                        ImageManifest.MEDIA_TYPE,
                        PackageFormat.ARTIFACT_TYPE,
                        Target.EMPTY,
                        List.of(),
                        KernelAnnotations.of(kernel(version))));
        target.put(Digest.of(bytes).toString(), bytes, never);
        return bytes;
    }

    @Test
    void whatDoesNotBootStaysHere() {
        var crashed = refused(
                Problem.Kind.FAILED,
                () -> publications(Outcome.CRASHED)
                        .publish(
                                new PublishOrder(
                                        folder, KernelReference.parse("lab/tiny:6.0"), Optional.empty(), false),
                                name -> new char[0],
                                line -> {},
                                Progress.NONE,
                                never));
        assertTrue(crashed.what().startsWith("The boot check failed: tiny:6.0 crashed"), crashed.text());
        assertTrue(registry.tags("tiny", never).isEmpty());
    }
}
