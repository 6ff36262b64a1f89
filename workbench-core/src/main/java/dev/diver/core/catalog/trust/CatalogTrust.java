package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a catalog's packages and its index are taken: asked before anything of them is unpacked. Keys that are met for
 * the first time, or that follow others, are pinned here. Thread-safe; reads and writes files.
 */
public final class CatalogTrust {
    private final KeyFolder folder;
    private final SeenIndexes seen;
    private final Clock clock;

    public CatalogTrust(DiverHome home, Clock clock) {
        folder = new KeyFolder(home);
        seen = new SeenIndexes(home);
        this.clock = clock;
    }

    /** What signatures say, and what that means under the catalog's policy. */
    public record Judgement(Verdict verdict, Consequence consequence) {

        /**
         * Words about it where there are any to tell.
         *
         * @throws DiverException UNTRUSTED where it is refused
         */
        public Optional<Problem> enforce() {
            return switch (consequence) {
                case Consequence.GoOn good -> Optional.empty();
                case Consequence.Warn warning -> Optional.of(warning.problem());
                case Consequence.Refuse refusal -> throw new DiverException(refusal.problem());
            };
        }
    }

    /** What is asked of a catalog; {@link TrustPolicy#USUAL} where nothing was said. */
    public TrustPolicy policy(String catalog) {
        return folder.read().policy(catalog);
    }

    public void setPolicy(String catalog, TrustPolicy policy) {
        folder.changing(() -> {
            folder.write(folder.read().state().with(catalog, policy));
            return policy;
        });
    }

    /** The catalog is no more: neither its policy is kept, nor which index was seen. */
    public void forget(String catalog) {
        folder.changing(() -> {
            folder.write(folder.read().state().without(catalog));
            return catalog;
        });
        seen.forget(catalog);
    }

    /**
     * @param what names it to a person, such as {@code snorkel:0.2.0}
     * @param digest of its manifest
     * @param signatures that are found with it; not asked where the policy is off
     */
    public Judgement judge(String catalog, String what, Digest digest, Supplier<List<FoundSignature>> signatures) {
        var mode = policy(catalog).mode();
        var verdict =
                mode == TrustMode.OFF ? new Verdict.Unchecked() : verdict(catalog, signatures.get(), message(digest));
        return new Judgement(verdict, Consequence.of(verdict, mode, catalog, what));
    }

    /** What signatures say, without consequence: nothing is pinned. */
    public Verdict look(String catalog, Digest digest, Supplier<List<FoundSignature>> signatures) {
        var reading = folder.read();
        var policy = reading.policy(catalog);
        return policy.mode() == TrustMode.OFF
                ? new Verdict.Unchecked()
                : Judge.judge(policy, reading.ring(), signatures.get(), message(digest));
    }

    private static byte[] message(Digest digest) {
        return digest.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Verdict verdict(String catalog, List<FoundSignature> signatures, byte[] message) {
        var reading = folder.read();
        var verdict = Judge.judge(reading.policy(catalog), reading.ring(), signatures, message);
        return switch (verdict) {
            case Verdict.FirstUse first -> pin(catalog, signatures, message);
            case Verdict.Followed followed -> pin(catalog, signatures, message);
            default -> verdict;
        };
    }

    /** Judges again, as another process may have pinned another key meanwhile. */
    private Verdict pin(String catalog, List<FoundSignature> signatures, byte[] message) {
        return folder.changing(() -> {
            var reading = folder.read();
            var policy = reading.policy(catalog);
            var verdict = Judge.judge(policy, reading.ring(), signatures, message);
            switch (verdict) {
                case Verdict.FirstUse first -> {
                    keep(reading, first.key(), catalog);
                    folder.write(reading.state()
                            .with(catalog, policy.pinning(first.key().id())));
                }
                case Verdict.Followed followed -> {
                    keep(reading, followed.key(), followed.pinned().name());
                    folder.write(reading.state()
                            .taking(followed.way())
                            .with(catalog, policy.pinning(followed.key().id())));
                }
                default -> {}
            }
            return verdict;
        });
    }

    private void keep(KeyFolder.Reading reading, PublicKey key, String wished) {
        if (reading.ring().find(key.id()).isEmpty()) {
            folder.write(folder.freeName(wished), key);
        }
    }

    /**
     * What is to be made of an index.
     *
     * @param name what the publisher calls the catalog, which its statements repeat
     * @param statement as {@link IndexStatement} writes it, or empty where there is none
     * @param root digest of the index that came with it
     */
    public Judgement judgeIndex(String catalog, String name, String statement, Digest root) {
        var mode = policy(catalog).mode();
        var what = "The index";
        if (mode == TrustMode.OFF) {
            return new Judgement(new Verdict.Unchecked(), Consequence.of(new Verdict.Unchecked(), mode, catalog, what));
        }
        if (statement.isEmpty()) {
            return new Judgement(new Verdict.Unsigned(), Consequence.of(new Verdict.Unsigned(), mode, catalog, what));
        }
        IndexStatement said;
        try {
            said = IndexStatement.parse(statement);
        } catch (DiverException e) {
            var wrong = new Verdict.Wrong(List.of(e.problem().why()));
            return new Judgement(wrong, Consequence.of(wrong, mode, catalog, what));
        }
        var verdict = verdict(catalog, said.signatures(), said.message());
        var consequence = Consequence.of(verdict, mode, catalog, what);
        if (!(consequence instanceof Consequence.GoOn)) {
            return new Judgement(verdict, consequence);
        }
        var freshness = seen.judge(catalog, said, name, root, clock.instant());
        return new Judgement(verdict, freshness.consequence(mode, catalog).orElse(consequence));
    }

    /** What a signature by this key is to bring with it, so that who has pinned an earlier key believes it. */
    public List<Succession> leadingTo(PublicKey key) {
        return Successions.leadingTo(key, folder.read().ring().successions());
    }
}
