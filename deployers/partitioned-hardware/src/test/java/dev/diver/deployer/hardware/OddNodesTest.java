package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.run.Outcome;
import dev.diver.node.ssh.SshConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that is not as one would wish, booted for itself. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class OddNodesTest {
    private final Lab lab;

    OddNodesTest(Lab lab) {
        this.lab = lab;
    }

    /**
     * One is not root there, and sudo asks for nothing. While the dive runs Linux is locked down, as Secure Boot does it, and
     * says so to who asks next; then the node is without power.
     */
    @Test
    void aDiveBySudoThenALockedLinuxUntilThePowerGoes() throws Exception {
        var linux = lab.engine.linux();
        var sudo = Programs.compile("sudo", lab.root);
        try (var node = new TestNode(
                        linux.file("boot/vmlinuz"),
                        linux.file("boot/modules"),
                        List.of(),
                        Map.of("/usr/bin/sudo", sudo));
                var engine = new LabEngine(lab.root, node.nodeOfAda())) {
            var net = engine.net("odd", Programs.compile("fault", lab.root), List.of("sleep"), Map.of(), List.of());
            var dive = engine.dives.dive(
                    engine.order(net, node.fingerprint(), Map.of("node", "odd")), Progress.NONE, new Cancellation());
            var begun = new CountDownLatch(1);
            dive.consoles().getFirst().attach((bytes, offset, length) -> begun.countDown());
            assertTrue(begun.await(240, TimeUnit.SECONDS));
            isLockedDown(node);
            node.close();
            var record = dive.ended().get(240, TimeUnit.SECONDS);
            assertEquals(Optional.of(Outcome.FAILED), record.outcome(), record.reason());
            assertTrue(record.reason().contains("The connection to odd is lost"), record.reason());
        }
    }

    private void isLockedDown(TestNode node) {
        try (var root =
                lab.engine.connector.connect(node.node(), Optional.of(node.fingerprint()), new Cancellation())) {
            var locked = root.run(
                    "echo integrity > /sys/kernel/security/lockdown",
                    SshConnection.RemoteLimits.of(Duration.ofSeconds(120)),
                    new Cancellation());
            assertTrue(locked.ok(), locked::errors);
        }
        var findings = new NodeInspection(lab.engine.connector).check(node.node(), Progress.NONE, new Cancellation());
        var module = findings.stream()
                .filter(finding -> finding.what().equals("co-kernels: module"))
                .findFirst()
                .orElseThrow();
        assertEquals(Verdict.FAILS, module.verdict(), findings::toString);
        assertTrue(module.message().contains("locked down (integrity)"), module::toString);
    }
}
