package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.net.Net;
import dev.diver.core.option.SettingParser;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.syscall.WindowReader;
import dev.diver.qemu.QemuHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plans as text, held against files that a reviewer reads, and what is refused before a guest boots. {@code
 * -Ddiver.golden.write=true} writes the files anew; look at the difference before it is committed.
 */
class PlannerTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/diver/deployer/partitioned/golden");

    @TempDir
    Path root;

    private Path project;
    private PulledKernel cokernel;
    private PulledKernel linux;

    @BeforeEach
    void files() throws Exception {
        project = Files.createDirectories(root.resolve("my project, new"));
        cokernel = kernel("snorkel", "cokernel", List.of("boot/snorkel"));
        linux = kernel(
                "linux",
                "cloud",
                List.of(
                        "boot/vmlinuz",
                        "boot/init",
                        "boot/cokernel-run",
                        "headers/flavour.deb",
                        "headers/common.deb",
                        "headers/kbuild.deb"));
        PartitionFiles.create(project.resolve("partition.json"), PartitionPlans.usual(2, MemorySize.mebibytes(768)));
        Files.writeString(project.resolve("main.c"), "int main(void) { return 0; }\n");
        HostCommand.run(project, List.of("gcc", "-static", "-o", "program", "main.c"));
    }

    /** As it is published, with files that only have to be there. */
    private PulledKernel kernel(String family, String configuration, List<String> files) throws IOException {
        var source = Lab.assets().resolve("kernels/" + family + "/package/" + configuration + ".json.in");
        var text = Files.readString(source)
                .replace("@VERSION@", "0.1.0")
                .replaceAll("@[A-Z]+@", "sha256:" + "1".repeat(64));
        var manifest = new KernelManifestFormat().read(text.getBytes(StandardCharsets.UTF_8), source.toString());
        var store = root.resolve(family);
        for (var file : files) {
            Files.createDirectories(store.resolve(file).getParent());
            Files.write(store.resolve(file), MarkedImage.of(WindowReader.VERSION));
        }
        return new PulledKernel(manifest, "sha256:" + "2".repeat(64), store);
    }

    private DivePlan plan(String program, List<String> outputs, Map<String, String> settings) {
        var net = new Net(
                project,
                "hello, world",
                "0.1.0",
                KernelReference.parse("snorkel:0.1.0-cokernel"),
                Optional.of(program),
                List.of("-v", "two words"),
                Map.of("COLOR", "blue"),
                Map.of(),
                outputs,
                Mode.PARTITIONED_VM,
                Map.of(Mode.PARTITIONED_VM, JsonNodeFactory.instance.objectNode()));
        var folder = new RunFolder("01RUN", root.resolve("data"), root.resolve("run"));
        var options = SettingParser.parse(settings, PartitionedVmOptions.schema());
        var request = new DiveRequest(net, cokernel, Optional.of(linux), net.args(), options, Optional.of(folder));
        return new PartitionedVmPlanner(request, PartitionedVmOptions.of(options), new KnownHost(), Path.of("/cache"))
                .plan();
    }

    private void golden(String name, DivePlan plan) throws IOException {
        var text = text(plan)
                .replace(root.toString(), "$ROOT")
                .replaceAll("(/dev/shm/diver-|\\$ROOT/run/ram)(01RUN)?", "\\$RAM");
        var file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("diver.golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }

    /** One option with its value a line. How many processors this host has is no part of it. */
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
        return text.append("headline: ")
                .append(String.join(", ", plan.headline()))
                .append('\n')
                .toString();
    }

    @Test
    void usual() throws IOException {
        golden("usual", plan("program", List.of(), Map.of()));
    }

    @Test
    void planOutputsAndOptions() throws IOException {
        golden(
                "options",
                plan(
                        "program",
                        List.of("/out"),
                        Map.of(
                                "plan", "partition.json",
                                "kernel-args", "mitigations=off",
                                "statistics", "false",
                                "spin-us", "0",
                                "accelerator", "kvm")));
    }

    private static Problem refused(org.junit.jupiter.api.function.Executable what) {
        var problem = assertThrows(DiverException.class, what).problem();
        assertFalse(problem.remedy().isEmpty(), problem.toString());
        return problem;
    }

    @Test
    void programForAnotherArchitecture() throws IOException {
        var bytes = Files.readAllBytes(project.resolve("program"));
        // e_machine: AArch64.
        bytes[18] = (byte) 183;
        Files.write(project.resolve("other"), bytes);

        var problem = refused(() -> plan("other", List.of(), Map.of()));
        assertEquals(project.resolve("other") + " is a program for another architecture.", problem.what());
        assertTrue(problem.why().contains("64-bit ELF file for machine 183"), problem.why());
    }

    @Test
    void programsWithoutWhatTheyNeed() throws Exception {
        Files.writeString(project.resolve("lib.c"), "int f(void) { return 1; }\n");
        Files.writeString(project.resolve("user.c"), "int f(void); int main(void) { return f(); }\n");
        HostCommand.run(project, List.of("gcc", "-shared", "-fPIC", "-o", "libdvmissing.so", "lib.c"));
        HostCommand.run(project, List.of("gcc", "-o", "user", "user.c", "./libdvmissing.so"));
        Files.delete(project.resolve("libdvmissing.so"));
        Files.writeString(project.resolve("script"), "#!/opt/no/such/shell -x\n");
        Files.writeString(project.resolve("text"), "some words\n");

        var library = refused(() -> plan("user", List.of(), Map.of()));
        assertTrue(library.toString().contains("libdvmissing.so"), library.toString());
        var script = refused(() -> plan("script", List.of(), Map.of()));
        assertTrue(
                script.what().contains("is a script for /opt/no/such/shell, which is not on this host"), script.what());
        assertTrue(refused(() -> plan("text", List.of(), Map.of())).what().contains("is no Linux program"));
        assertTrue(refused(() -> plan("nothing", List.of(), Map.of())).what().contains("is missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"processors\": \"0\",', '\"processors\": \"\",', Linux",
        "'\"processors\": \"1\",', '\"processors\": \"0-1\",', processor",
        "'\"processors\": \"1\",', '\"processors\": \"5\",', 5",
        "0x1fe00000, 0x1fe01000, 2MiB",
        "256MiB, 288MiB, 0x",
    })
    void plansWithConflicts(String from, String to, String says) throws IOException {
        var file = project.resolve("partition.json");
        var text = Files.readString(file);
        var changed = text.replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertFalse(text.equals(changed), text);
        Files.writeString(file, changed);

        var problem = refused(() -> plan("program", List.of(), Map.of("plan", "partition.json")));
        assertTrue(problem.toString().contains(says), problem.toString());
    }

    @Test
    void tooLittleMemoryForBoth() {
        var problem = refused(() -> plan("program", List.of(), Map.of("memory", "100MiB")));
        assertTrue(problem.what().contains("A machine with 100MiB cannot be divided"), problem.what());
    }

    @Test
    void aPlanThatLeavesLinuxTooLittle() throws IOException {
        var file = project.resolve("partition.json");
        Files.writeString(
                file, Files.readString(file).replace("0x1fe00000", "0x200000").replace("256MiB", "520MiB"));
        var problem = refused(() -> plan("program", List.of(), Map.of("plan", "partition.json")));
        assertTrue(problem.toString().contains("Linux is left with 248MiB, and needs 256MiB."), problem.toString());
    }

    @Test
    void aLinuxThatMayNotGoElsewhere() throws IOException {
        var file = project.resolve("partition.json");
        Files.writeString(file, Files.readString(file).replace("0x1fe00000", "0x200000"));
        plan("program", List.of(), Map.of("plan", "partition.json"));
        var problem = refused(() ->
                plan("program", List.of(), Map.of("plan", "partition.json", "kernel-args", "mitigations=off nokaslr")));
        assertEquals("Linux and the co-kernel would lie in the same memory.", problem.what());
        assertTrue(problem.remedy().contains("0x5000000 or above"), problem.remedy());
    }

    @Test
    void aCokernelOfAnotherVersion() throws IOException {
        Files.write(cokernel.file("boot/snorkel"), MarkedImage.of(1));
        var problem = refused(() -> plan("program", List.of(), Map.of()));
        assertEquals("snorkel:0.1.0-cokernel is a co-kernel of another version.", problem.what());
        // The program does not run there.
        plan("program", List.of(), Map.of("run-on", "linux"));
    }

    @Test
    void moreProcessorsThanTheHostHasIsAWarning() {
        var plan = plan("program", List.of(), Map.of("cpus", "255"));
        assertTrue(
                plan.notes().stream().anyMatch(note -> note.contains("255")),
                plan.notes().toString());
    }

    @Test
    void aLinuxWithoutHeaders() throws IOException {
        Files.delete(linux.file("headers/kbuild.deb"));

        var problem = refused(() -> plan("program", List.of(), Map.of()));
        assertEquals("linux:6.1-cloud comes without its headers, so no co-kernel can run beside it.", problem.what());
        assertTrue(problem.why().contains("headers/kbuild.deb"), problem.why());
    }

    @Test
    void aPackageThatIsNotComplete() throws IOException {
        Files.delete(linux.file("boot/cokernel-run"));

        var problem = refused(() -> plan("program", List.of(), Map.of()));
        assertEquals("linux:6.1-cloud is not complete: it has no boot/cokernel-run.", problem.what());
    }

    /** A host that is the same everywhere. */
    private static final class KnownHost extends QemuHost {
        KnownHost() {
            super(null, null);
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
        public Optional<String> doubt(String wanted) {
            return Optional.empty();
        }
    }
}
