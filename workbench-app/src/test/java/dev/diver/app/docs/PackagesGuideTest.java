package dev.diver.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/guide/packages.md names each key of kernel.json, and each word that a key can have. */
class PackagesGuideTest {
    @Test
    void everyKeyAndWordIsNamed() throws IOException {
        var schema = new ObjectMapper()
                .readTree(Page.repository()
                        .resolve("assets/schema/kernel-manifest.schema.json")
                        .toFile());
        var wanted = new TreeSet<String>();
        collect(schema, wanted);
        assertTrue(wanted.containsAll(Set.of("metaPackage", "status-port", "verified")), wanted.toString());
        var page = Page.guide("packages.md");
        wanted.removeAll(Page.code(page.lines()).collect(Collectors.toSet()));
        assertEquals(Set.of(), wanted);
    }

    private static void collect(JsonNode node, Set<String> wanted) {
        node.path("properties").fieldNames().forEachRemaining(wanted::add);
        node.path("enum").forEach(word -> wanted.add(word.asText()));
        node.forEach(inner -> collect(inner, wanted));
    }
}
