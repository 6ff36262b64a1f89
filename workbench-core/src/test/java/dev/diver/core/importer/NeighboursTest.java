package dev.diver.core.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diver.core.importer.KernelImporter.Proposal;
import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.ArgumentQuoting;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.Device;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each neighbour's output is told by the table, and becomes a package that says what its bytes do not. */
@Timeout(120)
class NeighboursTest {
    @TempDir
    Path temp;

    private ImportBed bed;

    @BeforeEach
    void bed() throws IOException {
        bed = new ImportBed(temp);
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(ImportBed.ASSETS.resolve("schema/importer.schema.json")), InputFormat.JSON);
    }

    private static KernelManifest told(String family, Proposal proposal) {
        var manifest = proposal.manifest().orElseThrow(() -> new AssertionError(proposal.explanation()));
        assertEquals(family, manifest.family(), proposal.explanation());
        assertTrue(proposal.explanation().contains("It looks like"), proposal.explanation());
        return manifest;
    }

    @Test
    void theTableFitsItsSchemaAndAllOfItIsRead() throws IOException {
        try (var files = Files.list(ImportBed.ASSETS.resolve("importers"))) {
            for (var file : files.toList()) {
                assertEquals(List.of(), schema().validate(Files.readString(file), InputFormat.JSON), file.toString());
            }
        }
        var names = new NeighbourTable(ImportBed.ASSETS.resolve("importers"))
                .all().stream().map(Neighbour::name).toList();
        assertEquals(List.of("nanos", "nautilus", "osv", "solo5", "unikraft"), names);
    }

    @Test
    void aFileThatIsWrongIsRefusedByBoth() throws IOException {
        var table = Files.createDirectories(temp.resolve("table"));
        var wrong = "{\"name\": \"x\", \"title\": \"X\", \"cases\": [{\"when\": {\"marker\": [\"pvh\"]}}]}";
        Files.writeString(table.resolve("x.json"), wrong);
        var failure = assertThrows(DiverException.class, () -> new NeighbourTable(table).all());
        assertTrue(
                failure.problem().text().contains("marker"), failure.problem().text());
        assertFalse(schema().validate(wrong, InputFormat.JSON).isEmpty());
        var leads = "{\"name\": \"x\", \"title\": \"X\", \"cases\": [{\"when\": {\"files\": [\"a/../../b\"]}}]}";
        assertFalse(schema().validate(leads, InputFormat.JSON).isEmpty());
    }

    /** A new neighbour is a file. */
    @Test
    void oneMoreFileIsOneMoreNeighbour() throws IOException {
        var assets = Files.createDirectories(temp.resolve("assets/importers")).getParent();
        Files.writeString(assets.resolve("importers/toy.json"), """
                {"name": "toy", "title": "Toy", "manifest": {"family": "toy", "licence": "MIT", "boot": {"cpus": 3}},
                 "cases": [{"when": {"markers": ["multiboot1"], "text": ["toy kernel"]},
                            "manifest": {"args": {"channel": "none"}, "tags": ["small"]}, "note": "It is small."}]}
                """);
        var kernel = bed.elf(temp.resolve("toy.elf"), 32, ImportBed.MULTIBOOT1, ImportBed.text("toy kernel"));
        var importer =
                TestImporter.of(temp.resolve("toys"), assets, new dev.diver.core.net.FakeCatalog(temp.resolve("k")));
        try (var opened = importer.open(
                Source.of(kernel), dev.diver.core.job.Progress.NONE, new dev.diver.core.job.Cancellation())) {
            var manifest = told("toy", opened.proposal());
            assertEquals(3, manifest.boot().getFirst().cpus());
            assertEquals(ArgumentChannel.NONE, manifest.args().channel());
            assertEquals(List.of("imported", "small"), manifest.tags());
            assertTrue(opened.proposal().explanation().contains("It is small."));
        }
    }

    private Path nautilus() throws IOException {
        var build = temp.resolve("nk");
        bed.elf(build.resolve("nautilus.bin"), 64, ImportBed.MULTIBOOT2, ImportBed.text("nk_cmdline_init"));
        for (var file : List.of("src/built-in.o", "lib/built-in.o", "lib/libx.a", "link/nautilus.ld")) {
            Files.createDirectories(build.resolve(file).getParent());
            Files.writeString(build.resolve(file), file);
        }
        Files.createDirectories(build.resolve("include/nautilus"));
        Files.writeString(build.resolve("include/autoconf.h"), "#define NAUT_CONFIG 1\n");
        Files.writeString(build.resolve("include/nautilus/nautilus.h"), "\n");
        return build;
    }

    @Test
    void aNautilusBuildBringsItsSdk() throws IOException {
        var build = nautilus();
        Files.createSymbolicLink(build.resolve("lib/liboutside.a"), Path.of("/etc/passwd"));
        var manifest = bed.add(Source.of(build));
        assertEquals("nautilus", manifest.family());
        assertEquals(AppModel.RELINK, manifest.app().model());
        assertEquals("nautilus", manifest.app().template());
        assertEquals(BootProtocol.MULTIBOOT2, manifest.boot().getFirst().protocol());
        assertEquals(List.of(Device.ISA_DEBUG_EXIT), manifest.boot().getFirst().devices());
        assertEquals(
                List.of(
                        "boot/nautilus.bin",
                        "sdk/include",
                        "sdk/src/built-in.o",
                        "sdk/lib/built-in.o",
                        "sdk/lib/libx.a",
                        "sdk/link/nautilus.ld"),
                manifest.artifacts().stream().map(KernelManifest.Artifact::path).toList());
    }

    /** On objects and headers of the same names as Nautilus's; the real ones are megabytes that Debian does not have. */
    @Test
    void itsTemplateLinksAnApplicationWithThoseObjects() throws IOException {
        var project = Files.createDirectories(temp.resolve("project"));
        var template = ImportBed.ASSETS.resolve("templates/nautilus");
        dev.diver.core.home.Folders.copy(template, project);
        var makefile = project.resolve("Makefile");
        Files.writeString(makefile, Files.readString(makefile).replace("${name}", "hello"));
        var include = Files.createDirectories(project.resolve("kernel/include/nautilus"));
        Files.writeString(include.resolveSibling("autoconf.h"), "#define NAUT_CONFIG_X86_64_HOST 1\n");
        Files.writeString(include.resolve("nautilus.h"), """
                #include <stddef.h>
                #include <stdint.h>
                int printk(const char *format, ...);
                char *strncpy(char *to, const char *from, size_t count);
                """);
        Files.writeString(include.resolve("timer.h"), "int nk_sleep(uint64_t ns);\n");
        Files.writeString(include.resolve("cmdline.h"), """
                struct nk_cmdline_impl { char *name; int (*handler)(char *args); };
                #define nk_register_cmdline_flag(f) static struct nk_cmdline_impl *_nk_cmdline_##f \\
                    __attribute__((used, section(".cmdline_flags"))) = &f;
                """);
        Files.writeString(include.resolve("thread.h"), """
                typedef void *nk_thread_id_t;
                int nk_thread_start(void (*run)(void *, void **), void *in, void **out, int detached, unsigned long stack,
                                    nk_thread_id_t *thread, int cpu);
                """);
        for (var directory : List.of("src", "lib", "link")) {
            Files.createDirectories(project.resolve("kernel").resolve(directory));
        }
        Files.writeString(project.resolve("kernel/link/nautilus.ld"), """
                ENTRY(nautilus_entry)
                SECTIONS {
                  . = 0x100000;
                  .boot : { *(.mbhdr) }
                  .text : { *(.text*) }
                  .flags : { KEEP(*(.cmdline_flags)) }
                }
                """);
        object(
                project.resolve("kernel/src/built-in.o"),
                ".section .mbhdr,\"a\"\n.align 8\n"
                        + ".long 0xE85250D6, 0, 24, -(0xE85250D6 + 24)\n.short 0, 0\n.long 8\n.text\n"
                        + ".globl nautilus_entry, printk, nk_sleep, nk_thread_start, qemu_shutdown_with_code\n"
                        + "nautilus_entry: printk: nk_sleep: nk_thread_start: qemu_shutdown_with_code: hlt\n"
                        + ".asciz \"nk_cmdline_init\"\n");
        object(project.resolve("kernel/lib/built-in.o"), ".text\n.globl strncpy\nstrncpy: hlt\n");
        bed.run("make", "-s", "-C", project.toString(), "CFLAGS=-O2 -Wall -Werror");
        told("nautilus", bed.look(project.resolve("build/hello")));
    }

    private void object(Path out, String assembly) throws IOException {
        var source = Files.writeString(temp.resolve("object.S"), assembly);
        bed.run("gcc", "-c", "-o", out.toString(), source.toString());
    }

    @Test
    void halfABuildIsNoBuild() throws IOException {
        var build = nautilus();
        Files.delete(build.resolve("src/built-in.o"));
        var proposal = bed.look(build);
        assertTrue(proposal.manifest().isEmpty(), proposal.explanation());
        assertTrue(proposal.explanation().contains("Nautilus"), proposal.explanation());
        assertEquals(List.of(), bed.left());
    }

    @Test
    void nautilusAlone() throws IOException {
        var manifest = told("nautilus", bed.look(nautilus().resolve("nautilus.bin")));
        assertEquals(ArgumentChannel.APPEND, manifest.args().channel());
        assertEquals(Optional.of(1281), manifest.exit().port());
    }

    /** Sectors as OSv's boot loader and OPS's images have them. */
    private Path disk(String name, Object... places) throws IOException {
        var bytes = new byte[1 << 20];
        bytes[510] = 0x55;
        bytes[511] = (byte) 0xaa;
        for (var i = 0; i < places.length; i += 2) {
            var text = ((String) places[i + 1]).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(text, 0, bytes, (Integer) places[i], text.length);
        }
        return Files.write(temp.resolve(name), bytes);
    }

    @Test
    void osvInItsForms() throws IOException {
        var raw = disk("usr.raw", 440, "VSO\0", 512, "/hello");
        var qcow2 = temp.resolve("usr.qcow2");
        bed.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), qcow2.toString());
        for (var image : List.of(raw, qcow2)) {
            var manifest = told("osv", bed.look(image));
            assertEquals(ArgumentChannel.DISK_OFFSET, manifest.args().channel());
            assertEquals("max", manifest.boot().getFirst().cpu());
        }
        var loader = bed.elf(temp.resolve("loader.elf"), 64, ImportBed.PVH, ImportBed.text("OSv options:"));
        var both = bed.add(new Source(loader.toString(), Optional.of(qcow2)));
        assertEquals(BootProtocol.PVH, both.boot().getFirst().protocol());
        assertEquals(List.of("boot/disk-usr.qcow2"), both.boot().getFirst().disks());
        assertEquals(ArgumentChannel.APPEND, both.args().channel());
        assertEquals("qcow2", both.artifacts().get(1).format());
    }

    @Test
    void anOsvBuildIsLoaderAndDisk() throws IOException {
        var build = temp.resolve("osv");
        bed.elf(build.resolve("build/release.x64/loader.elf"), 64, ImportBed.PVH, ImportBed.text("OSv options:"));
        Files.createSymbolicLink(build.resolve("build/last"), Path.of("release.x64"));
        bed.run(
                "qemu-img",
                "create",
                "-q",
                "-f",
                "qcow2",
                build.resolve("build/last/usr.img").toString(),
                "1M");
        var manifest = bed.add(Source.of(build));
        assertEquals(List.of("boot/usr.img"), manifest.boot().getFirst().disks());
        assertEquals("qcow2", manifest.artifacts().get(1).format());
    }

    @Test
    void unikraftAsAFileAndAsABuild() throws IOException {
        var build = temp.resolve("app");
        bed.elf(
                build.resolve(".unikraft/build/app_qemu-x86_64"),
                32,
                ImportBed.MULTIBOOT1,
                ImportBed.text(".uk_inittab"));
        var manifest = told("unikraft", bed.look(build));
        assertEquals(ArgumentQuoting.DOUBLE, manifest.args().quoting());
        assertEquals("app", manifest.name());
        told("unikraft", bed.look(build.resolve(".unikraft/build/app_qemu-x86_64")));
    }

    @Test
    void solo5ByItsTarget() throws IOException {
        var virtio = told("solo5", bed.look(solo5("virtio", "3", ImportBed.MULTIBOOT1)));
        assertEquals(BootProtocol.MULTIBOOT1, virtio.boot().getFirst().protocol());
        for (var target : List.of("hvt", "spt")) {
            var manifest = told("solo5", bed.look(solo5(target, target.equals("hvt") ? "1" : "2")));
            assertEquals(BootProtocol.TENDER, manifest.boot().getFirst().protocol());
            assertEquals(List.of("solo5-" + target), manifest.boot().getFirst().machines());
            assertEquals(ArgumentChannel.TENDER_ARGV, manifest.args().channel());
        }
        var muen = bed.look(solo5("muen", "4"));
        assertTrue(muen.manifest().isEmpty() && muen.explanation().contains("Solo5"), muen.explanation());
    }

    private Path solo5(String name, String target, String... more) throws IOException {
        return bed.elf(temp.resolve(name), 64, ImportBed.note("Solo5", "0x31494241", target) + String.join("", more));
    }

    /** One with UEFI has its first file system at 33 MiB; in all, the boot loader behind the first sector looks for one. */
    @Test
    void anImageOfOps() throws IOException {
        var raw = disk("nanos.img", 47817, "NVMTFS");
        var qcow2 = temp.resolve("nanos.qcow2");
        bed.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), qcow2.toString());
        for (var image : List.of(raw, qcow2)) {
            var manifest = told("nanos", bed.look(image));
            assertEquals(ArgumentChannel.NONE, manifest.args().channel());
            assertEquals(Optional.of(127), manifest.exit().crash());
            assertEquals("max", manifest.boot().getFirst().cpu());
        }
    }

    /** Its page tables are where SeaBIOS leaves memory that cannot be written: QEMU starts it, and it faults at once. */
    @Test
    void theKernelOfNanosAloneIsToldAndNotImported() throws IOException {
        var kernel = bed.elf(temp.resolve("kernel.img"), 64, ImportBed.PVH, ImportBed.text("NVMTFS"));
        for (var disk : List.of(Optional.<Path>empty(), Optional.of(disk("nanos.img", 47817, "NVMTFS")))) {
            var proposal = bed.look(new Source(kernel.toString(), disk));
            assertTrue(proposal.manifest().isEmpty());
            assertTrue(
                    proposal.explanation()
                            .startsWith("It looks like Nanos, as OPS makes its images. It is the kernel alone"),
                    proposal.explanation());
        }
    }

    @Test
    void aPackageOfOpsIsAProgramAndSaysSo() throws IOException {
        var content = temp.resolve("redis_5.0.5");
        Files.createDirectories(content.resolve("sysroot"));
        Files.writeString(
                content.resolve("package.manifest"), "{\"Program\": \"redis_5.0.5/redis\u202e-server\", \"Args\": []}");
        bed.run("tar", "czf", temp.resolve("redis.tar.gz").toString(), "-C", temp.toString(), "redis_5.0.5");
        for (var source : List.of(temp.resolve("redis.tar.gz"), content)) {
            var proposal = bed.look(source);
            assertTrue(proposal.manifest().isEmpty());
            assertTrue(
                    proposal.explanation().contains("the Linux program redis_5.0.5/redis -server"),
                    proposal.explanation());
            assertTrue(proposal.explanation().contains("ops image create --local"), proposal.explanation());
            assertEquals(
                    "program redis_5.0.5/redis -server",
                    proposal.markers().getFirst().detail());
        }
        assertEquals(List.of(), bed.left());
    }

    @Test
    void aDiskThatLeadsElsewhereIsRefused() throws IOException {
        var loader = bed.elf(temp.resolve("loader"), 64, ImportBed.PVH);
        var base = disk("base.img");
        var over = temp.resolve("over.qcow2");
        bed.run("qemu-img", "create", "-q", "-f", "qcow2", "-b", base.toString(), "-F", "raw", over.toString());
        for (var source : List.of(Source.of(over), new Source(loader.toString(), Optional.of(over)))) {
            var failure = assertThrows(DiverException.class, () -> bed.look(source));
            assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
            assertTrue(
                    failure.problem().why().contains("backing file"),
                    failure.problem().text());
        }
        assertEquals(List.of(), bed.left());
    }
}
