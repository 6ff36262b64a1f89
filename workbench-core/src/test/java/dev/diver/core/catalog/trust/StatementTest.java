package dev.diver.core.catalog.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.Mutations;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.Minisign;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statements about keys and indexes, as texts. */
@Timeout(120)
class StatementTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00.5Z");

    @TempDir
    Path folder;

    private final SecretKey one = SecretKey.generate(new SecureRandom());
    private final SecretKey two = SecretKey.generate(new SecureRandom());
    private final Succession succession = Succession.make(one, two, NOW);
    private final Revocation revocation = Revocation.make(one.publicKey(), one, "lost\n\u202ekey", NOW);
    private final IndexStatement index =
            IndexStatement.make("lab", 7, Digest.of(new byte[0]), NOW, NOW.plus(Duration.ofDays(7)), one);

    @Test
    void comeBackAsTheyWere() {
        assertEquals(succession, Succession.parse(succession.text()));
        assertEquals(revocation, Revocation.parse(revocation.text()));
        assertEquals(index, IndexStatement.parse(index.text()));
        assertEquals("lost key", revocation.reason());
        assertEquals(Instant.parse("2026-11-27T12:00:00Z"), succession.date());
    }

    /** As docs/guide/trust.md tells to. */
    @Test
    void minisignChecksThem() throws Exception {
        var minisign = new Minisign(folder);
        var lines = succession.text().lines().toList();
        var end = lines.indexOf("");
        Files.writeString(folder.resolve("said"), String.join("\n", lines.subList(0, end)) + "\n");
        Files.write(folder.resolve("first"), lines.subList(end + 1, end + 5));
        Files.write(folder.resolve("second"), lines.subList(end + 6, end + 10));
        for (var signed : List.of(List.of("first", one), List.of("second", two))) {
            var key = ((SecretKey) signed.get(1)).publicKey().text();
            var checked = minisign.run("", "-V", "-m", "said", "-x", (String) signed.get(0), "-P", key);
            assertEquals(0, checked.status(), checked.said());
        }
        Files.writeString(folder.resolve("said"), "more\n", java.nio.file.StandardOpenOption.APPEND);
        assertNotEquals(
                0,
                minisign.run(
                                "",
                                "-V",
                                "-m",
                                "said",
                                "-x",
                                "first",
                                "-P",
                                one.publicKey().text())
                        .status());
    }

    private static String refused(String text, Function<String, ?> reading) {
        var failure = assertThrows(DiverException.class, () -> reading.apply(text));
        assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
        assertTrue(failure.problem().text().length() < 1000, "too many words");
        return failure.problem().why();
    }

    @Test
    void bothKeysHaveToSign() {
        var text = succession.text();
        var first = text.indexOf("\nuntrusted");
        var second = text.indexOf("\nuntrusted", first + 1);
        assertTrue(refused(text.substring(0, second), Succession::parse).contains("new key"));
        assertTrue(refused(text.substring(0, first) + text.substring(second), Succession::parse)
                .contains("old key"));
        // Signed by one for another successor.
        var third = SecretKey.generate(new SecureRandom());
        refused(text.replace(two.publicKey().text(), third.publicKey().text()), Succession::parse);
        refused(text.replace("12:00:00Z", "12:00:01Z"), Succession::parse);
        assertTrue(refused(text, Revocation::parse).contains("another kind"));
        var self = Succession.make(one, two, NOW)
                .text()
                .replace(two.publicKey().text(), one.publicKey().text());
        assertTrue(refused(self, Succession::parse).contains("itself"));
    }

    @Test
    void whatIsNoStatement() {
        var text = revocation.text();
        refused("", Revocation::parse);
        refused("diver statement 2\n" + text.substring(text.indexOf('\n') + 1), Revocation::parse);
        refused("diver statement 1\n".repeat(1_000_000), Revocation::parse);
        refused(text.substring(0, text.indexOf("\n\n") + 1), Revocation::parse);
        refused(text.replace("kind: ", "kind:"), Revocation::parse);
        refused(text.replace("kind: revocation\n", "kind: revocation\nkind: revocation\n"), Revocation::parse);
        refused(text.replace("kind: revocation\n", ""), Revocation::parse);
        refused(text + "\n" + text.substring(text.indexOf("\n\n") + 2).repeat(4), Revocation::parse);
        refused(index.text().replace("version: 7", "version: -7"), IndexStatement::parse);
        refused(index.text().replace("version: 7", "version: 99999999999999999999"), IndexStatement::parse);
        refused(index.text().replace("expires: 2026", "expires: soon"), IndexStatement::parse);
        refused(index.text().replace("sha256:", "md5:"), IndexStatement::parse);
    }

    @Test
    void brokenInAThousandWays() {
        Mutations.of(succession.text().getBytes(StandardCharsets.UTF_8), bytes -> {
            try {
                var parsed = Succession.parse(new String(bytes, StandardCharsets.UTF_8));
                assertEquals(
                        List.of(succession.from(), succession.to(), succession.date()),
                        List.of(parsed.from(), parsed.to(), parsed.date()));
            } catch (DiverException refused) {
                assertEquals(Problem.Kind.DAMAGED, refused.problem().kind());
            }
        });
    }
}
