package dev.diver.core.catalog.registry;

import static dev.diver.core.catalog.registry.HostileRegistry.BLOB;
import static dev.diver.core.catalog.registry.HostileRegistry.CONTENT;
import static dev.diver.core.catalog.registry.HostileRegistry.say;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Registries whose bytes are others, more, fewer or larger than they may be. */
class LyingRegistryTest extends HostileRegistryLab {
    @Test
    void otherBytesThanPromisedAreNotKept() {
        var other = CONTENT.clone();
        other[777] = 'x';
        lab.answers(exchange -> say(exchange, 200, Map.of(), other));
        assertEquals(Problem.Kind.DAMAGED, lab.downloadFails().kind());
        assertFalse(Files.exists(lab.part));
    }

    @Test
    void moreBytesThanPromisedAreNotWritten() throws Exception {
        lab.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (lab.isOn()) {
                exchange.getResponseBody().write(CONTENT);
            }
        });
        var problem = lab.downloadFails();
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("more than"), problem.why());
        assertTrue(Files.size(lab.part) <= CONTENT.length);
    }

    @Test
    void aConnectionThatIsCutAgainAndAgainGoesOnWhereItWas() throws Exception {
        lab.answers(exchange -> {
            var range = exchange.getRequestHeaders().getFirst("Range");
            var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
            }
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, CONTENT.length - from);
            exchange.getResponseBody().write(CONTENT, from, Math.min(9000, CONTENT.length - from));
            exchange.getResponseBody().flush();
            // Closed with fewer bytes than it told.
        });
        assertArrayEquals(CONTENT, lab.download());
        assertTrue(lab.asked.size() >= 5, lab.asked.toString());
    }

    @Test
    void aRegistryWithoutRangesBeginsAnew() throws Exception {
        Files.write(lab.part, Arrays.copyOf(CONTENT, 1000));
        lab.answers(exchange -> say(exchange, 200, Map.of(), CONTENT));
        assertArrayEquals(CONTENT, lab.download());
    }

    @Test
    void anotherPartThanAskedForIsRefused() throws Exception {
        Files.write(lab.part, Arrays.copyOf(CONTENT, 1000));
        lab.answers(exchange -> say(exchange, 206, Map.of("Content-Range", "bytes 0-49999/50000"), CONTENT));
        assertTrue(lab.downloadFails().why().contains("another part"));
    }

    @Test
    void aManifestIsBounded() {
        lab.answers(exchange -> say(exchange, 200, Map.of(), new byte[(int) OciLayout.MANIFEST_LIMIT + 1]));
        assertTrue(lab.manifestFails().why().contains("more than"));
    }

    @Test
    void aManifestMustHaveTheDigestThatItWasAskedForBy() {
        lab.answers(exchange -> say(exchange, 200, Map.of("Content-Type", "a/b"), CONTENT));
        try (var registry = lab.registry()) {
            var other = Digest.of(new byte[1]).toString();
            var failure =
                    assertThrows(DiverException.class, () -> registry.manifest("kernel", other, new Cancellation()));
            assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
        }
    }

    @Test
    void aMillionLayersAreNotEvenRead() {
        var manifest = "{\"config\":{},\"layers\":[{}" + ",{}".repeat(1_300_000) + "]}";
        assertTrue(manifest.length() < OciLayout.MANIFEST_LIMIT);
        refusesToRead(manifest, "Token count");
    }

    @Test
    void aMillionReferrersAreNotEvenRead() {
        var index = "{\"manifests\":[{}" + ",{}".repeat(1_300_000) + "]}";
        lab.answers(exchange -> say(
                exchange, 200, Map.of("Content-Type", ImageIndex.MEDIA_TYPE), index.getBytes(StandardCharsets.UTF_8)));
        try (var registry = lab.registry()) {
            var problem = assertThrows(
                            DiverException.class,
                            () -> registry.referrers("kernel", BLOB.digest(), "a/b", new Cancellation()))
                    .problem();
            assertEquals(Problem.Kind.DAMAGED, problem.kind());
            assertTrue(problem.why().contains("Token count"), problem.why());
        }
    }

    @Test
    void whatIsNestedAMillionTimesIsRefused() {
        refusesToRead("{\"more\":" + "[".repeat(1_000_000), "nesting depth");
        refusesToRead("[".repeat(1_000_000), "");
    }

    private void refusesToRead(String manifest, String why) {
        lab.answers(exchange ->
                say(exchange, 200, Map.of("Content-Type", "a/b"), manifest.getBytes(StandardCharsets.UTF_8)));
        try (var registry = lab.registry()) {
            var found = registry.manifest("kernel", "1.0", new Cancellation()).orElseThrow();
            var problem = assertThrows(DiverException.class, () -> registry.image(found))
                    .problem();
            assertEquals(Problem.Kind.DAMAGED, problem.kind());
            assertTrue(problem.why().contains(why), problem.why());
        }
        lab.forgets();
    }

    @Test
    void tagsThatNeverEndAreBounded() {
        lab.answers(exchange -> say(
                exchange,
                200,
                Map.of("Link", "</v2/kernel/tags/list?last=x>; rel=\"next\""),
                ("{\"tags\":[" + "\"t\",".repeat(20_000) + "\"t\"]}").getBytes(StandardCharsets.UTF_8)));
        try (var registry = lab.registry()) {
            assertTrue(registry.tags("kernel", new Cancellation()).size() < 200_000);
        }
        assertEquals(5, lab.asked.size());
    }
}
