package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.packaging.YankFormat.Yank;
import dev.diver.core.catalog.remote.RegistryPackages.YankNote;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.job.Cancellation;
import java.util.List;
import java.util.Optional;

/**
 * Whether a version is hidden from whoever is not locked to it. Where the catalog's policy is to require signatures, only
 * those count who have its name: others could make nobody find what was mended. Thread-safe; blocking.
 */
public final class YankJudge {
    private static final Yanked NOT = new Yanked(Optional.empty(), Optional.empty());

    private final RegistryPackages packages;
    private final CatalogTrust trust;

    public YankJudge(RegistryPackages packages, CatalogTrust trust) {
        this.packages = packages;
        this.trust = trust;
    }

    /**
     * @param reason why it is hidden; absent where it is not
     * @param doubt what a person should know of who says so, or says otherwise, one sentence
     */
    public record Yanked(Optional<String> reason, Optional<String> doubt) {

        /** It is hidden, and this is why not to take it. */
        public String words() {
            return "The reason: " + reason.orElseThrow() + "."
                    + doubt.map(text -> " " + text).orElse("");
        }
    }

    public Yanked judge(RemotePackage found, Cancellation cancellation) {
        return judge(
                found.catalog(),
                found.repository(),
                found.descriptor().digest(),
                found.reference().map(Object::toString).orElse(found.repository()),
                cancellation);
    }

    /** @param what names it to a person */
    Yanked judge(RemoteCatalog catalog, String name, Digest version, String what, Cancellation cancellation) {
        var mode = trust.policy(catalog.name()).mode();
        var notes = packages.yanks(catalog, name, version, cancellation);
        if (notes.stream().map(YankNote::said).noneMatch(Yank::yanked)) {
            return NOT;
        }
        var latest = notes.getFirst();
        if (mode == TrustMode.OFF || isByOwner(catalog, name, version, latest, cancellation)) {
            return new Yanked(reason(List.of(latest)), Optional.empty());
        }
        return mode == TrustMode.WARN
                ? new Yanked(reason(List.of(latest)), Optional.of(doubt(what, latest.said()) + "."))
                : new Yanked(
                        reason(notes.stream()
                                .skip(1)
                                .filter(note -> isByOwner(catalog, name, version, note, cancellation))
                                .limit(1)
                                .toList()),
                        Optional.of(doubt(what, latest.said()) + ", so it is not believed."));
    }

    private boolean isByOwner(
            RemoteCatalog catalog, String name, Digest version, YankNote note, Cancellation cancellation) {
        return trust.isByOwner(
                catalog.name(),
                name,
                new CatalogTrust.Signed(note.itself(), packages.signatures(catalog, name, note.itself(), cancellation)),
                () -> new CatalogTrust.Signed(version, packages.signatures(catalog, name, version, cancellation)));
    }

    private static Optional<String> reason(List<YankNote> deciding) {
        return deciding.stream()
                .map(YankNote::said)
                .filter(Yank::yanked)
                .map(Yank::reason)
                .findFirst();
    }

    private static String doubt(String what, Yank said) {
        return "That " + what + (said.yanked() ? " was yanked (" + said.reason() + ")" : " may be used again")
                + " is signed by no key that has its name";
    }
}
