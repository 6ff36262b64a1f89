package dev.diver.core.importer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Gathers what foreign metadata says about a kernel, cleaned, as parts of a manifest. */
final class Facts {
    private static final int MOST_ARGUMENTS = 256;

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    Facts name(String name) {
        node.put("name", Words.name(name));
        return this;
    }

    Facts version(String version) {
        var clean = Words.version(version);
        if (!clean.isEmpty()) {
            node.put("version", clean);
        }
        return this;
    }

    Facts summary(String text) {
        var line = Words.line(text).strip();
        if (!line.isEmpty()) {
            node.put("summary", line);
        }
        return this;
    }

    /** The arguments where a dive gives none; none at all where one of them could not be passed on as it is. */
    Facts usual(List<String> arguments) {
        if (!arguments.isEmpty()
                && arguments.size() <= MOST_ARGUMENTS
                && arguments.stream().allMatch(one -> one.equals(Words.line(one)))) {
            var usual = node.withObject("/args").putArray("usual");
            arguments.forEach(usual::add);
        }
        return this;
    }

    /** A boot module, as a path in the package. */
    Facts module(String path) {
        node.withObject("/boot").putArray("modules").addObject().put("path", path);
        return this;
    }

    ObjectNode node() {
        return node;
    }
}
