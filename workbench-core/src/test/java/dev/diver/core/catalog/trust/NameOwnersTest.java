package dev.diver.core.catalog.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.home.DiverHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two publishers are trusted for one catalog, and each for its own names. */
class NameOwnersTest {
    @TempDir
    Path temp;

    private final SecretKey first = SecretKey.generate(new SecureRandom());
    private final SecretKey second = SecretKey.generate(new SecureRandom());
    private DiverHome home;
    private LocalKeys keys;

    @BeforeEach
    void twoAreTrusted() {
        home = DiverHome.in(temp, temp);
        keys = new LocalKeys(home, new SecretKeys(home), Clock.systemUTC());
        keys.add(first.publicKey().text(), Optional.of("first"), List.of("lab"));
        keys.add(second.publicKey().text(), Optional.of("second"), List.of("lab"));
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, false));
    }

    private Consequence judged(SecretKey key, String name, String version, Succession... statements) {
        var digest = Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
        var signature = new FoundSignature(
                RegistrySignatures.sign(key, digest, name, Instant.now()).text(),
                key.publicKey().text(),
                List.of(statements).stream().map(Succession::text).toList());
        return new CatalogTrust(home, Clock.systemUTC())
                .judgeNamed("lab", name, name + ":" + version, digest, () -> List.of(signature))
                .consequence();
    }

    @Test
    void eachHasItsOwnNames() {
        for (var version : List.of("1", "2")) {
            assertInstanceOf(Consequence.GoOn.class, judged(first, "tiny", version));
            assertInstanceOf(Consequence.GoOn.class, judged(second, "other", version));
        }
    }

    @Test
    void anothersNameIsRefusedOrTold() {
        judged(first, "tiny", "1");
        var refused = assertInstanceOf(Consequence.Refuse.class, judged(second, "tiny", "2"));
        assertEquals(
                "tiny:2 is signed by " + second.publicKey().id() + ", and its name was "
                        + first.publicKey().id() + "'s until now.",
                refused.problem().what());
        keys.setPolicy("lab", new Policy(TrustMode.WARN, false));
        assertInstanceOf(Consequence.Warn.class, judged(second, "tiny", "2"));
        // It was not given away by that.
        assertInstanceOf(Consequence.GoOn.class, judged(first, "tiny", "3"));
    }

    @Test
    void anHeirHasTheName() throws IOException {
        judged(first, "tiny", "1");
        var statement = Files.writeString(
                temp.resolve("statement"),
                Succession.make(first, second, Instant.now()).text());
        keys.add(statement.toString(), Optional.empty(), List.of());
        assertInstanceOf(Consequence.GoOn.class, judged(second, "tiny", "2"));
        assertTrue(judged(first, "tiny", "3") instanceof Consequence.Refuse, "the name was handed on");
    }
}
