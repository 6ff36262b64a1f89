package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.home.Folders;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Linux packages, and their tiny init under Debian's real kernel, fetched as a pull would fetch it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class LinuxInitTest {
    private static final String PROGRAM = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/stat.h>
            #include <unistd.h>

            int main(int argc, char **argv)
            {
            	char line[64] = "none";
            	FILE *file = fopen("/data/input", "r");

            	if (file && fgets(line, sizeof(line), file))
            		fclose(file);
            	for (int i = 0; i < argc; i++)
            		printf("argv[%d]=<%s>\\n", i, argv[i]);
            	printf("COLOR=<%s> input=<%s> tty=%d\\n", getenv("COLOR"), line, isatty(1));
            	mkdir("/data/out", 0755);
            	file = fopen("/data/out/result", "w");
            	for (int i = 0; i < 1000; i++)
            		fprintf(file, "result %d\\n", i);
            	fclose(file);
            	for (int i = 0; i < 2000; i++)
            		printf("line %d\\n", i);
            	if (argc > 1 && strcmp(argv[1], "abort") == 0)
            		abort();
            	return argc > 1 ? atoi(argv[1]) : 0;
            }
            """;

    private Path root;

    @BeforeAll
    void build() throws Exception {
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        SnorkelBuild.make(SnorkelBuild.assets().resolve("kernels/linux"), root, "package");
    }

    @AfterAll
    void clean() {
        Folders.delete(root);
    }

    private KernelManifest manifest(String configuration) throws Exception {
        var file = root.resolve(configuration).resolve("kernel.json");
        return new KernelManifestFormat().read(Files.readAllBytes(file), file.toString());
    }

    @ParameterizedTest
    @CsvSource({"cloud,true,linux-image-6.1.0-56-cloud-amd64", "generic,false,linux-image-6.1.0-56-amd64"})
    void describesItself(String configuration, boolean isDefault, String debianPackage) throws Exception {
        var manifest = manifest(configuration);

        assertEquals("6.1-" + configuration, manifest.tag());
        assertEquals(isDefault, manifest.isDefault());
        assertEquals(AppModel.INITRD_ELF, manifest.app().model());
        // Init reads the environment from a file: on the command line no value could have a space, and a name such as
        // "debug" would be the kernel's own.
        assertEquals("", manifest.env().template());
        var source = manifest.source().orElseThrow();
        assertTrue(Pattern.matches(source.packagePattern(), debianPackage), source.packagePattern());
        assertTrue(Files.isExecutable(root.resolve(configuration).resolve("boot/init")));
    }

    /** The versioned package that the meta-package names now, unpacked; skipped where Debian's archive is out of reach. */
    private Path kernel(KernelManifest manifest) throws Exception {
        var unpacked = root.resolve("unpacked");
        var source = manifest.source().orElseThrow();
        if (!Files.exists(unpacked)) {
            var depends =
                    SnorkelBuild.run(root, 0, List.of("apt-cache", "depends", "--no-recommends", source.metaPackage()));
            var name = Pattern.compile("Depends: (" + source.packagePattern() + ")\\s")
                    .matcher(depends);
            assumeTrue(name.find(), "apt knows no " + source.metaPackage() + ": run apt-get update");
            var download = new ProcessBuilder("timeout", "120", "apt-get", "download", name.group(1))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(root.resolve("apt.log").toFile())
                    .start();
            assumeTrue(
                    download.waitFor(150, TimeUnit.SECONDS) && download.exitValue() == 0,
                    "Debian's archive cannot be reached");
            SnorkelBuild.run(root, 0, List.of("sh", "-c", "dpkg-deb -x linux-image-*.deb unpacked"));
        }
        try (var files = Files.newDirectoryStream(unpacked.resolve("boot"), "vmlinuz-*")) {
            return files.iterator().next();
        }
    }

    /**
     * @param argument of the program, which is its status too
     * @param more further arguments
     */
    private Path archive(String argument, int more, boolean withProgram) throws Exception {
        var tree = root.resolve("tree-" + argument);
        Files.createDirectories(tree.resolve("diver"));
        Files.createDirectories(tree.resolve("data"));
        Files.copy(root.resolve("cloud/boot/init"), tree.resolve("init"));
        Files.writeString(tree.resolve("main.c"), PROGRAM);
        if (withProgram) {
            SnorkelBuild.run(tree, 0, List.of("gcc", "-static", "-s", "-o", "app", "main.c"));
        }
        Files.writeString(tree.resolve("diver/argv"), "app\0" + argument + "\0two words\0\0" + "x\0".repeat(more));
        Files.writeString(tree.resolve("diver/env"), "COLOR=dark blue\0");
        Files.writeString(tree.resolve("diver/outputs"), "/data/out\0/nowhere\0");
        Files.writeString(tree.resolve("data/input"), "from the net");
        var archive = root.resolve("initrd-" + argument);
        SnorkelBuild.run(
                tree, 0, List.of("sh", "-c", "chmod +x init; find . | busybox cpio -o -H newc > '" + archive + "'"));
        return archive;
    }

    private record End(String output, String status, int exit) {}

    private End boot(String argument, int more, boolean withProgram) throws Exception {
        var manifest = manifest("cloud");
        var boot = manifest.boot().getFirst();
        var process = new ProcessBuilder(List.of(
                        "qemu-system-x86_64",
                        "-M",
                        boot.machines().getFirst(),
                        "-accel",
                        "tcg",
                        "-cpu",
                        "max",
                        "-m",
                        "128M",
                        "-display",
                        "none",
                        "-nodefaults",
                        "-no-reboot",
                        "-serial",
                        "file:" + root.resolve("console"),
                        "-serial",
                        "file:" + root.resolve("outputs.tar"),
                        "-chardev",
                        "file,id=status,path=" + root.resolve("status"),
                        "-device",
                        "isa-debugcon,iobase=0xe9,chardev=status",
                        "-device",
                        "isa-debug-exit,iobase=0xf4,iosize=4",
                        "-kernel",
                        kernel(manifest).toString(),
                        "-initrd",
                        archive(argument, more, withProgram).toString(),
                        "-append",
                        boot.commandLine()))
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("qemu.log").toFile())
                .start();
        try {
            assertTrue(process.waitFor(300, TimeUnit.SECONDS), "still running");
        } finally {
            process.destroyForcibly().waitFor();
        }
        var status = Files.readAllBytes(root.resolve("status"));
        return new End(
                Files.readString(root.resolve("console")).replace("\r\n", "\n"),
                status.length == 1 ? Integer.toString(status[0] & 0xff) : "none",
                process.exitValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "abort"})
    void runsAProgramAndBringsEverythingBack(String argument) throws Exception {
        var end = boot(argument, 0, true);

        assertTrue(
                end.output()
                        .startsWith("argv[0]=<app>\nargv[1]=<" + argument + ">\nargv[2]=<two words>\nargv[3]=<>\n"
                                + "COLOR=<dark blue> input=<from the net> tty=1\nline 0\n"),
                end.output());
        assertTrue(end.output().contains("\nline 1999\n"), "the last output got lost");
        assertTrue(end.output().contains("init: output /nowhere: No such file or directory"));
        assertEquals(argument.equals("abort") ? "134" : "200", end.status());
        assertEquals(1, end.exit());
        var listed = SnorkelBuild.run(root, 0, List.of("tar", "tf", "outputs.tar"));
        assertEquals("data/out/\ndata/out/result\n", listed);
        var content = SnorkelBuild.run(root, 0, List.of("tar", "xOf", "outputs.tar", "data/out/result"));
        assertTrue(content.startsWith("result 0\n") && content.endsWith("result 999\n"), content);
        assertEquals(1000, content.lines().count());
    }

    @Test
    void saysSoWhenThereIsNoProgram() throws Exception {
        var end = boot("none", 0, false);

        assertTrue(end.output().contains("init: cannot start /app: No such file or directory"), end.output());
        assertEquals("127", end.status());
    }

    @Test
    void startsNoProgramWithHalfOfItsArguments() throws Exception {
        var end = boot("7", 4096, true);

        assertTrue(end.output().startsWith("init: /diver/argv holds more than 4096 strings"), end.output());
        assertEquals("126", end.status());
    }

    private static final String SERVICE = """
            #include <signal.h>
            #include <stdio.h>
            #include <unistd.h>

            static volatile sig_atomic_t asked;

            static void note(int signal)
            {
            	asked = signal;
            }

            int main(void)
            {
            	signal(SIGTERM, note);
            	puts("ready");
            	fflush(stdout);
            	while (!asked)
            		pause();
            	printf("goodbye after %d\\n", asked);
            	return 4;
            }
            """;

    @Test
    void aPoliteStopReachesTheProgram() throws Exception {
        var manifest = manifest("cloud");
        Files.copy(kernel(manifest), root.resolve("cloud/boot/vmlinuz"), StandardCopyOption.REPLACE_EXISTING);
        var folder = Files.createDirectories(root.resolve("s"));
        Files.writeString(folder.resolve("service.c"), SERVICE);
        SnorkelBuild.run(folder, 0, List.of("gcc", "-static", "-s", "-o", "service", "service.c"));
        var linux = new PulledKernel(manifest, "sha256:0", root.resolve("cloud"));
        var service = LinuxDive.of(linux, folder.resolve("service"), folder);
        try {
            service.await("ready");
            service.dive().stopPolitely();

            var end = service.dive().ended().get(120, TimeUnit.SECONDS);
            assertEquals(new GuestEnd(Outcome.EXITED, OptionalInt.of(4), ""), end);
            assertEquals("ready\r\ngoodbye after 15\r\n", Files.readString(service.console()));
        } finally {
            service.dive().stopHard();
        }
    }
}
