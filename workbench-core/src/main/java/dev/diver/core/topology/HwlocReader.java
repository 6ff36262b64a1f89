package dev.diver.core.topology;

import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One file of hwloc, from its first to its last element. Objects of types that are not looked at are passed over. */
final class HwlocReader {
    private static final int MOST_DEPTH = 64;

    /** Ten times what a machine with 1024 cores and all their caches and devices has. */
    private static final int MOST_ELEMENTS = 250_000;

    /** HWLOC_DISTANCES_KIND_MEANS_LATENCY of hwloc/distances.h. */
    private static final int MEANS_LATENCY = 1 << 2;

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.[0-9]{1,4}");
    private static final String AGAIN = "Write it again with lstopo of hwloc 2.";

    private final XMLStreamReader in;
    private final String origin;
    private final TopologyDraft draft;
    private final Deque<Open> open = new ArrayDeque<>();
    private final BitSet complete = new BitSet();
    private final BitSet disallowed = new BitSet();
    private int elements;

    /** Of all packages that have no number, and of cores outside of packages. */
    private int pack;

    private OpenCore core;
    private Matrix matrix;

    /** @param type of an object; other elements have their name with a colon in front */
    private record Open(String type, int packBefore) {}

    private record OpenCore(int number, List<Integer> threads) {}

    /** Distances as they are collected. */
    private record Matrix(int objects, List<Integer> indexes, List<Long> values) {}

    HwlocReader(XMLStreamReader in, String origin) {
        this.in = in;
        this.origin = origin;
        this.draft = new TopologyDraft(origin);
    }

