package dev.diver.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.partition.MemoryRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QemuDesignTest {
    @TempDir
    Path temp;

    private static String options(String design) {
        return String.join(
                " ", QemuDesign.parse(design).options(Path.of("/ram")).options());
    }

    @Test
    void whatQemuIsTold() {
        assertEquals(
                "-machine q35 -smp 12,sockets=2,cores=3,threads=2 -m size=4G"
                        + " -object memory-backend-file,id=ram0,size=1G,mem-path=/ram.0,share=on"
                        + " -numa node,nodeid=0,cpus=0-5,memdev=ram0"
                        + " -object memory-backend-file,id=ram1,size=3G,mem-path=/ram.1,share=on"
                        + " -numa node,nodeid=1,cpus=6-11,memdev=ram1",
                options("type=q35,sockets=2,cores=3,threads=2,memory=1GiB+3GiB"));
        assertEquals(
                "-machine pc,memory-backend=ram -smp 4,sockets=2,cores=2,threads=1 -m size=1G"
                        + " -object memory-backend-file,id=ram,size=1G,mem-path=/ram,share=on",
                options("sockets=2,cores=2"));
        assertTrue(options("cores=4").contains("-smp 4 -m"), options("cores=4"));
        // Five cores over two nodes: they get what they can.
        assertTrue(options("cores=5,memory=1GiB+1GiB").contains("cpus=0-1,memdev=ram0"));
    }

    @Test
    void memoryIsCutInTheOrderOfNodes() {
        var memory =
                QemuDesign.parse("type=q35,cores=2,memory=1GiB+3GiB").topology().memory();
        assertEquals(
                List.of(
                        MemoryRange.between(0, 1L << 30) + " 0",
                        MemoryRange.between(1L << 30, 2L << 30) + " 1",
                        MemoryRange.between(4L << 30, 6L << 30) + " 1"),
                memory.stream().map(one -> one.range() + " " + one.node()).toList());
    }

    /** The real QEMU, which does not get to run a guest, says where each processor is. */
    @Test
    void qemuMakesThatMachine() throws IOException, InterruptedException {
        var design = QemuDesign.parse("sockets=2,cores=3,threads=2,memory=64MiB+32MiB");
        var words = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg", "-S", "-nodefaults"));
        words.addAll(List.of("-display", "none", "-qmp", "stdio"));
        words.addAll(design.options(temp.resolve("ram")).options());
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var nodes = new HashMap<Integer, Integer>();
        var sockets = new HashMap<Integer, Integer>();
        try (var in = process.inputReader(StandardCharsets.UTF_8);
                var out = process.outputWriter(StandardCharsets.UTF_8)) {
            out.write(
                    "{\"execute\":\"qmp_capabilities\"}\n{\"execute\":\"query-cpus-fast\"}\n{\"execute\":\"quit\"}\n");
            out.flush();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                for (JsonNode one : new ObjectMapper().readTree(line).path("return")) {
                    nodes.put(
                            one.path("cpu-index").asInt(),
                            one.at("/props/node-id").asInt());
                    sockets.put(
                            one.path("cpu-index").asInt(),
                            one.at("/props/socket-id").asInt());
                }
            }
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        var topology = design.topology();
        assertEquals(12, nodes.size());
        topology.processors().numbers().forEach(processor -> {
            assertTrue(topology.nodes().get(nodes.get(processor)).processors().contains(processor), nodes.toString());
            assertTrue(
                    topology.packages().get(sockets.get(processor)).cores().stream()
                            .anyMatch(core -> core.threads().contains(processor)),
                    sockets.toString());
        });
    }
}
