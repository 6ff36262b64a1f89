package dev.diver.core.catalog.local;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.catalog.local.KernelPages.Material;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.remote.RemotePackage;
import dev.diver.core.catalog.remote.RemotePuller;
import dev.diver.core.catalog.remote.Testimony;
import dev.diver.core.catalog.remote.Vouching;
import dev.diver.core.catalog.remote.YankJudge;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.LookAlikes;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Kernels of registries, and of the store what was pulled from them: that needs no network where its digest is known. */
final class RegistryKernels {
    private final RegistryPackages packages;
    private final Store store;
    private final References references;
    private final RemotePuller puller;
    private final Vouching vouching;
    private final Testimony testimony;
    private final YankJudge yanks;

    RegistryKernels(RegistryPackages packages, Store store, References references, CatalogTrust trust) {
        this.packages = packages;
        this.store = store;
        this.references = references;
        puller = new RemotePuller(packages, store);
        vouching = new Vouching(packages, trust);
        testimony = new Testimony(packages, trust);
        yanks = new YankJudge(packages, trust);
    }

    static boolean has(KernelReference reference) {
        return !reference.catalog().isEmpty();
    }

    KernelManifest show(KernelReference reference) {
        var here = byDigest(reference);
        if (here.isPresent()) {
            return store.manifest(here.get());
        }
        var never = new Cancellation();
        try {
            var found = find(reference, never);
            var pulled = store.pulledFrom(found.descriptor());
            return pulled.isPresent() ? store.manifest(pulled.get()) : packages.manifest(found, never);
        } catch (DiverException e) {
            return store.manifest(pulledBefore(reference, e));
        }
    }

    CatalogEntry entry(KernelReference reference) {
        var descriptor = byDigest(reference).orElseGet(() -> asked(reference));
        return KernelAnnotations.entry(
                        descriptor,
                        store.pulledFrom(descriptor).isPresent()
                                || byDigest(reference).isPresent())
                .orElseThrow();
    }

    private Descriptor asked(KernelReference reference) {
        try {
            return find(reference, new Cancellation()).descriptor();
        } catch (DiverException e) {
            return pulledBefore(reference, e);
        }
    }

    /** For a page; of what is pulled, where its registry cannot be asked. */
    Material material(KernelReference reference, Cancellation cancellation) {
        try {
            var found = find(reference, cancellation);
            var verdict = testimony.look(found, cancellation);
            return new Material(
                    found.descriptor(),
                    found.manifest(),
                    packages.manifest(found, cancellation),
                    testimony.vouched(found, verdict),
                    Testimony.by(verdict),
                    testimony.evidence(found, cancellation));
        } catch (DiverException e) {
            cancellation.check();
            var here = references.inStore(reference).orElseThrow(() -> e);
            return new Material(
                    here,
                    store.layout().manifest(here),
                    store.manifest(here),
                    new Vouched(
                            Vouched.State.UNCHECKED,
                            "Nobody could be asked now. " + e.problem().text()),
                    "",
                    List.of());
        }
    }

    /** Into the store, where it is not there yet; what was pulled before serves while the registry cannot be reached. */
    Descriptor pull(KernelReference reference, Progress progress, Cancellation cancellation) {
        var here = byDigest(reference);
        if (here.isPresent()) {
            return here.get();
        }
        progress.report("asking " + reference.catalog() + " for " + reference.name());
        RemotePackage found;
        try {
            found = find(reference, doubt -> progress.note("Warning: " + doubt), cancellation);
        } catch (DiverException e) {
            return pulledBefore(reference, e);
        }
        return store.pulledFrom(found.descriptor()).orElseGet(() -> {
            requireNotYanked(reference, found, progress, cancellation);
            warn(reference, progress);
            vouching.require(found, progress, cancellation);
            return puller.pull(found, progress, cancellation);
        });
    }

    private RemotePackage find(KernelReference reference, Cancellation cancellation) {
        return find(reference, nobody -> {}, cancellation);
    }

    private boolean isHidden(RemotePackage candidate, Consumer<String> told, Cancellation cancellation) {
        var yanked = yanks.judge(candidate, cancellation);
        if (yanked.reason().isPresent()) {
            yanked.doubt().ifPresent(told);
        }
        return yanked.reason().isPresent();
    }

    /** The very tag; else the version's default configuration, as the index knows it; without a tag, the newest version. */
    private RemotePackage find(KernelReference reference, Consumer<String> told, Cancellation cancellation) {
        var known = reference.digest().isEmpty() ? references.indexed(reference) : Optional.<KernelReference>empty();
        if (reference.tag().isEmpty() && reference.digest().isEmpty()) {
            return known.isPresent()
                    ? packages.find(known.get(), cancellation)
                    : packages.newest(reference, candidate -> isHidden(candidate, told, cancellation), cancellation);
        }
        try {
            return packages.find(reference, cancellation);
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.NOT_FOUND
                    && known.filter(other -> !other.tag().equals(reference.tag()))
                            .isPresent()) {
                return packages.find(known.get(), cancellation);
            }
            throw e;
        }
    }

    /** Who is locked to it says its digest. */
    private void requireNotYanked(
            KernelReference reference, RemotePackage found, Progress progress, Cancellation cancellation) {
        if (!reference.digest().isEmpty()) {
            return;
        }
        var yanked = yanks.judge(found, cancellation);
        if (yanked.reason().isPresent()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    reference + " was yanked" + (yanked.doubt().isEmpty() ? " by its publisher." : "."),
                    yanked.words() + " Nets whose net.lock has it still get it.",
                    "Take another version (diver search " + reference.name() + "). If it must be this one: "
                            + reference.catalog() + "/" + reference.name() + "@"
                            + found.descriptor().digest());
        }
        yanked.doubt().ifPresent(text -> progress.note("Warning: " + text));
    }

    /** Before it is here: that is when a person can still mean another. */
    private void warn(KernelReference reference, Progress progress) {
        var alike = references.alike(reference);
        if (!alike.isEmpty()) {
            progress.note("Warning: " + LookAlikes.warning(reference, alike));
        }
    }

    private Optional<Descriptor> byDigest(KernelReference reference) {
        return reference.digest().isEmpty() ? Optional.empty() : references.inStore(reference);
    }

    private Descriptor pulledBefore(KernelReference reference, DiverException failure) {
        return Optional.of(failure.problem().kind())
                .filter(kind -> kind == Problem.Kind.OFFLINE || kind == Problem.Kind.RATE_LIMITED)
                .flatMap(kind -> references.inStore(reference))
                .orElseThrow(() -> failure);
    }
}
