package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.dive.DiveOrder;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.net.Net;
import dev.diver.core.node.Node;
import dev.diver.node.ssh.SshConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An engine and its node, booted once for all test classes. The engine reaches the node through a {@link Link} that tests
 * can cut.
 */
final class Lab implements AutoCloseable {
    final Path root;
    final LabEngine engine;
    final TestNode node;
    final Link link;
    private final SshConnection direct;

    private Lab(Path root) throws IOException, InterruptedException {
        this.root = root;
        try (var first = new LabEngine(root)) {
            var linux = first.linux();
            node = new TestNode(linux.file("boot/vmlinuz"), linux.file("boot/modules"), List.of());
        }
        link = new Link(node.ssh().port());
        var ssh = node.ssh();
        engine = new LabEngine(
                root,
                new Node(
                        "bare",
                        Optional.of(new Node.Ssh(ssh.host(), link.port(), ssh.user(), ssh.identity())),
                        Optional.empty()));
        direct = engine.connector.connect(node.node(), Optional.of(node.fingerprint()), new Cancellation());
    }

    private static Lab open() {
        try {
            return new Lab(Files.createTempDirectory(Path.of("/tmp"), "dv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    DiveOrder order(Net net, Map<String, String> settings) {
        return engine.order(net, node.fingerprint(), settings);
    }

    /** From now on the engine knows the node's host key, as after a first dive. */
    void trust() {
        engine.connector
                .connect(engine.node("bare"), Optional.of(node.fingerprint()), new Cancellation())
                .close();
    }

    NodeFacts facts() {
        return NodeInspection.facts("bare", direct, new Cancellation());
    }

    /** Blocks that Linux can empty. */
    List<NodeFacts.Block> movable() {
        var facts = facts();
        return facts.blocks().stream()
                .filter(block -> block.isOnline() && block.isMovable())
                .filter(block -> facts.reserved().stream().noneMatch(facts.range(block)::overlaps))
                .toList();
    }

    /** Runs a command on the node. */
    SshConnection.Result onNode(String command) {
        return direct.run(command, SshConnection.RemoteLimits.of(Duration.ofSeconds(120)), new Cancellation());
    }

    /** Whether all is Linux's, and nothing of Diver is there. One short command: it is asked often, of a slow machine. */
    boolean isEverythingBack() {
        var left = onNode("read -r online < /sys/devices/system/cpu/online; echo cpu $online;"
                        + " grep -vHx online /sys/devices/system/memory/memory*/state;"
                        + " ls /run/diver 2>/dev/null | grep -vx history; ls -d /sys/module/diver_cokernel 2>/dev/null")
                .text();
        return left.equals("cpu 0-3\n");
    }

    /** @return how long it took, from now on */
    Duration awaitEverythingBack(Duration limit) throws InterruptedException {
        var begin = System.nanoTime();
        while (!isEverythingBack()) {
            var passed = Duration.ofNanos(System.nanoTime() - begin);
            assertEquals(
                    true,
                    passed.compareTo(limit) < 0,
                    () -> "after " + passed + " there still is "
                            + onNode("cat /run/diver/*/state /run/diver/*/journal /run/diver/*/log")
                                    .text() + facts());
            Thread.sleep(100);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() throws IOException {
        direct.close();
        link.close();
        node.close();
        engine.close();
        Folders.delete(root);
    }

    /** Gives test classes the one of this JVM. */
    static final class Shared implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Lab.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Lab.class;
        }

        @Override
        public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(SPACE).computeIfAbsent(Lab.class, key -> open(), Lab.class);
        }
    }
}
