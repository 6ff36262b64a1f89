package dev.diver.deployer.hardware;

import dev.diver.cokernel.GposModule;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.node.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A decided dive on a node.
 *
 * @param directory the dive's own on the node
 * @param files what is brought there
 * @param launcher the command that runs the program, its arguments included
 */
record HardwarePlan(
        DiveRequest request,
        Node node,
        HardwareOptions options,
        Partition partition,
        String directory,
        GposModule module,
        NodeFiles upload,
        List<String> launcher,
        List<String> notes)
        implements DivePlan {

    @Override
    public Mode mode() {
        return Mode.PARTITIONED_HARDWARE;
    }

    /** Each step on the node as a command that could be typed there. */
    @Override
    public List<List<String>> commands() {
        var commands = new ArrayList<List<String>>();
        for (var step : partition.steps()) {
            commands.add(onNode(step.taken()));
        }
        commands.add(onNode("chroot " + directory + "/root " + dev.diver.node.ssh.SshConnection.quoted(launcher)));
        for (var step : partition.steps().reversed()) {
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
        return List.of("co-kernel: " + String.join(" ", launcher));
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
                "processor " + partition.processor(),
                partition.region().size().toString());
    }
}
