package dev.diver.deployer.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.List;
import java.util.Optional;

/**
 * {@code [dive.partitioned-hardware]}, typed.
 *
 * @param node its name among the nodes
 * @param plan a file with a partition plan; absent for a place that Diver finds
 * @param part of that plan; absent for its only one
 * @param timerSeconds without a sign of the workbench's life for so long, the node takes everything back
 */
record HardwareOptions(
        Optional<String> node,
        Optional<String> plan,
        Optional<String> part,
        MemorySize memory,
        int timerSeconds,
        Optional<String> acceptHostKey,
        boolean statistics,
        int spinMicroseconds) {
    private static final MemorySize USUAL_MEMORY = MemorySize.mebibytes(64);
    private static final int USUAL_TIMER = 15;

    static OptionSchema schema() {
        return new OptionSchema(List.of(
                new Option("node", "Node", new Type.Text(), "none", "The node to dive on (diver node list)."),
                new Option(
                        "accept-host-key",
                        "Node",
                        new Type.Text(),
                        "none",
                        "Fingerprint of the host key that the node may show at the first time: SHA256:..."),
                new Option(
                        "timer",
                        "Node",
                        new Type.Whole(5, 3600),
                        String.valueOf(USUAL_TIMER),
                        "Seconds without a sign of Diver after which the node takes everything back."),
                new Option("plan", "Partition", new Type.File(), "none", "A partition plan, such as partition.json."),
                new Option(
                        "part", "Partition", new Type.Text(), "none", "Which part of the plan, where it has several."),
                new Option(
                        "memory",
                        "Partition",
                        new Type.Size(),
                        USUAL_MEMORY.toString(),
                        "The co-kernel's memory where there is no plan."),
                new Option(
                        LocalDives.LINUX,
                        "Linux",
                        new Type.Text(),
                        "none",
                        "The node's Linux in the catalog, such as linux:6.1-generic: its headers build the module."),
                new Option(
                        "statistics", "Co-kernel", new Type.Flag(), "true", "Every system call is counted and timed."),
                new Option(
                        "spin-us",
                        "Co-kernel",
                        new Type.Whole(0, 1_000_000),
                        "50",
                        "Microseconds that a kernel looks for the other's answer before it sleeps.")));
    }

    /** @param values checked against {@link #schema} */
    static HardwareOptions of(ObjectNode values) {
        return new HardwareOptions(
                text(values, "node"),
                text(values, "plan"),
                text(values, "part"),
                text(values, "memory").map(MemorySize::parse).orElse(USUAL_MEMORY),
                values.path("timer").asInt(USUAL_TIMER),
                text(values, "accept-host-key"),
                values.path("statistics").asBoolean(true),
                values.path("spin-us").asInt(50));
    }

    private static Optional<String> text(ObjectNode values, String key) {
        return Optional.ofNullable(values.get(key)).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }
}
