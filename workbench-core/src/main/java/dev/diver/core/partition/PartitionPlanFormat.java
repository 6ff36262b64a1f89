package dev.diver.core.partition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code partition.json}: a plan as the text that a person edits and compares. What this class has written reads and
 * writes back to the same bytes. Thread-safe.
 */
public final class PartitionPlanFormat {
    /** Bytes; more than a plan of a machine with 4096 processors needs. */
    public static final int LIMIT = 1 << 20;

    private static final int SHOWN_PROBLEMS = 20;

    private final JsonMapper mapper = new JsonMapper();
    private final ObjectWriter writer = mapper.writer(printer());

    private static DefaultPrettyPrinter printer() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    /** All that is wrong with a text, in the order of its lines; nothing where it is a plan, even one with conflicts. */
    public List<PlanProblem> problems(String json) {
        return PlanReader.read(json).problems();
    }

    /** @param origin names the file in errors */
    public PartitionPlan read(byte[] json, String origin) {
        if (json.length > LIMIT) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    origin + " is too large for a partition plan.",
                    "It has " + json.length + " bytes; at most " + LIMIT + " are taken.",
                    "");
        }
        var reading = PlanReader.read(text(json, origin));
        return reading.plan().orElseThrow(() -> invalid(origin, reading.problems()));
    }

    private static String text(byte[] json, String origin) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(origin, List.of(new PlanProblem(1, 1, "This is no text in UTF-8.")));
        }
    }

    private static DiverException invalid(String origin, List<PlanProblem> problems) {
        var lines = problems.stream()
                .limit(SHOWN_PROBLEMS)
                .map(problem -> origin + ":" + problem.line() + ":" + problem.column() + ": " + problem.message())
                .collect(Collectors.joining("\n"));
        var more = problems.size() - SHOWN_PROBLEMS;
        return new DiverException(
                Problem.Kind.INVALID,
                origin + " is no partition plan: it has "
                        + (problems.size() == 1 ? "an error." : problems.size() + " errors."),
                more > 0 ? lines + "\nand " + more + " more." : lines,
                "Mend it there and try again; diver plan new writes one to start from.");
    }

    /** The same plan gives the same bytes. */
    public byte[] write(PartitionPlan plan) {
        var root = mapper.createObjectNode();
        machine(root.putObject("machine"), plan.machine());
        var linux = root.putObject("linux")
                .put("processors", plan.linux().processors().toString());
        texts(linux, "devices", plan.linux().devices());
        var parts = root.putArray("parts");
        for (var part : plan.parts()) {
            var node = parts.addObject();
            node.put("name", part.name()).put("processors", part.processors().toString());
            ranges(node.putArray("memory"), part.memory());
            texts(node, "devices", part.devices());
            node.put("window", part.window().toString());
        }
        try {
            return (writer.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void machine(ObjectNode node, Machine machine) {
        node.put("type", machine.type().word())
                .put("processors", machine.processors())
                .put("memory", machine.memory().toString());
        if (!machine.nodes().isEmpty()) {
            var nodes = node.putArray("nodes");
            for (var one : machine.nodes()) {
                var written =
                        nodes.addObject().put("processors", one.processors().toString());
                ranges(written.putArray("memory"), one.memory());
            }
        }
        texts(
                node,
                "cores",
                machine.cores().stream().map(ProcessorSet::toString).toList());
        texts(
                node,
                "packages",
                machine.packages().stream().map(ProcessorSet::toString).toList());
    }

    private static void ranges(ArrayNode list, List<MemoryRange> ranges) {
        for (var range : ranges) {
            list.addObject()
                    .put("start", MemoryRange.address(range.start()))
                    .put("size", range.size().toString());
        }
    }

    private static void texts(ObjectNode node, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putArray(key)::add);
        }
    }
}
