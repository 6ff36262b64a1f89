package dev.diver.deployer.partitioned;

import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.nio.file.Path;

/** Started by {@link ManyDivesTest} as a process of its own: says that it is about to dive, dives, and waits. */
final class DyingWorkbench {
    private DyingWorkbench() {}

    /** @param arguments the lab's root and a program that never ends when its argument is {@code loop} */
    public static void main(String[] arguments) throws Exception {
        var lab = new Lab(Path.of(arguments[0]));
        var net = lab.net("many", Path.of(arguments[1]), "loop");
        System.out.println("diving");
        lab.dives
                .dive(DiveOrder.of(net), Progress.NONE, new Cancellation())
                .ended()
                .join();
    }
}
