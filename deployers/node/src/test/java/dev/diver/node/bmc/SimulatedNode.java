package dev.diver.node.bmc;

import dev.diver.core.node.Node;
import dev.diver.node.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A machine with OpenIPMI's simulator as its BMC. Its power is a script's; by default that keeps a file, and where the
 * test wants so, it lies about it.
 */
public final class SimulatedNode implements AutoCloseable {
    public static final String PASSWORD = "s3cret-2024";
    static final String USER = "admin";

    private final Path directory;
    private final int port;
    private final int serialPort;
    private Process simulator;

    /** @param serialPort TCP on loopback, where the machine's serial port listens */
    SimulatedNode(Path directory, int serialPort) throws IOException, InterruptedException {
        this(directory, serialPort, POWER_IN_A_FILE);
    }

    /** @param script the body of a shell script that gets {@code get power}, {@code set power 1} and so on */
    public SimulatedNode(Path directory, int serialPort, String script) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.serialPort = serialPort;
        port = FreePort.udp();
        Files.createDirectories(directory.resolve("state"));
        Files.writeString(directory.resolve("power"), "0\n");
        Files.writeString(directory.resolve("lies"), "0\n");
        var chassis = directory.resolve("chassis.sh");
        Files.writeString(chassis, "#!/bin/sh\ncd '" + directory + "' || exit 1\necho \"$2 $3 $4\" >>calls\n" + script);
        Files.setPosixFilePermissions(chassis, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(directory.resolve("lan.conf"), configuration(chassis));
        Files.writeString(directory.resolve("node.emu"), """
                mc_setbmc 0x20
                mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
                sel_enable 0x20 1000 0x0a
                mc_enable 0x20
                """);
        start();
    }

    /** For so many looks after a change, it tells what was before. */
    private static final String POWER_IN_A_FILE = """
            case "$2 $3" in
            "get power")
                lies=$(cat lies)
                if [ "$lies" -gt 0 ]; then
                    echo $((lies - 1)) >lies
                    echo "power:$(cat before)"
                else
                    echo "power:$(cat power)"
                fi ;;
            "set power")
                cat power >before
                cat promised >lies 2>/dev/null || echo 0 >lies
                echo "$4" >power ;;
            "set reset" | "set shutdown")
                [ "$3" = shutdown ] && echo 0 >power ;;
            "get boot") echo "boot:default" ;;
            esac
            exit 0
            """;

    /** No history of the serial port: with one, version 2.0.33 of the simulator drops bytes in both directions. */
    private String configuration(Path chassis) {
        return """
                name "node"
                set_working_mc 0x20
                  startlan 1
                    addr 127.0.0.1 %d
                    priv_limit admin
                    allowed_auths_callback none md2 md5 straight
                    allowed_auths_user none md2 md5 straight
                    allowed_auths_operator none md2 md5 straight
                    allowed_auths_admin none md2 md5 straight
                    guid a123456789abcdefa123456789abcdef
                  endlan
                  sol "tcp:127.0.0.1:%d" 115200
                  chassis_control "%s 0x20"
                  poweroff_wait 5
                  kill_wait 3
                  user 1 true "" "" user 10 none md2 md5 straight
                  user 2 true "%s" "%s" admin 10 none md2 md5 straight
                """.formatted(port, serialPort, chassis, USER, PASSWORD);
    }

    /** Also after {@link #stop}: the same BMC is back. */
    void start() throws IOException, InterruptedException {
        simulator = new ProcessBuilder("ipmi_sim", "-n", "-c", "lan.conf", "-f", "node.emu", "-s", "state")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("simulator.log").toFile())
                .start();
        for (var i = 0; !listens(); i++) {
            if (i == 3000 || !simulator.isAlive()) {
                stop();
                throw new IOException(
                        "the simulator does not listen: " + Files.readString(directory.resolve("simulator.log")));
            }
            Thread.sleep(20);
        }
    }

    private boolean listens() throws IOException {
        var wanted = String.format("0100007F:%04X", port);
        return Files.readAllLines(Path.of("/proc/net/udp")).stream().anyMatch(line -> line.contains(wanted));
    }

    void stop() throws InterruptedException {
        simulator.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }

    public Node node() {
        return node(USER, 3);
    }

    Node node(String user, int cipherSuite) {
        return new Node("lab", Optional.empty(), Optional.of(new Node.Ipmi("127.0.0.1", port, user, cipherSuite)));
    }

    /** One where nobody listens. */
    static Node silent() throws IOException {
        return new Node("lab", Optional.empty(), Optional.of(new Node.Ipmi("127.0.0.1", FreePort.udp(), USER, 3)));
    }

    /** For so many looks after the next orders, the BMC tells the state from before. */
    void lie(int looks) throws IOException {
        Files.writeString(directory.resolve("promised"), looks + "\n");
    }

    /** What the BMC asked of the machine. */
    List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
    }
}
