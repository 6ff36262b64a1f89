package dev.diver.core.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import java.io.IOException;
import java.util.stream.StreamSupport;

/**
 * Lays parts of manifests over each other. Objects are merged, tags joined, all else is replaced; where {@code boot} is
 * one object instead of a list, it is laid over each way to boot.
 */
final class Manifests {
    private final ObjectMapper mapper = new ObjectMapper();
    private final KernelManifestFormat format = new KernelManifestFormat();

    ObjectNode tree(KernelManifest manifest) {
        try {
            return (ObjectNode) mapper.readTree(format.write(manifest));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param origin names it in errors */
    KernelManifest manifest(ObjectNode tree, String origin) {
        try {
            return format.read(mapper.writeValueAsBytes(tree), origin);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void lay(JsonNode over, ObjectNode below) {
        over.properties().forEach(field -> lay(field.getKey(), field.getValue(), below));
    }

    private static void lay(String key, JsonNode over, ObjectNode below) {
        var now = below.get(key);
        if (key.equals("boot") && over.isObject()) {
            below.withArray("/boot").forEach(way -> lay(over, (ObjectNode) way));
        } else if (over.isObject() && now instanceof ObjectNode object) {
            lay(over, object);
        } else if (key.equals("tags") && now instanceof ArrayNode tags) {
            over.forEach(tag -> {
                if (StreamSupport.stream(tags.spliterator(), false).noneMatch(tag::equals)) {
                    tags.add(tag);
                }
            });
        } else {
            below.set(key, over.deepCopy());
        }
    }
}
