package dev.diver.app;

import dev.diver.core.Engine;
import dev.diver.core.build.MakeBuilds;
import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.catalog.remote.DockerLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.KeptLogins;
import dev.diver.core.catalog.remote.KnownAddresses;
import dev.diver.core.catalog.remote.LocalRegistries;
import dev.diver.core.catalog.remote.RegistryIndexes;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.trust.LocalKeys;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.doctor.HostDoctor;
import dev.diver.core.home.DiverHome;
import dev.diver.core.importer.SourceImporter;
import dev.diver.core.language.ClangdServers;
import dev.diver.core.net.LocalNets;
import dev.diver.core.node.FileNodes;
import dev.diver.core.node.NodeServices;
import dev.diver.core.node.Nodes;
import dev.diver.core.process.HostProgram;
import dev.diver.core.publish.IndexedPublications;
import dev.diver.core.publish.LocalPublications;
import dev.diver.core.run.LocalRuns;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunFolders;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.Runs;
import dev.diver.core.secret.SecretTool;
import dev.diver.core.secret.StoredSecrets;
import dev.diver.deployer.demo.DemoDeployer;
import dev.diver.deployer.hardware.HardwarePartitioning;
import dev.diver.deployer.hardware.NodeInspection;
import dev.diver.deployer.hardware.PartitionedHardwareDeployer;
import dev.diver.deployer.partitioned.PartitionedVmDeployer;
import dev.diver.deployer.vm.VirtualMachineDeployer;
import dev.diver.node.bmc.BmcControl;
import dev.diver.node.ssh.SshConnector;
import dev.diver.node.ssh.SshHostKeys;
import dev.diver.node.ssh.SshShells;
import dev.diver.qemu.QemuAcceleratorProbe;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The composition root: makes each service by hand and gives it what it needs. A new mode is one line here. */
public final class EngineFactory {
    private static final int RUNS_LOOKED_AT = 10_000;

    private EngineFactory() {}

    /** @param searchPath where the host's programs are looked for, as {@code PATH} */
    public static Engine create(DiverHome home, String searchPath) {
        return create(home, searchPath, Map.of());
    }

    /** @param environment where the desktop's secret store, the SSH agent and keys are found; without it secrets are in a file */
    static Engine create(DiverHome home, String searchPath, Map<String, String> environment) {
        var programs = new HostProgram(searchPath);
        var probe = new QemuAcceleratorProbe(home, programs);
        var nodes = new FileNodes(home);
        var connector = new SshConnector(home.config(), environment);
        List<Deployer> deployers = List.of(
                new VirtualMachineDeployer(home, programs, probe),
                new PartitionedVmDeployer(home, programs, probe),
                new PartitionedHardwareDeployer(home, programs, nodes, connector),
                new DemoDeployer());

        var folders = new RunFolders(home);
        var runs = new LocalRuns(home, folders);
        var catalogs = new FileCatalogs(home);
        var logins = new KeptLogins(SecretTool.of(programs, environment), new DockerLogins(environment, programs));
        var packages = new RegistryPackages(catalogs, logins);
        var search = new LuceneCatalogIndex(home.cache().resolve("search"));
        var indexes = new RegistryIndexes(home, packages, search, Clock.systemUTC());
        var registries = new LocalRegistries(catalogs, logins, packages, indexes);
        var catalog = new LocalCatalog(home, programs, packages, search, () -> ranWell(runs));
        var modes = deployers.stream().collect(Collectors.toMap(Deployer::mode, Deployer::options));
        var nets = new LocalNets(home, catalog, new KnownAddresses(catalogs), modes);
        var builds = new MakeBuilds(home, nets, programs);
        var dives = new LocalDives(nets, runs, folders, deployers, Clock.systemUTC());
        return new Engine(
                home,
                catalog,
                new SourceImporter(home, catalog, packages),
                nets,
                builds,
                dives,
                runs,
                new HostDoctor(programs, probe, catalog),
                nodes(home, nodes, programs, environment, connector),
                new ClangdServers(home, nets, programs),
                registries,
                new LocalKeys(home, new SecretKeys(home), Clock.systemUTC()),
                new IndexedPublications(
                        new LocalPublications(new LocalPublications.Parts(
                                home, programs, catalog, nets, builds, dives, catalogs, packages, Clock.systemUTC())),
                        registries));
    }

    /** Digests of the kernels of the latest runs that ended by themselves, and well. */
    private static Set<String> ranWell(Runs runs) {
        return runs.list(RUNS_LOOKED_AT).stream()
                .filter(run -> run.outcome().equals(Optional.of(Outcome.EXITED))
                        && run.exitCode().orElse(0) == 0)
                .map(RunRecord::digest)
                .collect(Collectors.toSet());
    }

    private static NodeServices nodes(
            DiverHome home,
            Nodes nodes,
            HostProgram programs,
            Map<String, String> environment,
            SshConnector connector) {
        var secrets = new StoredSecrets(home, programs, environment);
        var control = new BmcControl(home, programs, secrets);
        return new NodeServices(
                nodes,
                secrets,
                control,
                List.of(control, new NodeInspection(connector)),
                new HardwarePartitioning(home, connector),
                new SshHostKeys(connector),
                new SshShells(connector, home.cache().resolve("shells")));
    }
}
