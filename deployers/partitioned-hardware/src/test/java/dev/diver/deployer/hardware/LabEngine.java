package dev.diver.deployer.hardware;

import dev.diver.cokernel.FilledHome;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.net.LocalNets;
import dev.diver.core.net.Net;
import dev.diver.core.node.FileNodes;
import dev.diver.core.node.Node;
import dev.diver.core.process.HostProgram;
import dev.diver.core.run.LocalRuns;
import dev.diver.core.run.RunFolders;
import dev.diver.deployer.partitioned.PartitionedVmDeployer;
import dev.diver.node.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parts of an engine that dive on nodes, and in partitioned virtual machines, to compare. */
final class LabEngine implements AutoCloseable {
    static final String LINUX = "linux:6.1-generic";
    private static final KernelReference COKERNEL = KernelReference.parse("snorkel:0.1.0-cokernel");

    final DiverHome home;
    final LocalCatalog catalog;
    final LocalNets nets;
    final LocalRuns runs;
    final LocalDives dives;
    final SshConnector connector;
    private final FileNodes nodes;

    /** @param node added to those of that root */
    LabEngine(Path root, Node... node) throws IOException {
        home = DiverHome.in(root, Path.of(System.getProperty("diver.assets")));
        FilledHome.NODE_LINUX.copyTo(home);
        var programs = new HostProgram(System.getenv("PATH"));
        catalog = new LocalCatalog(home, programs);
        catalog.open(Progress.NONE, new Cancellation());
        nodes = new FileNodes(home);
        for (var one : node) {
            if (nodes.list().stream().anyMatch(known -> known.name().equals(one.name()))) {
                nodes.replace(one);
            } else {
                nodes.add(one);
            }
        }
        connector = new SshConnector(home.config(), Map.of());
        var deployer = new PartitionedHardwareDeployer(home, programs, nodes, connector);
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

    Node node(String name) {
        return nodes.find(name);
    }

    PulledKernel linux() {
        return catalog.pull(KernelReference.parse(LINUX), Progress.NONE, new Cancellation());
    }

    /** @param files of the host by absolute path in the program's file system; copied into the project */
    Net net(String name, Path program, List<String> args, Map<String, Path> files, List<String> outputs)
            throws IOException {
        var directory = Files.createDirectories(home.data().resolve("projects").resolve(name));
        nets.trust(directory);
        var inside = new TreeMap<String, String>();
        for (var file : files.entrySet()) {
            var copy = "file" + inside.size();
            Files.copy(file.getValue(), directory.resolve(copy), StandardCopyOption.REPLACE_EXISTING);
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

    /** @param settings beside those that every dive on a test's node has */
    DiveOrder order(Net net, String fingerprint, Map<String, String> settings) {
        var all = new TreeMap<>(
                Map.of("node", "bare", LocalDives.LINUX, LINUX, "accept-host-key", fingerprint, "timer", "5"));
        all.putAll(settings);
        return new DiveOrder(net, Optional.empty(), all, Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        runs.close();
    }
}
