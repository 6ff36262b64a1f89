package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.JsonTree.Entry;
import dev.diver.core.partition.JsonTree.Items;
import dev.diver.core.partition.JsonTree.Node;
import dev.diver.core.partition.JsonTree.Other;
import dev.diver.core.partition.JsonTree.Position;
import dev.diver.core.partition.JsonTree.Table;
import dev.diver.core.partition.JsonTree.Text;
import dev.diver.core.partition.JsonTree.Whole;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes a plan of JSON and collects all that is wrong with its form. */
final class PlanReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern DEVICE = Pattern.compile("[a-z0-9][a-z0-9._:-]{0,62}");
    private static final int MOST_PARTS = 64;
    private static final int MOST_NODES = 1024;
    private static final int MOST_RANGES = 64;
    private static final int MOST_DEVICES = 64;
    private static final int SHOWN_KEY = 60;

    private final List<PlanProblem> problems = new ArrayList<>();

    /** @param plan absent where there are problems */
    record Reading(Optional<PartitionPlan> plan, List<PlanProblem> problems) {}

    static Reading read(String text) {
        var reader = new PlanReader();
        try {
            var plan = reader.plan(JsonTree.parse(text));
            reader.problems.sort(Comparator.comparingInt(PlanProblem::line).thenComparingInt(PlanProblem::column));
            return new Reading(plan.filter(made -> reader.problems.isEmpty()), List.copyOf(reader.problems));
        } catch (JsonTree.Malformed e) {
            var at = e.at();
            return new Reading(
                    Optional.empty(), List.of(new PlanProblem(at.line(), at.column(), String.valueOf(e.getMessage()))));
        }
    }

    /** A table's keys as they are taken from it. */
    private final class Keys {
        private final Table table;
        private final String path;

        Keys(Table table, String path, List<String> known) {
            this.table = table;
            this.path = path;
            table.entries().forEach((key, entry) -> {
                if (!known.contains(key)) {
                    var shown = key.length() > SHOWN_KEY ? key.substring(0, SHOWN_KEY) + "..." : key;
                    problem(
                            entry.key(),
                            path,
                            "unknown key \"" + printable(shown) + "\". " + Nearest.hint(shown, known));
                }
            });
        }

        String path(String key) {
            return path + "/" + key;
        }

        /** Its problem is noted where it is missing. */
        <T> Optional<T> must(String key, String what, Function<Node, Optional<T>> reader) {
            var entry = table.entries().get(key);
            if (entry == null) {
                problem(table.at(), path, "the key \"" + key + "\" is missing: " + what + ".");
                return Optional.empty();
            }
            return reader.apply(entry.value());
        }

        <T> Optional<T> may(String key, T fallback, Function<Node, Optional<T>> reader) {
            return Optional.ofNullable(table.entries().get(key))
                    .map(Entry::value)
                    .map(reader)
                    .orElse(Optional.of(fallback));
        }
    }

    private Optional<PartitionPlan> plan(Node node) {
        return table(node, "", "machine", "linux", "parts").flatMap(keys -> {
            var machine = keys.must("machine", "what is divided", value -> machine(value, keys.path("machine")));
            var linux = keys.must("linux", "what Linux gets", value -> linux(value, keys.path("linux")));
            var parts = keys.must(
                    "parts",
                    "what each specialized kernel gets",
                    value -> list(value, keys.path("parts"), MOST_PARTS, this::part));
            return machine.isEmpty() || linux.isEmpty() || parts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PartitionPlan(machine.get(), linux.get(), parts.get()));
        });
    }

    private Optional<Machine> machine(Node node, String path) {
        return table(node, path, "type", "processors", "memory", "nodes", "cores", "packages")
                .flatMap(keys -> {
                    var type = keys.may(
                            "type", MachineType.PC, value -> parsed(value, keys.path("type"), MachineType::parse));
                    var processors = keys.must(
                            "processors",
                            "how many there are",
                            value -> whole(value, keys.path("processors"), ProcessorSet.LIMIT));
                    var memory = keys.must(
                            "memory",
                            "how much RAM there is, such as \"768MiB\"",
                            value -> size(value, keys.path("memory"), Machine.MOST_MEMORY));
                    var nodes = keys.may(
                            "nodes",
                            List.<Machine.Node>of(),
                            value -> list(value, keys.path("nodes"), MOST_NODES, this::node));
                    var cores = keys.may(
                            "cores",
                            List.<ProcessorSet>of(),
                            value -> list(value, keys.path("cores"), ProcessorSet.LIMIT, this::processors));
                    var packages = keys.may(
                            "packages",
                            List.<ProcessorSet>of(),
                            value -> list(value, keys.path("packages"), ProcessorSet.LIMIT, this::processors));
                    return type.isEmpty()
                                    || processors.isEmpty()
                                    || memory.isEmpty()
                                    || nodes.isEmpty()
                                    || cores.isEmpty()
                                    || packages.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Machine(
                                    type.get(),
                                    processors.get(),
                                    memory.get(),
                                    nodes.get(),
                                    cores.get(),
                                    packages.get()));
                });
    }

    private Optional<Machine.Node> node(Node node, String path) {
        return table(node, path, "processors", "memory").flatMap(keys -> {
            var processors =
                    keys.may("processors", ProcessorSet.NONE, value -> processors(value, keys.path("processors")));
            var memory = keys.may("memory", List.<MemoryRange>of(), value -> ranges(value, keys.path("memory")));
            return processors.isEmpty() || memory.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Machine.Node(processors.get(), memory.get()));
        });
    }

    private Optional<PartitionPlan.Linux> linux(Node node, String path) {
        return table(node, path, "processors", "devices").flatMap(keys -> {
            var processors = keys.must(
                    "processors", "which ones, such as \"0\"", value -> processors(value, keys.path("processors")));
            var devices = devices(keys);
            return processors.isEmpty() || devices.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PartitionPlan.Linux(processors.get(), devices.get()));
        });
    }

    private Optional<PartitionPlan.Part> part(Node node, String path) {
        return table(node, path, "name", "processors", "memory", "devices", "window")
                .flatMap(keys -> {
                    var name = keys.must(
                            "name",
                            "every part has one",
                            value -> word(
                                    value, keys.path("name"), NAME, "a name: lower-case letters, digits, - and _"));
                    var processors = keys.must(
                            "processors",
                            "which ones, such as \"2-3\"",
                            value -> processors(value, keys.path("processors")));
                    var memory = keys.must(
                            "memory",
                            "a list of ranges with start and size",
                            value -> ranges(value, keys.path("memory")));
                    var devices = devices(keys);
                    var window = keys.may(
                            "window",
                            PartitionPlan.WINDOW,
                            value -> size(value, keys.path("window"), MemoryRange.LIMIT));
                    return name.isEmpty()
                                    || processors.isEmpty()
                                    || memory.isEmpty()
                                    || devices.isEmpty()
                                    || window.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new PartitionPlan.Part(
                                    name.get(), processors.get(), memory.get(), devices.get(), window.get()));
                });
    }

    private Optional<List<String>> devices(Keys keys) {
        return keys.may(
                "devices",
                List.<String>of(),
                value -> list(
                        value,
                        keys.path("devices"),
                        MOST_DEVICES,
                        (device, path) -> word(device, path, DEVICE, "a device's name, such as \"serial2\"")));
    }

    private Optional<List<MemoryRange>> ranges(Node node, String path) {
        return list(node, path, MOST_RANGES, this::range);
    }

    private Optional<MemoryRange> range(Node node, String path) {
        return table(node, path, "start", "size").flatMap(keys -> {
            var start = keys.must(
                    "start",
                    "a physical address, such as \"0x30000000\"",
                    value -> parsed(value, keys.path("start"), MemoryRange::parseAddress));
            var size = keys.must(
                    "size",
                    "an amount of memory, such as \"256MiB\"",
                    value -> size(value, keys.path("size"), MemoryRange.LIMIT));
            if (start.isEmpty() || size.isEmpty()) {
                return Optional.empty();
            }
            if (size.get().bytes() > MemoryRange.LIMIT - start.get()) {
                return refused(node, path, "it ends beyond 2^52, the last physical address of any processor.");
            }
            return Optional.of(new MemoryRange(start.get(), size.get()));
        });
    }

    private Optional<Keys> table(Node node, String path, String... known) {
        return node instanceof Table table
                ? Optional.of(new Keys(table, path, List.of(known)))
                : unexpected(node, path, "a table with " + String.join(", ", known));
    }

    private interface ElementReader<T> {
        Optional<T> read(Node node, String path);
    }

    /** Absent where an element is, so that all of them are looked at. */
    private <T> Optional<List<T>> list(Node node, String path, int most, ElementReader<T> reader) {
        if (!(node instanceof Items items)) {
            return unexpected(node, path, "a list");
        }
        if (items.nodes().size() > most) {
            return refused(node, path, "it has " + items.nodes().size() + " elements; at most " + most + " are taken.");
        }
        var elements = new ArrayList<T>();
        for (var i = 0; i < items.nodes().size(); i++) {
            reader.read(items.nodes().get(i), path + "/" + i).ifPresent(elements::add);
        }
        return elements.size() == items.nodes().size() ? Optional.of(elements) : Optional.empty();
    }

    private Optional<Integer> whole(Node node, String path, int most) {
        return node instanceof Whole whole && whole.value() >= 1 && whole.value() <= most
                ? Optional.of((int) whole.value())
                : unexpected(node, path, "a whole number from 1 to " + most);
    }

    private Optional<ProcessorSet> processors(Node node, String path) {
        if (node instanceof Text) {
            return parsed(node, path, ProcessorSet::parse);
        }
        return unexpected(node, path, "processors as text, such as \"2-3\" or \"0,4-7\"");
    }

    private Optional<MemorySize> size(Node node, String path, long most) {
        return parsed(node, path, MemorySize::parse)
                .flatMap(size -> size.bytes() <= most
                        ? Optional.of(size)
                        : refused(node, path, size + " are too much; at most " + new MemorySize(most) + " are taken."));
    }

    private Optional<String> word(Node node, String path, Pattern form, String what) {
        return node instanceof Text text && form.matcher(text.value()).matches()
                ? Optional.of(text.value())
                : unexpected(node, path, what);
    }

    private <T> Optional<T> parsed(Node node, String path, Function<String, T> parser) {
        if (!(node instanceof Text text)) {
            return unexpected(node, path, "text");
        }
        try {
            return Optional.of(parser.apply(text.value()));
        } catch (DiverException e) {
            return refused(node, path, printable(e.problem().text().replace('\n', ' ')));
        }
    }

    private <T> Optional<T> unexpected(Node node, String path, String expected) {
        var found = switch (node) {
            case Table table -> "a table";
            case Items items -> "a list";
            case Text text -> text.value().length() > SHOWN_KEY ? "a long text" : "\"" + printable(text.value()) + "\"";
            case Whole whole -> String.valueOf(whole.value());
            case Other other -> other.what();
        };
        return refused(node, path, "expected " + expected + ", and found " + found + ".");
    }

    private <T> Optional<T> refused(Node node, String path, String message) {
        problem(node.at(), path, message);
        return Optional.empty();
    }

    private void problem(Position at, String path, String message) {
        problems.add(new PlanProblem(at.line(), at.column(), path.isEmpty() ? message : path + ": " + message));
    }

    /** Without what would move a terminal's cursor. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
