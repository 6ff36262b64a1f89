package dev.diver.deployer.hardware;

import dev.diver.cokernel.CokernelLauncher;
import dev.diver.cokernel.GposModule;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.node.Node;
import dev.diver.node.ssh.SshConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A decided dive on a node.
 *
 * @param partitions the one to take, then others for where Linux cannot empty its memory
 * @param directory the dive's own on the node
 * @param upload what is brought there
 * @param argv the program's name and arguments
 */
record HardwarePlan(
        DiveRequest request,
        Node node,
        HardwareOptions options,
        List<Partition> partitions,
        String directory,
        GposModule module,
        NodeFiles upload,
        List<String> argv,
        List<String> notes)
        implements DivePlan {

    Partition partition() {
        return partitions.getFirst();
    }

    /** The same with the next place; empty where there is none. */
    Optional<HardwarePlan> elsewhere() {
        return partitions.size() < 2
                ? Optional.empty()
                : Optional.of(new HardwarePlan(
                        request,
                        node,
                        options,
                        partitions.subList(1, partitions.size()),
                        directory,
                        module,
                        upload,
                        argv,
                        notes));
    }

    /** The command that runs the program on the co-kernel, its arguments included. */
    List<String> launcher() {
        var words = new ArrayList<>(new CokernelLauncher(
                        partition().region(),
                        partition().processor(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        options.spinMicroseconds(),
                        options.statistics(),
                        options.statistics() ? Optional.of(NodeFiles.CALLS) : Optional.empty())
                .words());
        words.addAll(argv);
        return List.copyOf(words);
    }

    @Override
    public Mode mode() {
        return Mode.PARTITIONED_HARDWARE;
    }

    /** Each step on the node as a command that could be typed there. */
    @Override
    public List<List<String>> commands() {
        var commands = new ArrayList<List<String>>();
        for (var step : partition().steps()) {
            commands.add(onNode(step.taken()));
        }
        commands.add(onNode("chroot " + directory + "/root " + SshConnection.quoted(launcher())));
        for (var step : partition().steps().reversed()) {
            commands.add(onNode(step.givenBack()));
        }
        return List.copyOf(commands);
    }

    private List<String> onNode(String script) {
        var ssh = node.ssh().orElseThrow();
        return List.of("ssh", "-p", String.valueOf(ssh.port()), ssh.user() + "@" + ssh.host(), script);
    }

    @Override
    public List<String> kernelCommandLines() {
        return List.of("co-kernel: " + String.join(" ", launcher()));
    }

    @Override
    public List<PlannedFile> files() {
        return List.of(
                new PlannedFile(module.file().toString(), "the module diver_cokernel for the node's Linux"),
                new PlannedFile(
                        node.name() + ":" + directory,
                        "guard and journal, the module, proxy, co-kernel, the program with " + upload.what()));
    }

    @Override
    public String accelerator() {
        return "";
    }

    @Override
    public List<String> headline() {
        return List.of(
                node.name(),
                (partition().processors().size() == 1 ? "processor " : "processors ")
                        + partition().processors(),
                partition().region().size().toString());
    }
}
