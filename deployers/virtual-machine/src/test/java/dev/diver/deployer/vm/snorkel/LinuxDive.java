package dev.diver.deployer.vm.snorkel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.home.DiverHome;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.net.Net;
import dev.diver.core.process.HostProgram;
import dev.diver.deployer.vm.VirtualMachineDeployer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program in a machine with Linux, as {@code diver dive --mode vm} has it. */
record LinuxDive(RunningDive dive, Path console) {

    /** @param folder new, with a short path: sockets are made there */
    static LinuxDive of(PulledKernel linux, Path program, Path folder) throws IOException {
        var home = DiverHome.in(folder, SnorkelBuild.assets());
        AcceleratorProbe emulated = () -> new AcceleratorProbe.Verdict("tcg", 1, "a test");
        var deployer = new VirtualMachineDeployer(home, new HostProgram(System.getenv("PATH")), emulated);
        var run = new RunFolder("01TEST", folder.resolve("d"), folder.resolve("r"));
        Files.createDirectories(run.data());
        Files.createDirectories(run.runtime());
        var net = new Net(
                folder,
                "asked",
                "0.1.0",
                KernelReference.parse("linux:6.1-cloud"),
                Optional.of(program.toString()),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Mode.VM,
                Map.of());
        var options = JsonNodeFactory.instance.objectNode();
        var request = new DiveRequest(net, linux, Optional.empty(), List.of(), options, Optional.of(run));
        return new LinuxDive(
                deployer.start(deployer.plan(request), run, new Silent()),
                run.data().resolve("console.log"));
    }

    void await(String words) throws IOException, InterruptedException {
        while (!Files.exists(console) || !Files.readString(console).contains(words)) {
            if (dive.ended().isDone()) {
                throw new IOException("it ended: " + dive.ended().join());
            }
            Thread.sleep(20);
        }
    }

    private static final class Silent implements DiveEvents {
        @Override
        public void prepared() {}

        @Override
        public void spawned() {}

        @Override
        public void firstOutput() {}
    }
}
