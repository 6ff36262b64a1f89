package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.net.Net;
import dev.diver.core.option.SettingParser;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans as text, held against files that a reviewer reads. {@code -Ddiver.golden.write=true} writes them anew; look at
 * the difference before it is committed.
 */
class PlanGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/diver/deployer/vm/golden");

    private static final String SNORKEL = """
            "licence": "Apache-2.0", "architecture": "amd64", "tags": [], "modes": ["vm"], "family": "snorkel",
            "summary": "The reference kernel", "default": true, "version": "0.1.0", "name": "snorkel",
            "console": {"device": "serial"}, "env": {"template": "env.${name}=${value}"},
            "args": {"channel": "append", "separator": "--", "quoting": "double"},
            "exit": {"mode": "isa-debug-exit", "port": 244, "decode": "status-port", "statusPort": 233, "crash": 127},
            """;
    private static final String LINUX = """
            {"licence": "GPL-2.0-only", "architecture": "amd64", "tags": [], "modes": ["vm"], "family": "linux",
             "summary": "Linux", "default": true, "version": "6.1", "name": "linux",
             "console": {"device": "serial", "select": "console=ttyS0"}, "app": {"model": "initrd-elf"},
             "args": {"channel": "fs-manifest"},
             "exit": {"mode": "isa-debug-exit", "port": 244, "decode": "status-port", "statusPort": 233},
             "artifacts": [{"role": "image", "path": "boot/vmlinuz", "format": "bzimage"},
                           {"role": "boot", "path": "boot/init", "format": "elf64"}],
             "boot": [{"protocol": "linux-bzimage", "machines": ["q35", "pc", "microvm"], "memory": "256MiB", "cpus": 64,
                       "commandLine": "console=ttyS0 quiet loglevel=3 cryptomgr.notests panic=-1"}]}
            """;

    @TempDir
    Path root;

    private Path store;
    private Path project;

    @BeforeEach
    void files() throws IOException {
        store = Files.createDirectories(root.resolve("store"));
        project = Files.createDirectories(root.resolve("my project, new"));
        for (var file : List.of("boot/kernel.elf", "boot/vmlinuz", "boot/init", "boot/second")) {
            write(store.resolve(file));
        }
        for (var file : List.of("build/hello", "data/input.bin", "disk.img", "data,1.qcow2", "OVMF.fd")) {
            write(project.resolve(file));
        }
        Files.write(project.resolve("build/hello"), elf());
    }

    /** As much of a program as a plan looks at: an ELF header of 64 bits for x86-64, without segments. */
    private static byte[] elf() {
        var header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 0x464c457f)
                .putShort(4, (short) 0x0102)
                .putShort(18, (short) 62)
                .putShort(54, (short) 56);
        return header.array();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
    }

    @Test
    void snorkelLinked() throws IOException {
        golden(
                "snorkel-linked",
                kernel("relink", "{\"protocol\": \"pvh\", \"machines\": [\"pc\", \"microvm\"], \"cpus\": 4}"),
                Map.of());
    }

    @Test
    void stoppedForADebugger() throws IOException {
        golden("stopped-linux", Manifests.read(LINUX), Map.of(), true);
        golden("stopped", kernel("relink", "{\"protocol\": \"pvh\", \"cpus\": 1}"), Map.of(), true);
    }

    @Test
    void aStubOfTheKernelsOwn() throws IOException {
        golden("own-stub", kernel("relink", "{\"protocol\": \"pvh\", \"cpus\": 1}"), Map.of("stub", "serial2"));
    }

    @Test
    void snorkelLoader() throws IOException {
        var boot = "{\"protocol\": \"pvh\", \"machines\": [\"pc\"], \"cpus\": 4, \"modules\": [{\"path\": \"@app\"}]}";
        golden("snorkel-loader", kernel("boot-module", boot), Map.of("cpus", "2", "memory", "64MiB"));
    }

    @Test
    void microvmWithVirtio() throws IOException {
        golden(
                "snorkel-microvm",
                kernel("relink", "{\"protocol\": \"pvh\", \"machines\": [\"pc\", \"microvm\"], \"cpus\": 4}"),
                Map.of(
                        "machine",
                        "microvm",
                        "consoles",
                        "virtio,serial",
                        "network",
                        "user",
                        "disks",
                        "[{ file = \"disk.img\" }]"));
    }

    @Test
    void multibootAsElf32WithModules() throws IOException {
        var boot = """
                {"protocol": "multiboot1", "cpus": 1, "wrapper": "elf32", "commandLine": "root=device:hd0",
                 "modules": [{"path": "boot/second", "commandLine": "second --flag=1,2"}, {"path": "@app"}]}""";
        golden("multiboot-elf32", kernel("boot-module", boot), Map.of());
    }

    @Test
    void grubIso() throws IOException {
        var boot = """
                {"protocol": "multiboot2", "cpus": 1, "wrapper": "grub-iso",
                 "modules": [{"path": "boot/second", "commandLine": "it's a module"}]}""";
        golden("grub-iso", kernel("none", boot), Map.of());
    }

    @Test
    void linuxWithFilesAndOutputs() throws IOException {
        golden("linux-files", Manifests.read(LINUX), Map.of("kernel-args", "mitigations=off"));
    }

    @Test
    void linuxOnMicrovmWithKvm() throws IOException {
        golden(
                "linux-kvm",
                Manifests.read(LINUX),
                Map.of("machine", "microvm", "accelerator", "kvm", "cpus", "2", "pinning", "0,1"));
    }

    @Test
    void iso() throws IOException {
        golden("iso", kernel("none", "{\"protocol\": \"iso\", \"cpus\": 1}"), Map.of());
    }

    @Test
    void biosDisk() throws IOException {
        golden(
                "bios-disk",
                kernel("none", "{\"protocol\": \"bios-disk\", \"cpus\": 1, \"devices\": [\"virtio-rng\"]}"),
                Map.of());
    }

    @Test
    void disksNetworkConsoles() throws IOException {
        golden(
                "devices",
                Manifests.read(LINUX),
                Map.of(
                        "disks",
                        "[{ file = \"disk.img\", snapshot = false }, { file = \"data,1.qcow2\", format = \"qcow2\", read-only = true }]",
                        "network",
                        "user",
                        "ports",
                        "8080:80,2222:22",
                        "consoles",
                        "virtio,serial",
                        "firmware",
                        "OVMF.fd",
                        "cpu",
                        "qemu64,+ssse3"));
    }

    @Test
    void processorsAndKernelArguments() throws IOException {
        golden(
                "processors",
                kernel("relink", "{\"protocol\": \"pvh\", \"machines\": [\"pc\"], \"cpus\": 4}"),
                Map.of(
                        "machine",
                        "q35",
                        "cpus",
                        "2",
                        "pinning",
                        "1,0",
                        "memory",
                        "1GiB",
                        "accelerator",
                        "tcg",
                        "kernel-args",
                        "quiet log=2",
                        "consoles",
                        "serial,serial,virtio"));
    }

    @Test
    void tapAndPassthrough() throws IOException {
        golden(
                "passthrough",
                Manifests.read(LINUX),
                Map.of("network", "tap", "tap", "tap0", "passthrough", "03:00.0,0000:04:00.1", "accelerator", "kvm"));
    }

    private static KernelManifest kernel(String model, String boot) {
        return Manifests.read("{" + SNORKEL + "\"app\": {\"model\": \"" + model + "\"}, \"artifacts\": [{\"role\":"
                + " \"image\", \"path\": \"boot/kernel.elf\", \"format\": \"elf64\"}, {\"role\": \"boot\", \"path\":"
                + " \"boot/second\"}], \"boot\": [" + boot + "]}");
    }

    private void golden(String name, KernelManifest manifest, Map<String, String> settings) throws IOException {
        golden(name, manifest, settings, false);
    }

    private void golden(String name, KernelManifest manifest, Map<String, String> settings, boolean stopped)
            throws IOException {
        ObjectNode options = SettingParser.parse(settings, VmOptions.schema());
        var protocol = manifest.boot().getFirst().protocol();
        var takesArguments = protocol != BootProtocol.ISO && protocol != BootProtocol.BIOS_DISK;
        var request = request(
                manifest,
                options,
                takesArguments ? List.of("--greet", "big \"world\"") : List.of(),
                takesArguments ? Map.of("COLOR", "1", "TEXT", "a b") : Map.of(),
                stopped);
        var plan = new VmPlanner(request, VmOptions.of(options), new KnownHost()).plan();
        var text = text(plan).replace(root.toString(), "$ROOT");
        var file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("diver.golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }

    private DiveRequest request(
            KernelManifest manifest, ObjectNode options, List<String> args, Map<String, String> env, boolean stopped) {
        var folder = new RunFolder("01JAAAAAAAAAAAAAAAAAAAAAAA", root.resolve("data"), root.resolve("run"));
        var net = new Net(
                project,
                "hello",
                "0.1.0",
                KernelReference.parse("any:1"),
                Optional.of("build/hello"),
                args,
                env,
                Map.of("/data/input", "data/input.bin"),
                List.of("/data/out"),
                Mode.VM,
                Map.of());
        return new DiveRequest(
                net,
                new PulledKernel(manifest, "sha256:0", store),
                Optional.empty(),
                net.args(),
                options,
                stopped,
                Optional.of(folder));
    }

    private Problem refused(KernelManifest manifest, Map<String, String> settings, Map<String, String> env) {
        var options = SettingParser.parse(settings, VmOptions.schema());
        var planner = new VmPlanner(
                request(manifest, options, List.of(), env, false), VmOptions.of(options), new KnownHost());
        return assertThrows(DiverException.class, planner::plan).problem();
    }

    @Test
    void anEnvironmentThatTheKernelCannotTakeIsRefusedAsArgumentsAre() {
        var disk =
                refused(kernel("none", "{\"protocol\": \"iso\", \"cpus\": 1}"), Map.of(), Map.of("B", "1", "A", "2"));
        assertEquals(Problem.Kind.UNSUPPORTED, disk.kind());
        assertTrue(disk.why().contains("A, B") && disk.remedy().contains("app.env"), disk::text);
        assertTrue(refused(Manifests.tiny("boot/kernel.elf"), Map.of(), Map.of("A", "1"))
                .what()
                .contains("tiny:1 takes no environment"));
    }

    @Test
    void lessMemoryThanTheKernelNeedsIsRefused() {
        var problem = refused(Manifests.read(LINUX), Map.of("memory", "255MiB"), Map.of());
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(
                problem.what().contains("255MiB") && problem.remedy().contains("memory = \"256MiB\""), problem::text);
    }

    /** One option with its value a line. */
    private static String text(DivePlan plan) {
        var text = new StringBuilder();
        for (var command : plan.commands()) {
            for (var word : command) {
                text.append(text.isEmpty() ? "" : word.startsWith("-") ? "\n  " : " ")
                        .append(word);
            }
            text.append('\n');
        }
        plan.kernelCommandLines()
                .forEach(line -> text.append("command line: ").append(line).append('\n'));
        plan.files()
                .forEach(file -> text.append("file: ")
                        .append(file.path())
                        .append(": ")
                        .append(file.what())
                        .append('\n'));
        plan.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.append("headline: ")
                .append(String.join(", ", plan.headline()))
                .append('\n')
                .toString();
    }

    /** A host that is the same everywhere. */
    private static final class KnownHost extends HostFacts {
        KnownHost() {
            super(null, null, Path.of("/cache"));
        }

        @Override
        public String qemu() {
            return "/usr/bin/qemu-system-x86_64";
        }

        @Override
        public List<String> launcher() {
            return List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--");
        }

        @Override
        public String accelerator(String wanted) {
            return wanted.equals("auto") ? "tcg" : wanted;
        }

        @Override
        void requireWrapper(Wrapper wrapper) {}

        @Override
        Path prepared(Wrapper wrapper, List<Path> sources, String text) {
            return Path.of("/cache/prepared." + wrapper.name().toLowerCase(Locale.ROOT));
        }

        @Override
        void requireVfio(String address) {}

        @Override
        public Optional<String> doubt(String wanted) {
            return Optional.of("a guest does not run with it").filter(why -> wanted.equals("kvm"));
        }

        @Override
        public void requireProcessors(List<Integer> processors) {}

        @Override
        void requireInterface(String name) {}
    }

    @Test
    void theIsoTellsGrubWhatToLoad() throws IOException {
        var iso = new Preparation.GrubIso(
                Path.of("/cache/x.iso"),
                "multiboot2",
                new Preparation.Loaded(store.resolve("boot/kernel.elf"), "a=1 b='2' c;d"),
                List.of(new Preparation.Loaded(store.resolve("boot/second"), "it's a module")));
        assertEquals("""
                set timeout=0
                serial --unit=0
                terminal_output serial console
                menuentry kernel {
                  multiboot2 /boot/kernel 'a=1' 'b='\\''2'\\''' 'c;d'
                  module2 /boot/module0 'it'\\''s' 'a' 'module'
                  boot
                }
                """, GrubIso.configuration(iso));
    }
}
