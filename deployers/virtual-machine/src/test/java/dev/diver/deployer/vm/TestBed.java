package dev.diver.deployer.vm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.Dives;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.net.Net;
import dev.diver.core.net.NetProblem;
import dev.diver.core.net.Nets;
import dev.diver.core.process.HostProgram;
import dev.diver.core.run.LocalRuns;
import dev.diver.core.run.RunFolders;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An engine's part that dives, with real QEMU and TCG, over a short directory in /tmp. */
final class TestBed implements AutoCloseable {
    final Path root;
    final DiverHome home;
    final LocalRuns runs;
    final RunFolders folders;
    final Path project;
    final Path store;
    private final VirtualMachineDeployer deployer;

    TestBed() throws IOException {
        this(Files.createTempDirectory(Path.of("/tmp"), "dv"));
    }

    TestBed(Path root) throws IOException {
        this(root, System.getenv("PATH"));
    }

    TestBed(Path root, String searchPath) throws IOException {
        this.root = root;
        home = DiverHome.in(root, root);
        folders = new RunFolders(home);
        runs = new LocalRuns(home, folders);
        project = Files.createDirectories(root.resolve("project"));
        store = Files.createDirectories(root.resolve("kernel, store"));
        AcceleratorProbe emulated = () -> new AcceleratorProbe.Verdict("tcg", 1, "a test");
        deployer = new VirtualMachineDeployer(home, new HostProgram(searchPath), emulated);
    }

    Dives dives(KernelManifest manifest) {
        var kernel = new PulledKernel(manifest, "sha256:" + "1".repeat(64), store);
        return new LocalDives(new OneKernel(kernel), runs, folders, List.of(deployer), Clock.systemUTC());
    }

    /** A package as it was pulled, and a net with that program. */
    ActiveDive dive(PulledKernel kernel, DiveOrder order) {
        return new LocalDives(new OneKernel(kernel), runs, folders, List.of(deployer), Clock.systemUTC())
                .dive(order, Progress.NONE, new Cancellation());
    }

    DiveOrder order(List<String> args, Map<String, String> settings, Optional<Duration> timeout) {
        return new DiveOrder(net(args), Optional.empty(), settings, Optional.empty(), timeout);
    }

    Net net(List<String> args) {
        return net(Optional.empty(), args);
    }

    Net net(Optional<String> program, List<String> args) {
        return new Net(
                project,
                "tiny, net",
                "0.1.0",
                KernelReference.parse("tiny:1"),
                program,
                args,
                Map.of(),
                Map.of(),
                List.of(),
                Mode.VM,
                Map.of(Mode.VM, JsonNodeFactory.instance.objectNode()));
    }

    ActiveDive dive(KernelManifest manifest) {
        return dive(manifest, Map.of(), Optional.empty());
    }

    ActiveDive dive(KernelManifest manifest, Map<String, String> settings, Optional<Duration> timeout) {
        return dives(manifest).dive(order(List.of(), settings, timeout), Progress.NONE, new Cancellation());
    }

    static RunRecord end(ActiveDive dive) throws Exception {
        return dive.ended().get(240, TimeUnit.SECONDS);
    }

    static String said(RunRecord run) throws IOException {
        return Files.readString(run.console());
    }

    @Override
    public void close() {
        runs.close();
        Folders.delete(root);
    }

    /** Knows one kernel, whatever is asked for. */
    private record OneKernel(PulledKernel kernel) implements Nets {
        @Override
        public PulledKernel relock(Net net, Progress progress, Cancellation cancellation) {
            return kernel(net, progress, cancellation);
        }

        @Override
        public PulledKernel kernel(Net net, Progress progress, Cancellation cancellation) {
            return kernel;
        }

        @Override
        public Optional<PulledKernel> gpos(
                PulledKernel kernel, Optional<KernelReference> wanted, Progress progress, Cancellation cancellation) {
            return Optional.empty();
        }

        @Override
        public Net open(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<NetProblem> check(Path directory, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Net create(
                Path directory,
                KernelReference reference,
                Optional<String> template,
                Progress progress,
                Cancellation cancellation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> templates(KernelReference reference) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String withValue(String text, List<String> keyPath, Optional<Object> value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isTrusted(Path directory) {
            return true;
        }

        @Override
        public void trust(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Path> dependingOn(KernelReference kernel, String digest) {
            return List.of();
        }

        @Override
        public void forget(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Path> recent() {
            throw new UnsupportedOperationException();
        }
    }
}
