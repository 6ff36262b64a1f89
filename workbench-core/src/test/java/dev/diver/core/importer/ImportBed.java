package dev.diver.core.importer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.home.DiverHome;
import dev.diver.core.importer.KernelImporter.Proposal;
import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.net.FakeCatalog;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Files as the neighbours' tools leave them, made by gcc, qemu-img and tar, and an importer with the shipped table. */
final class ImportBed {
    static final Path ASSETS = Path.of(System.getProperty("diver.assets"));
    static final String MULTIBOOT1 = ".section .head,\"a\"\n.align 4\n.long 0x1BADB002, 0, -0x1BADB002\n";
    static final String MULTIBOOT2 =
            ".section .head,\"a\"\n.align 8\n.long 0xE85250D6, 0, 24, -(0xE85250D6 + 24)\n.short 0, 0\n.long 8\n";
    static final String PVH = note("Xen", "18", "0x100000");

    private final Path temp;
    private final SourceImporter importer;

    ImportBed(Path temp) throws IOException {
        this.temp = temp;
        importer = TestImporter.of(temp.resolve("home"), ASSETS, new FakeCatalog(temp.resolve("kernel")));
    }

    static String note(String name, String type, String value) {
        return ".section .note.x,\"a\",@note\n.align 4\n.long 2f-1f, 4f-3f, " + type + "\n1: .asciz \"" + name
                + "\"\n2: .align 4\n3: .long " + value + "\n4: .align 4\n";
    }

    static String text(String text) {
        return ".section .text\n.asciz \"" + text + "\"\n";
    }

    /** An ELF file with headers where kernels have them. */
    Path elf(Path out, int bits, String... parts) throws IOException {
        Files.createDirectories(out.getParent());
        var source = Files.writeString(
                temp.resolve("source.S"), ".text\n.globl _start\n_start: hlt\n" + String.join("", parts));
        var script = Files.writeString(
                temp.resolve("layout.ld"),
                "SECTIONS { . = 1M; .head : { KEEP(*(.head)) } .notes : { *(.note.*) } .text : { *(.text) } }\n");
        run(
                "gcc",
                "-m" + bits,
                "-nostdlib",
                "-static",
                "-no-pie",
                "-Wl,-n,--build-id=none",
                "-T",
                script.toString(),
                "-o",
                out.toString(),
                source.toString());
        return out;
    }

    void run(String... command) throws IOException {
        var result = new HostProgram(System.getenv("PATH"))
                .run(List.of(command), temp, Duration.ofSeconds(60), new Cancellation());
        assertTrue(result.ok(), result.output());
    }

    Proposal look(Path source) {
        return look(source.toString());
    }

    Proposal look(String source) {
        return look(new Source(source, Optional.empty()));
    }

    Proposal look(Source source) {
        try (var opened = importer.open(source, Progress.NONE, new Cancellation())) {
            return opened.proposal();
        }
    }

    /** Packages it for good, into a real catalog. */
    KernelManifest add(Source source) throws IOException {
        var assets = Files.createDirectories(temp.resolve("no-assets/kernels"));
        var home = DiverHome.in(temp.resolve("real"), assets.getParent());
        var catalog = new LocalCatalog(home, new HostProgram(System.getenv("PATH")));
        catalog.open(Progress.NONE, new Cancellation());
        var real = TestImporter.of(temp.resolve("other"), ASSETS, catalog);
        try (var opened = real.open(source, Progress.NONE, new Cancellation())) {
            var manifest = opened.proposal().manifest().orElseThrow();
            var pulled = opened.add(manifest, Progress.NONE, new Cancellation());
            pulled.manifest().artifacts().forEach(artifact -> assertTrue(Files.exists(pulled.file(artifact.path()))));
            return pulled.manifest();
        } finally {
            assertTrue(left(temp.resolve("other/cache")).isEmpty(), "closing leaves nothing");
        }
    }

    /** What imports left behind. */
    static List<Path> left(Path cache) throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (var files = Files.list(cache)) {
            return files.filter(file -> file.getFileName().toString().startsWith("import"))
                    .toList();
        }
    }

    /** What is left in the cache of {@link #look}. */
    List<Path> left() throws IOException {
        return left(temp.resolve("home/cache"));
    }
}
