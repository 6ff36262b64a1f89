package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final NameOwners owners;
    private final Clock clock;

    public CatalogTrust(DiverHome home, Clock clock) {
        folder = new KeyFolder(home);
        seen = new SeenIndexes(home);
        owners = new NameOwners(home);
        this.clock = clock;
    }

    /** What signatures say, and what that means under the catalog's policy. */
    public record Judgement(Verdict verdict, Consequence consequence) {

        /**
         * Enforces it, and tells the person of warnings and of keys that are trusted from now on.
         *
         * @throws DiverException UNTRUSTED where it is refused
         */
        public void tell(Progress progress) {
            enforce().ifPresent(warning -> progress.note("Warning: " + warning.text()));
            var isNews = verdict instanceof Verdict.FirstUse || verdict instanceof Verdict.Followed;
            if (isNews && consequence instanceof Consequence.GoOn news) {
                progress.note(news.words());
            }
        }

        /** Of several, that of who is known counts, whatever strangers lay beside it. */
        private int badness() {
            return switch (verdict) {
                case Verdict.Unchecked none -> 0;
                case Verdict.Trusted trusted -> consequence instanceof Consequence.GoOn ? 0 : 1;
                case Verdict.Followed followed -> consequence instanceof Consequence.GoOn ? 0 : 1;
                case Verdict.FirstUse first -> consequence instanceof Consequence.GoOn ? 0 : 1;
                case Verdict.RevokedKey revoked -> 2;
                case Verdict.UnknownKey unknown -> 3;
                case Verdict.Wrong wrong -> 4;
                case Verdict.Unsigned none -> 5;
            };
        }

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

    /** The catalog is no more, and another may get its name: which index was seen is forgotten. What was decided stays. */
    public void forgetIndex(String catalog) {
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

    /**
     * As {@link #judge}, of a package that is about to be taken: the key that has its name is noted, and another that does
     * not follow it is told or refused, also where both are trusted for the catalog.
     *
     * @param name of the package in its catalog
     */
    public Judgement judgeNamed(
            String catalog, String name, String what, Digest digest, Supplier<List<FoundSignature>> signatures) {
        var judgement = judge(catalog, what, digest, signatures);
        if (!(judgement.consequence() instanceof Consequence.GoOn)) {
            return judgement;
        }
        return signer(judgement.verdict())
                .flatMap(key -> owners.taken(catalog + "/" + name, key, this::follows)
                        .map(owner -> new Judgement(
                                judgement.verdict(),
                                Consequence.ofTakenName(policy(catalog).mode(), what, owner.id(), key.id()))))
                .orElse(judgement);
    }

    private boolean follows(PublicKey owner, PublicKey key) {
        var ring = folder.read().ring();
        return new Successions(ring.successions()).way(owner, key, ring::isGood).isPresent();
    }

    private static Optional<PublicKey> signer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Trusted trusted -> Optional.of(trusted.key().key());
            case Verdict.Followed followed -> Optional.of(followed.key());
            case Verdict.FirstUse first -> Optional.of(first.key());
            case Verdict.Unchecked none -> Optional.empty();
            case Verdict.Unsigned none -> Optional.empty();
            case Verdict.UnknownKey none -> Optional.empty();
            case Verdict.RevokedKey none -> Optional.empty();
            case Verdict.Wrong none -> Optional.empty();
        };
    }

    /** @param signatures that are found with what has the digest */
    public record Signed(Digest digest, List<FoundSignature> signatures) {}

    /**
     * Whether one who has a package's name has signed something about it: the key that had signed what was last taken of that
     * name here, or one that follows it. Where nothing was taken yet, who has signed the package has the name; where
     * nobody has, every key that is trusted for the catalog. Nothing is pinned.
     *
     * @param name of the package in its catalog
     * @param thePackage asked for only where it matters
     */
    public boolean isByOwner(String catalog, String name, Signed said, Supplier<Signed> thePackage) {
        var reading = folder.read();
        var signers = signers(reading, catalog, said);
        if (signers.isEmpty()) {
            return false;
        }
        var owner = owners.of(catalog + "/" + name);
        var having = owner.isPresent()
                ? owner.stream().toList()
                : signers(reading, catalog, thePackage.get()).stream()
                        .map(Signer::key)
                        .toList();
        return having.isEmpty()
                ? signers.stream().anyMatch(Signer::isTrusted)
                : signers.stream()
                        .anyMatch(signer -> having.stream()
                                .anyMatch(key -> key.equals(signer.key())
                                        || Successions.of(reading.ring().successions(), signer.statements())
                                                .way(key, signer.key(), reading.ring()::isGood)
                                                .isPresent()));
    }

    /** @param isTrusted for the catalog, and not just the first that was met */
    private record Signer(PublicKey key, boolean isTrusted, List<String> statements) {}

    /** Each signature counts by itself: a second one beside it takes nothing away. */
    private static List<Signer> signers(KeyFolder.Reading reading, String catalog, Signed said) {
        return said.signatures().stream()
                .flatMap(one -> {
                    var verdict =
                            Judge.judge(reading.policy(catalog), reading.ring(), List.of(one), message(said.digest()));
                    return signer(verdict).stream()
                            .map(key -> new Signer(key, !(verdict instanceof Verdict.FirstUse), one.statements()));
                })
                .toList();
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
     * What is to be made of an index. One good statement is enough: whoever may write to a registry can lay others there.
     *
     * @param found beside its root; not asked where the policy is off
     */
    public Judgement judgeIndex(String catalog, IndexClaim claim, Supplier<List<FoundStatement>> found) {
        var policy = policy(catalog);
        if (policy.mode() == TrustMode.OFF) {
            return judgement(new Verdict.Unchecked(), policy.mode(), catalog);
        }
        var unreadable = new ArrayList<String>();
        var said = new ArrayList<IndexStatement>();
        for (var one : found.get()) {
            try {
                said.add(IndexStatement.parse(one.text()).with(one.keys()));
            } catch (DiverException e) {
                unreadable.add(e.problem().why());
            }
        }
        var signers = said.stream().map(one -> one.key().id()).distinct().toList();
        if (signers.size() > 1 && policy.pinned().isEmpty()) {
            // Of several keys that nobody knows, a person chooses.
            return judgement(new Verdict.UnknownKey(signers), policy.mode(), catalog);
        }
        var judgements = said.stream()
                .map(one -> judgeIndex(catalog, policy.mode(), claim, one))
                .sorted(Comparator.comparingInt(Judgement::badness))
                .toList();
        if (!judgements.isEmpty()) {
            return judgements.getFirst();
        }
        if (!unreadable.isEmpty()) {
            return judgement(new Verdict.Wrong(unreadable), policy.mode(), catalog);
        }
        var unsigned = judgement(new Verdict.Unsigned(), policy.mode(), catalog);
        return policy.mode() == TrustMode.REQUIRE
                ? unsigned
                : Freshness.of(claim, clock.instant())
                        .consequence(policy.mode(), catalog)
                        .map(consequence -> new Judgement(unsigned.verdict(), consequence))
                        .orElse(unsigned);
    }

    private static Judgement judgement(Verdict verdict, TrustMode mode, String catalog) {
        return new Judgement(verdict, Consequence.of(verdict, mode, catalog, "The index"));
    }

    private Judgement judgeIndex(String catalog, TrustMode mode, IndexClaim claim, IndexStatement said) {
        var judgement = judgement(verdict(catalog, said.signatures(), said.message()), mode, catalog);
        return judgement.consequence() instanceof Consequence.GoOn
                ? seen.judge(catalog, said, claim.root(), clock.instant())
                        .consequence(mode, catalog)
                        .map(consequence -> new Judgement(judgement.verdict(), consequence))
                        .orElse(judgement)
                : judgement;
    }

    /**
     * Before one changes an index and signs that: an old one that somebody serves must not become the present one.
     *
     * @throws DiverException UNTRUSTED where a newer one was seen here
     */
    public void requireNotOld(String catalog, long version) {
        seen.rolledBack(catalog, version)
                .flatMap(old -> old.consequence(TrustMode.REQUIRE, catalog))
                .ifPresent(consequence -> new Judgement(new Verdict.Unchecked(), consequence).enforce());
    }

    /** What a signature by this key is to bring with it, so that who has pinned an earlier key believes it. */
    public List<Succession> leadingTo(PublicKey key) {
        return Successions.leadingTo(key, folder.read().ring().successions());
    }
}
