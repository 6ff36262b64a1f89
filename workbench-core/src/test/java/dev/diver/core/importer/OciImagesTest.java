package dev.diver.core.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.kernel.ArgumentQuoting;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** KraftKit's images, from a layout and from a real registry. */
@Timeout(120)
class OciImagesTest {
    private static final String KERNEL = "unikraft/bin/kernel";

    @TempDir
    Path temp;

    private ImportBed bed;
    private Path layout;
    private byte[] kernel;

    @BeforeEach
    void bed() throws IOException {
        bed = new ImportBed(temp);
        layout = temp.resolve("layout");
        kernel =
                Files.readAllBytes(bed.elf(temp.resolve("k"), 32, ImportBed.MULTIBOOT1, ImportBed.text(".uk_inittab")));
    }

    private KraftKitImage nginx() throws IOException {
        var other = KraftKitImage.tar(KERNEL, KraftKitImage.bytes("for another VMM"));
        return new KraftKitImage(layout)
                .with("fc", "x86_64", List.of("/fc"), other)
                .with("qemu", "arm64", List.of("/arm"), other)
                .with(
                        "qemu",
                        "x86_64",
                        List.of("/nginx", "-c", "/nginx.conf"),
                        // KraftKit's names begin at the root.
                        KraftKitImage.tar("/" + KERNEL, kernel),
                        KraftKitImage.tar("/unikraft/bin/initrd", KraftKitImage.bytes("070701")))
                .named("unikraft.org/nginx:1.25");
    }

    private void isNginx(KernelManifest manifest) {
        assertEquals("unikraft", manifest.family());
        assertEquals("nginx:1.25", manifest.reference().toString());
        assertEquals(BootProtocol.MULTIBOOT1, manifest.boot().getFirst().protocol());
        assertEquals(
                "boot/initrd", manifest.boot().getFirst().modules().getFirst().path());
        assertEquals(
                MemorySize.mebibytes(64), manifest.boot().getFirst().memory().orElseThrow());
        assertEquals(ArgumentQuoting.DOUBLE, manifest.args().quoting());
        assertEquals(List.of("/nginx", "-c", "/nginx.conf"), manifest.args().usual());
    }

    @Test
    void theOneForQemuOnX86IsTaken() throws IOException {
        nginx();
        isNginx(bed.add(new Source("oci:" + layout, Optional.empty())));
        isNginx(bed.look("oci:" + layout + ":unikraft.org/nginx:1.25")
                .manifest()
                .orElseThrow());
        isNginx(bed.look(layout).manifest().orElseThrow());
        assertEquals(List.of(), bed.left());
    }

    @Test
    void fromKraftKitsOwnFolder() throws IOException {
        var qemu = KraftKitImage.tar("/" + KERNEL, kernel);
        var initrd = KraftKitImage.tar("/unikraft/bin/initrd", KraftKitImage.bytes("070701"));
        var store = new KraftKitImage(layout)
                .with("qemu", "x86_64", List.of("/nginx", "-c", "/nginx.conf"), qemu, initrd)
                .with("fc", "x86_64", List.of("/fc"), KraftKitImage.tar(KERNEL, KraftKitImage.bytes("for another VMM")))
                .kept(temp.resolve("runtime/oci"), "unikraft.org/nginx", "1.25");
        isNginx(bed.look("oci:" + store + ":unikraft.org/nginx:1.25").manifest().orElseThrow());
        isNginx(bed.look(store).manifest().orElseThrow());
        assertEquals(
                "There are unikraft.org/nginx:1.25.",
                refused(Problem.Kind.NOT_FOUND, "oci:" + store + ":nginx:1.25")
                        .problem()
                        .why());
        // A link that leads nowhere is passed over.
        Files.createSymbolicLink(store.resolve("indexes/gone"), store.resolve("digests/sha256/gone"));
        isNginx(bed.look(store).manifest().orElseThrow());
        assertEquals(List.of(), bed.left());
    }

