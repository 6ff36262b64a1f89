package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.run.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that are not as one would wish, each booted for itself. */
@ExtendWith(Lab.Shared.class)
@Timeout(240)
class OddNodesTest {
    private final Lab lab;

    OddNodesTest(Lab lab) {
        this.lab = lab;
    }

    /** One is not root there, sudo asks for nothing; and in the middle of the dive it is without power. */
    @Test
    void aDiveBySudoUntilThePowerGoes() throws Exception {
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
            assertTrue(begun.await(40, TimeUnit.SECONDS));
            node.close();
            var record = dive.ended().get(60, TimeUnit.SECONDS);
            assertEquals(Optional.of(Outcome.FAILED), record.outcome(), record.reason());
            assertTrue(record.reason().contains("The connection to odd is lost"), record.reason());
        }
    }

    /** As Secure Boot has it. */
    @Test
    void aLinuxThatIsLockedDownIsToldBeforeAnythingIsDone() throws Exception {
        var linux = lab.engine.linux();
        try (var node =
                new TestNode(linux.file("boot/vmlinuz"), linux.file("boot/modules"), List.of("lockdown=integrity"))) {
            lab.engine
                    .connector
                    .connect(node.node(), Optional.of(node.fingerprint()), new Cancellation())
                    .close();
            var findings =
                    new NodeInspection(lab.engine.connector).check(node.node(), Progress.NONE, new Cancellation());
            var module = findings.stream()
                    .filter(finding -> finding.what().equals("co-kernels: module"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Verdict.FAILS, module.verdict(), findings::toString);
            assertTrue(module.message().contains("locked down (integrity)"), module::toString);
        }
    }
}