    Topology topology() throws XMLStreamException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.ENTITY_REFERENCE -> throw damaged("It uses an entity, which hwloc never does.");
                default -> {
                    // comments, the document type, white space
                }
            }
        }
        for (var processor : ProcessorSet.of(complete).numbers()) {
            if (!draft.knows(processor)) {
                draft.offline(processor, -1);
            }
        }
        for (var processor : ProcessorSet.of(disallowed).numbers()) {
            if (draft.knows(processor)) {
                draft.offline(processor, -1);
            }
        }
        return draft.build(origin, List.of());
    }

    private void start() {
        if (++elements > MOST_ELEMENTS || open.size() == MOST_DEPTH) {
            throw damaged("It has more than " + MOST_ELEMENTS + " elements, or " + MOST_DEPTH + " inside each other.");
        }
        var name = in.getLocalName();
        if (open.isEmpty()) {
            root(name);
        }
        if (name.equals("object")) {
            var type = text("type");
            open.push(new Open(type, pack));
            object(type);
            return;
        }
        open.push(new Open(":" + name, pack));
        if (name.equals("distances2")) {
            var latency = text("type").equals("NUMANode") && (number("kind", 0) & MEANS_LATENCY) != 0;
            var objects = number("nbobjs", 0);
            matrix = latency && objects >= 1 && objects <= TopologyDraft.MOST_NODES
                    ? new Matrix((int) objects, new ArrayList<>(), new ArrayList<>())
                    : null;
        }
    }

    private void root(String name) {
        var version = VERSION.matcher(text("version"));
        if (!name.equals("topology")) {
            throw damaged("Its first element is not <topology>.");
        }
        if (!version.matches() || version.group(1).equals("1")) {
            throw Refused.damaged(
                    origin,
                    "It is of hwloc 1, whose objects were others.",
                    "lstopo of hwloc 2 reads it, and writes it anew: lstopo -i OLD.xml NEW.xml");
        }
        if (!version.group(1).equals("2") && !version.group(1).equals("3")) {
            throw Refused.damaged(origin, "Its format is " + version.group() + "; 2 and 3 are known.", AGAIN);
        }
    }

    private void object(String type) {
        switch (type) {
            case "Machine" -> {
                complete.or(bitmap("complete_cpuset"));
                if (in.getAttributeValue(null, "allowed_cpuset") != null) {
                    disallowed.or(complete);
                    disallowed.andNot(bitmap("allowed_cpuset"));
                }
            }
            case "Package" -> pack = index();
            case "Core" -> {
                finishCore();
                core = new OpenCore(index(), new ArrayList<>());
            }
            case "PU" -> processor(number());
            case "NUMANode" -> draft.node(number(), ProcessorSet.of(bitmap("cpuset")), number("local_memory", 0));
            case "L1Cache", "L2Cache", "L3Cache", "L4Cache", "L5Cache", "L1iCache", "L2iCache", "L3iCache" -> cache();
            default -> {
                // groups, dies, devices: nothing of them is in a topology
            }
        }
    }

    private void processor(int number) {
        if (core == null) {
            // hwloc leaves cores out where it knows nothing of them.
            draft.core(pack, number, ProcessorSet.of(number));
        } else {
            core.threads().add(number);
        }
    }

    private void cache() {
        // HWLOC_OBJ_CACHE_UNIFIED, _DATA and _INSTRUCTION of hwloc.h.
        var content = switch ((int) number("cache_type", 0)) {
            case 1 -> Topology.Cache.Content.DATA;
            case 2 -> Topology.Cache.Content.INSTRUCTIONS;
            default -> Topology.Cache.Content.BOTH;
        };
        draft.cache(
                (int) Math.min(number("depth", 0), Integer.MAX_VALUE),
                content,
                number("cache_size", 0),
                ProcessorSet.of(bitmap("cpuset")));
    }

    private void end() {
        var ended = open.pop();
        pack = ended.packBefore();
        switch (ended.type()) {
            case "Core" -> finishCore();
            case ":distances2" -> finishMatrix();
            default -> {
                // nothing to finish
            }
        }
    }

    private void finishCore() {
        if (core != null) {
            draft.core(pack, core.number(), new ProcessorSet(core.threads()));
            core = null;
        }
    }

    private void finishMatrix() {
        if (matrix == null) {
            return;
        }
        var side = matrix.objects();
        if (matrix.indexes().size() != side || matrix.values().size() != side * side) {
            throw damaged("Its matrix of distances does not have " + side + " by " + side + " values.");
        }
        for (var i = 0; i < side; i++) {
            for (var j = 0; j < side; j++) {
                draft.distance(
                        matrix.indexes().get(i),
                        matrix.indexes().get(j),
                        matrix.values().get(i * side + j));
            }
        }
        matrix = null;
    }

    private void text() {
        if (matrix == null || in.isWhiteSpace()) {
            return;
        }
        var most = matrix.objects() * matrix.objects();
        for (var word : in.getText().strip().split("\\s+")) {
            if (matrix.values().size() >= most) {
                throw damaged("Its matrix of distances has more than " + most + " values.");
            }
            switch (open.element().type()) {
                case ":indexes" -> matrix.indexes().add((int) Math.min(parsed(word), ProcessorSet.LIMIT));
                case ":u64values" -> matrix.values().add(parsed(word));
                default -> {
                    // between the two
                }
            }
            if (matrix.indexes().size() > matrix.objects()) {
                throw damaged("Its matrix of distances is of more than " + matrix.objects() + " nodes.");
            }
        }
    }

    private String text(String attribute) {
        var value = in.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    private long number(String attribute, long fallback) {
        var text = text(attribute);
        return text.isEmpty() ? fallback : parsed(text);
    }

    /** Linux's number of an object; firmware chooses those of packages and cores as it likes. */
    private int index() {
        var text = text("os_index");
        // What hwloc writes where it does not know.
        var known = !text.isEmpty() && !text.equals("-1") && !text.equals("4294967295");
        return known ? (int) Math.min(parsed(text), Integer.MAX_VALUE - ProcessorSet.LIMIT) : 0;
    }

    /** Of a processor or a NUMA node; 0 to {@link ProcessorSet#LIMIT} - 1. */
    private int number() {
        var number = index();
        if (number >= ProcessorSet.LIMIT) {
            throw damaged(
                    "An object has the number " + number + "; at most " + (ProcessorSet.LIMIT - 1) + " is taken.");
        }
        return number;
    }

    private long parsed(String text) {
        // 18 digits fit into a long.
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw damaged("A number is expected where it has something else.");
        }
        return Long.parseLong(text);
    }

    private BitSet bitmap(String attribute) {
        var text = text(attribute);
        return HwlocBitmap.parse(text)
                .orElseThrow(() ->
                        damaged("Its " + attribute + " is no set of processors below " + ProcessorSet.LIMIT + "."));
    }

    private RuntimeException damaged(String why) {
        return Refused.damaged(origin, "Line " + in.getLocation().getLineNumber() + ": " + why, AGAIN);
    }
}
