package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.process.HostProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever needs space says that there is none, leaves nothing half, and works when there is some. */
@Timeout(300)
class FullDiskTest {
    private static final int DISK = 40 << 20;
    private static final int KERNEL = 6 << 20;

    @TempDir
    Path temp;

    @Test
    void isToldLeavesNothingHalfAndCanBeDoneAgain() throws Exception {
        var folder = temp.resolve("assets/kernels/large");
        TestKernels.large(folder, KERNEL);
        try (var server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")))) {
            publish(server);
            var said = run(server, folder);
            for (var phase : List.of("refused", "pull", "unpack", "add", "publish", "fetch", "index")) {
                assertTrue(said.contains(phase + ": NO_SPACE"), phase + " in " + said);
                assertTrue(said.contains(phase + " left []"), phase + " in " + said);
            }
            for (var phase : List.of("refused", "unpack", "add", "publish", "fetch", "index")) {
                assertTrue(said.contains(phase + " again"), phase + " in " + said);
            }
            assertTrue(said.contains("fetch kept") && said.contains("index kept"), said);
            assertTrue(said.contains("index again: 3000"), said);
        }
    }

    private void publish(DockerRegistry server) throws Exception {
        var publisher = DiverHome.in(temp.resolve("publisher"), temp.resolve("assets"));
        try (var theirs = new LocalCatalog(publisher, new HostProgram("/usr/bin:/bin"))) {
            theirs.open(Progress.NONE, new Cancellation());
        }
        run(List.of(
                "skopeo",
                "copy",
                "--insecure-policy",
                "--dest-tls-verify=false",
                "oci:" + publisher.data().resolve("catalog") + ":large:1.0",
                "docker://" + server.host() + "/large:1.0"));
    }

    private String run(DockerRegistry server, Path folder) throws Exception {
        var disk = Files.createDirectories(temp.resolve("disk"));
        var sandbox = List.of(
                "bwrap",
                "--bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--size",
                String.valueOf(DISK),
                "--tmpfs",
                disk.toString(),
                "--dir",
                disk.resolve("tmp").toString(),
                "--die-with-parent");
        var java = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + disk.resolve("tmp"),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskProcess.class.getName(),
                disk.toString(),
                server.host(),
                folder.toString());
        return run(Stream.concat(sandbox.stream(), java.stream()).toList());
    }

    private static String run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(240, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
