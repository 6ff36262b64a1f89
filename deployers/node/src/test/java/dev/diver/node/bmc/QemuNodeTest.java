package dev.diver.node.bmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.process.HostProgram;
import dev.diver.node.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine whose power is a QEMU's process and whose serial port is QEMU's, with its firmware talking there: nothing of
 * the product knows that it is no machine.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QemuNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final String QEMU = """
            alive() { [ -s pid ] && kill -0 "$(cat pid)" 2>/dev/null; }
            gone() { while alive; do sleep 0.05; done; rm -f pid; }
            case "$2 $3 $4" in
            "get power "*) if alive; then echo power:1; else echo power:0; fi ;;
            "set power 1") alive || qemu-system-x86_64 -machine pc,accel=tcg,graphics=off -m 32 -nodefaults \\
                -display none -chardev socket,id=s,host=127.0.0.1,port=@PORT@,server=on,wait=off -serial chardev:s \\
                -boot reboot-timeout=300 -daemonize -pidfile pid >>qemu.log 2>&1 ;;
            "set power 0" | "set shutdown 1") alive && kill "$(cat pid)" && gone ;;
            "get boot "*) echo boot:default ;;
            esac
            exit 0
            """;

    @Test
    void itsFirmwareIsSeenOverTheConsoleAsItsPowerComesAndGoes(@TempDir Path directory) throws Exception {
        var machine = directory.resolve("node");
        var secrets = new KnownSecrets();
        secrets.keep("node/lab/bmc", SimulatedNode.PASSWORD.toCharArray());
        var control = new BmcControl(
                DiverHome.in(directory.resolve("home"), directory), new HostProgram(System.getenv("PATH")), secrets);
        var port = FreePort.tcp();
        try (var simulated = new SimulatedNode(machine, port, QEMU.replace("@PORT@", String.valueOf(port)))) {
            var node = simulated.node();
            assertEquals(PowerState.OFF, control.power(node, new Cancellation()));
            control.power(node, PowerAction.ON, LIMIT, Progress.NONE, new Cancellation());
            assertTrue(qemu(machine).isPresent());
            var heard = new StringBuffer();
            var firmware = new CountDownLatch(1);
            try (var console = control.console(node, Progress.NONE, new Cancellation());
                    var subscription = console.attach((bytes, offset, length) -> {
                        heard.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
                        if (heard.indexOf("SeaBIOS (version") >= 0) {
                            firmware.countDown();
                        }
                    })) {
                assertTrue(firmware.await(120, TimeUnit.SECONDS), heard.toString());
            }
            control.power(node, PowerAction.OFF, LIMIT, Progress.NONE, new Cancellation());
            assertTrue(qemu(machine).isEmpty());
        } finally {
            qemu(machine).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static Optional<ProcessHandle> qemu(Path machine) throws Exception {
        var pid = machine.resolve("pid");
        return Files.exists(pid)
                ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive)
                : Optional.empty();
    }
}
