package dev.diver.deployer.hardware;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Started by {@link GivesBackTest} as a process of its own: dives, says so when its program talks, and waits. */
final class DyingWorkbench {
    private DyingWorkbench() {}

    /** @param arguments the lab's root, the node's port, identity and fingerprint, and a program that never ends */
    public static void main(String[] arguments) throws Exception {
        var ssh = new Node.Ssh("127.0.0.1", Integer.parseInt(arguments[1]), "root", Optional.of(Path.of(arguments[2])));
        var engine = new LabEngine(Path.of(arguments[0]), new Node("dying", Optional.of(ssh), Optional.empty()));
        var net = engine.net("dying", Path.of(arguments[4]), List.of("sleep"), Map.of(), List.of());
        var dive = engine.dives.dive(
                engine.order(net, arguments[3], Map.of("node", "dying")), Progress.NONE, new Cancellation());
        dive.consoles().getFirst().attach((bytes, offset, length) -> System.out.println("diving"));
        dive.ended().join();
    }
}
