package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.cokernel.FilledHome;
import dev.diver.cokernel.GposModule;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.local.LocalCatalog;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.net.LocalNets;
import dev.diver.core.net.Net;
import dev.diver.core.process.HostProgram;
import dev.diver.core.run.LocalRuns;
import dev.diver.core.run.RunFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The parts of an engine that dive in this mode, over a short directory in /tmp, with the co-kernel, its Linux and the
 * module.
 */
final class Lab implements AutoCloseable {
    private static final KernelReference COKERNEL = KernelReference.parse("snorkel:0.1.0-cokernel");

    final DiverHome home;
    final PulledKernel cokernel;
    final PulledKernel gpos;
    final GposModule module;
    final LocalNets nets;
    final LocalRuns runs;
    final RunFolders folders;
    final LocalDives dives;
    final PartitionedVmDeployer deployer;

    Lab(Path root) throws IOException {
        home = DiverHome.in(root, assets());
        FilledHome.LINUX.copyTo(home);
        var programs = new HostProgram(System.getenv("PATH"));
        var catalog = new LocalCatalog(home, programs);
        catalog.open(Progress.NONE, new Cancellation());
        nets = new LocalNets(home, catalog, Map.of(Mode.PARTITIONED_VM, PartitionedVmOptions.schema()));
        cokernel = catalog.pull(COKERNEL, Progress.NONE, new Cancellation());
        gpos = nets.gpos(cokernel, Optional.empty(), Progress.NONE, new Cancellation())
                .orElseThrow();
        module = GposModule.of(gpos, home.cache().resolve("prepared"));
        module.make(programs);
        folders = new RunFolders(home);
        runs = new LocalRuns(home, folders);
        AcceleratorProbe emulated = () -> new AcceleratorProbe.Verdict("tcg", 1, "a test");
        deployer = new PartitionedVmDeployer(home, programs, emulated);
        dives = new LocalDives(nets, runs, folders, List.of(deployer), Clock.systemUTC());
    }

    static Path assets() {
        return Path.of(System.getProperty("diver.assets"));
    }

    private static Lab open() {
        try {
            return new Lab(Files.createTempDirectory(Path.of("/tmp"), "dv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A net that was not written anywhere; its files are in a directory of its own that is trusted. */
    Net net(String name, Path program, String... args) throws IOException {
        var directory = Files.createDirectories(home.data().resolve("projects").resolve(name));
        nets.trust(directory);
        return new Net(
                directory,
                name,
                "0.1.0",
                COKERNEL,
                Optional.of(program.toString()),
                List.of(args),
                Map.of(),
                Map.of(),
                List.of(),
                Mode.PARTITIONED_VM,
                Map.of());
    }

    DiveRequest request(Net net, PulledKernel kernel, PulledKernel linux, Optional<RunFolder> folder) {
        var options = JsonNodeFactory.instance.objectNode();
        return new DiveRequest(net, kernel, Optional.of(linux), net.args(), options, folder);
    }

    /** What no dive may leave behind: machines, their memory, and sockets. */
    void assertNothingStays() throws IOException {
        var machines = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("qemu"))
                .toList();
        assertEquals(List.of(), machines);
        for (var run : runs.list(1000)) {
            assertFalse(Files.exists(Path.of("/dev/shm/diver-" + run.run())), "memory stays");
            assertFalse(Files.exists(folders.runtime(run.run())), "sockets stay");
        }
    }

    /** A file of the Linux package. */
    Path linux(String path) {
        return gpos.file("boot/" + path);
    }

    @Override
    public void close() {
        runs.close();
        Folders.delete(home.data().getParent());
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
