package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.net.LocalNets;
import dev.diver.core.net.Net;
import dev.diver.core.node.Node;
import dev.diver.core.node.Nodes;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.run.LocalRuns;
import dev.diver.core.run.RunFolders;
import dev.diver.deployer.partitioned.PartitionedVmDeployer;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The parts of an engine that dive on a node, and the node, booted once for all test classes. {@code
 * -Ddiver.lab=DIRECTORY} keeps what was pulled and built there from one run of the tests to the next.
 */
final class Lab implements AutoCloseable {
    static final String LINUX = "linux:6.1-generic";
    private static final KernelReference COKERNEL = KernelReference.parse("snorkel:0.1.0-cokernel");

    final DiverHome home;
    final PulledKernel linux;
    final LocalNets nets;
    final LocalRuns runs;
    final LocalDives dives;
    final SshConnector connector;
    final TestNode node;
    private final boolean kept;

    private Lab(Path root, boolean kept) throws IOException, InterruptedException {
        this.kept = kept;
        home = DiverHome.in(root, Path.of(System.getProperty("diver.assets")));
        var programs = new HostProgram(System.getenv("PATH"));
        var catalog = new LocalCatalog(home, programs);
        catalog.open(Progress.NONE, new Cancellation());
        linux = catalog.pull(KernelReference.parse(LINUX), Progress.NONE, new Cancellation());
        node = new TestNode(linux.file("boot/vmlinuz"), linux.file("boot/modules"), List.of());
        connector = new SshConnector(home.config(), Map.of());
        var deployer = new PartitionedHardwareDeployer(home, programs, new OneNode(node.node()), connector);
        AcceleratorProbe emulated = () -> new AcceleratorProbe.Verdict("tcg", 1, "a test");
        var virtual = new PartitionedVmDeployer(home, programs, emulated);
        nets = new LocalNets(
                home,
                catalog,
                Map.of(Mode.PARTITIONED_HARDWARE, deployer.options(), Mode.PARTITIONED_VM, virtual.options()));
        var folders = new RunFolders(home);
        runs = new LocalRuns(home, folders);
        dives = new LocalDives(nets, runs, folders, List.of(deployer, virtual), Clock.systemUTC());
    }

    private static Lab open() {
        try {
            var wanted = Optional.ofNullable(System.getProperty("diver.lab")).map(Path::of);
            var root = wanted.isPresent()
                    ? Files.createDirectories(wanted.get())
                    : Files.createTempDirectory(Path.of("/tmp"), "dv");
            return new Lab(root, wanted.isPresent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param files of the host by absolute path in the program's file system; copied into the project */
    Net net(String name, Path program, List<String> args, Map<String, Path> files, List<String> outputs)
            throws IOException {
        var directory = Files.createDirectories(home.data().resolve("projects").resolve(name));
        nets.trust(directory);
        var inside = new TreeMap<String, String>();
        for (var file : files.entrySet()) {
            var copy = "file" + inside.size();
            Files.copy(file.getValue(), directory.resolve(copy), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            inside.put(file.getKey(), copy);
        }
        return new Net(
                directory,
                name,
                "0.1.0",
                COKERNEL,
                Optional.of(program.toString()),
                args,
                Map.of("COLOR", "blue '$HOME'"),
                inside,
                outputs,
                Mode.PARTITIONED_HARDWARE,
                Map.of());
    }

    /** @param settings beside those that every dive on this node has */
    DiveOrder order(Net net, Map<String, String> settings) {
        var all = new TreeMap<>(
                Map.of("node", "bare", LocalDives.LINUX, LINUX, "accept-host-key", node.fingerprint(), "timer", "5"));
        all.putAll(settings);
        return new DiveOrder(net, Optional.empty(), all, Optional.empty(), Optional.empty());
    }

    SshConnection connect() {
        return connector.connect(node.node(), Optional.of(node.fingerprint()), new Cancellation());
    }

    NodeFacts facts() {
        try (var connection = connect()) {
            return NodeInspection.facts("bare", connection, new Cancellation());
        }
    }

    /** Runs a command on the node. */
    String onNode(String command) {
        try (var connection = connect()) {
            var said =
                    connection.run(command, SshConnection.RemoteLimits.of(Duration.ofSeconds(30)), new Cancellation());
            assertEquals(0, said.exitCode(), () -> command + "\n" + said.text() + said.errors());
            return said.text();
        }
    }

    /** All is Linux's, and nothing of Diver is there. */
    void assertEverythingIsBack() {
        var facts = facts();
        assertEquals("0-3", facts.value("online"));
        assertEquals(
                List.of(),
                facts.blocks().stream().filter(block -> !block.isOnline()).toList());
        assertEquals(Map.of(), facts.dives());
        assertEquals("", facts.value("module"));
    }

    @Override
    public void close() {
        node.close();
        runs.close();
        if (!kept) {
            Folders.delete(home.data().getParent());
        }
    }

    /** The one node there is. */
    private record OneNode(Node node) implements Nodes {
        @Override
        public List<Node> list() {
            return List.of(node);
        }

        @Override
        public Node find(String name) {
            if (!name.equals(node.name())) {
                throw new DiverException(Problem.Kind.NOT_FOUND, "There is no node " + name + ".", "", "");
            }
            return node;
        }

        @Override
        public void add(Node other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String name) {
            throw new UnsupportedOperationException();
        }
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