    @Test
    void aLayoutInAnArchive() throws IOException {
        nginx();
        bed.run("tar", "cf", temp.resolve("nginx.tar").toString(), "-C", layout.toString(), ".");
        isNginx(bed.look(temp.resolve("nginx.tar"))
                .manifest()
                .orElseThrow()
                .named("nginx", "1.25", List.of("imported", "unikernel")));
    }

    @Test
    void fromARegistry() throws Exception {
        nginx();
        try (var registry = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")))) {
            var image = registry.host() + "/apps/nginx:1.25";
            bed.run(
                    "skopeo",
                    "copy",
                    "--all",
                    "--dest-tls-verify=false",
                    "-q",
                    "oci:" + layout + ":unikraft.org/nginx:1.25",
                    "docker://" + image);
            isNginx(bed.add(new Source("oci:" + image, Optional.empty())));
            refused(Problem.Kind.NOT_FOUND, "oci:" + registry.host() + "/apps/nginx:2");
        }
        refused(Problem.Kind.INVALID, "oci:nowhere");
    }

    @Test
    void whatIsNotForThisMachine() throws IOException {
        new KraftKitImage(layout)
                .with("xen", "x86_64", List.of(), KraftKitImage.tar(KERNEL, kernel))
                .named("a:1");
        var failure = refused(Problem.Kind.UNSUPPORTED, "oci:" + layout);
        assertTrue(
                failure.problem().why().contains("xen/x86_64"),
                failure.problem().text());
        assertEquals(
                "There are a:1.",
                refused(Problem.Kind.NOT_FOUND, "oci:" + layout + ":b:1")
                        .problem()
                        .why());
    }

    @Test
    void anImageOfProgramsIsNoKernel() throws IOException {
        new KraftKitImage(layout)
                .with("linux", "amd64", List.of("/bin/sh"), KraftKitImage.tar("bin/sh", kernel))
                .named("debian:12");
        var proposal = bed.look("oci:" + layout);
        assertTrue(proposal.manifest().isEmpty());
        assertTrue(proposal.explanation().contains("programs for Linux"), proposal.explanation());
    }

    @Test
    void whatLeadsOutOrLiesIsRefused() throws IOException {
        new KraftKitImage(layout)
                .with("qemu", "x86_64", List.of(), KraftKitImage.tar("unikraft/../../../evil", kernel))
                .named("a:1");
        refused(Problem.Kind.DAMAGED, "oci:" + layout);
        nginx();
        try (var blobs = Files.list(layout.resolve("blobs/sha256"))) {
            for (var blob : blobs.toList()) {
                var bytes = Files.readAllBytes(blob);
                // A layer's first file, in its content.
                if (bytes.length > 1024 && bytes[257] == 'u') {
                    bytes[600] ^= 1;
                    Files.write(blob, bytes);
                }
            }
        }
        var failure = assertThrows(DiverException.class, () -> bed.look("oci:" + layout));
        assertTrue(failure.problem().why().contains("digest"), failure.problem().text());
        assertEquals(List.of(), bed.left());
    }

    /** A tree of indexes costs no more than a thousand looks. */
    @Test
    void indexesOfIndexesEnd() throws IOException {
        var image = new KraftKitImage(layout);
        var entries = image.blob("application/vnd.oci.image.index.v1+json", KraftKitImage.bytes("{\"manifests\":[]}"));
        for (var depth = 0; depth < 3; depth++) {
            var text = new com.fasterxml.jackson.databind.ObjectMapper()
                    .writeValueAsString(Map.of("manifests", java.util.Collections.nCopies(200, entries)));
            entries = image.blob("application/vnd.oci.image.index.v1+json", KraftKitImage.bytes(text));
        }
        image.leadingTo("bomb:1", entries);
        refused(Problem.Kind.DAMAGED, "oci:" + layout);
    }

    private DiverException refused(Problem.Kind kind, String source) {
        var failure = assertThrows(DiverException.class, () -> bed.look(source));
        assertEquals(kind, failure.problem().kind(), failure.problem().text());
        return failure;
    }
}
