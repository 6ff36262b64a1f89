package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.catalog.Vouched.State;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.EvidenceFormat;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.Consequence;
import dev.diver.core.catalog.trust.Verdict;
import dev.diver.core.job.Cancellation;
import java.util.List;

/** What is said about a registry's package, to be shown: judging here pins no key. Thread-safe; blocking. */
public final class Testimony {
    private final RegistryPackages packages;
    private final CatalogTrust trust;
    private final EvidenceFormat format = new EvidenceFormat(new OciJson());

    public Testimony(RegistryPackages packages, CatalogTrust trust) {
        this.packages = packages;
        this.trust = trust;
    }

    /** The package's verdict. */
    public Verdict look(RemotePackage found, Cancellation cancellation) {
        return look(found, found.descriptor().digest(), cancellation);
    }

    private Verdict look(RemotePackage beside, Digest subject, Cancellation cancellation) {
        return trust.look(
                beside.catalog().name(),
                subject,
                () -> packages.signatures(beside.catalog(), beside.repository(), subject, cancellation));
    }

    /** In words for a person. */
    public Vouched vouched(RemotePackage found, Verdict verdict) {
        var catalog = found.catalog().name();
        var what = found.reference().map(Object::toString).orElse(found.repository());
        return switch (verdict) {
            case Verdict.FirstUse first ->
                new Vouched(
                        State.FIRST_KEY,
                        what + " is signed by " + first.key().id() + ", the first key seen of " + catalog
                                + "; pulling it makes that the only one that is trusted there.");
            case Verdict.Followed followed ->
                new Vouched(
                        State.SIGNED,
                        what + " is signed by " + followed.key().id() + ", which follows "
                                + followed.pinned().name() + " by its own word.");
            default ->
                new Vouched(
                        state(verdict),
                        words(Consequence.of(verdict, trust.policy(catalog).mode(), catalog, what)));
        };
    }

    private static State state(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unchecked none -> State.UNCHECKED;
            case Verdict.Trusted trusted -> State.SIGNED;
            case Verdict.Followed followed -> State.SIGNED;
            case Verdict.FirstUse first -> State.FIRST_KEY;
            case Verdict.Unsigned none -> State.UNSIGNED;
            case Verdict.UnknownKey unknown -> State.UNKNOWN_KEY;
            case Verdict.RevokedKey revoked -> State.REVOKED;
            case Verdict.Wrong wrong -> State.WRONG;
        };
    }

    private static String words(Consequence consequence) {
        return switch (consequence) {
            case Consequence.GoOn good -> good.words();
            case Consequence.Warn warning -> warning.problem().text();
            case Consequence.Refuse refusal -> refusal.problem().text();
        };
    }

    /** The name of the trusted key behind a verdict, or empty. */
    public static String by(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Trusted trusted -> trusted.key().name();
            case Verdict.Followed followed -> followed.key().id().toString();
            default -> "";
        };
    }

    /** That the package runs, as others have laid beside it; what cannot be read is left out. */
    public List<Evidence> evidence(RemotePackage found, Cancellation cancellation) {
        return packages.beside(found, EvidenceFormat.TYPE, EvidenceFormat.LIMIT, cancellation).stream()
                .flatMap(one ->
                        format
                                .read(
                                        one.parts().getFirst(),
                                        by(look(found, one.itself().digest(), cancellation)))
                                .stream())
                .toList();
    }
}
