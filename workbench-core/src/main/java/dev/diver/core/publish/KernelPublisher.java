package dev.diver.core.publish;

import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds, packs, tests, boots and publishes the kernel of a folder. Its name comes last, so that nobody finds half of it. */
final class KernelPublisher {
    private final Scripts scripts;
    private final Drafts drafts;
    private final BootCheck boot;
    private final Vmm vmm;
    private final IndexEntries entries;
    private final OciJson json;
    private final Clock clock;
    private final Evidences evidences = new Evidences();

    KernelPublisher(
            Scripts scripts, Drafts drafts, BootCheck boot, Vmm vmm, IndexEntries entries, OciJson json, Clock clock) {
        this.scripts = scripts;
        this.drafts = drafts;
        this.boot = boot;
        this.vmm = vmm;
        this.entries = entries;
        this.json = json;
        this.clock = clock;
    }

    /** What one publication needs in each of its steps. */
    record Job(
            Target target,
            Optional<Signer> signer,
            boolean dryRun,
            Consumer<String> output,
            Progress progress,
            Cancellation cancellation) {}

    Published publish(KernelFolder found, KernelReference to, Job job) throws IOException {
        var folder = named(found, to, job);
        var manifest = folder.manifest();
        job.progress().report("building " + manifest.reference());
        scripts.run(folder, "configure", manifest.scripts().configure(), job.output(), job.cancellation());
        scripts.run(folder, "build", manifest.scripts().build(), job.output(), job.cancellation());
        folder.requireFit();
        job.progress().report("packing " + manifest.reference());
        try (var draft = drafts.pack(new KernelPackage(manifest, folder.directory()), job.cancellation())) {
            return publish(folder, draft, job);
        }
    }

    /** The name and version that it is published under are its own. */
    private static KernelFolder named(KernelFolder folder, KernelReference to, Job job) {
        var manifest = folder.manifest();
        var ending = manifest.configuration().isEmpty() ? "" : "-" + manifest.configuration();
        var version = to.tag().isEmpty()
                ? manifest.version()
                : !ending.isEmpty() && to.tag().endsWith(ending)
                        ? to.tag().substring(0, to.tag().length() - ending.length())
                        : to.tag();
        if (!VersionTags.isVersion(version)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + version + "\" cannot be a version.",
                    "Such tags have a meaning of their own in a registry.",
                    "Write a number, such as 0.2.0.");
        }
        var renamed = manifest.named(to.name(), version, manifest.tags());
        if (!renamed.reference().equals(manifest.reference())) {
            job.progress()
                    .note(manifest.reference() + " of " + KernelFolder.MANIFEST + " is published as "
                            + renamed.reference() + ".");
        }
        return new KernelFolder(folder.directory(), renamed);
    }

    private Published publish(KernelFolder folder, Drafts.Draft draft, Job job) throws IOException {
        var manifest = draft.manifest();
        var target = job.target();
        var claim = new VersionClaim(target, manifest.tag(), draft.descriptor().digest(), json, job.cancellation());
        job.progress().report("asking " + target.catalog().name() + " for " + manifest.reference());
        claim.isThere();
        new KeyOwners(target).require(job.signer(), job.cancellation());
        var before = evidences.find(target, draft.descriptor(), job.cancellation());
        var evidence = before.isPresent() ? before.get().evidence() : evidence(folder, draft, job);
        var tags = new ArrayList<>(List.of(manifest.tag()));
        if (!job.dryRun()) {
            new Upload(target, job.progress(), job.cancellation())
                    .bring(draft.descriptor(), draft.image(), draft.bytes(), draft::file);
            vouch(draft, before, evidence, job);
            job.progress().report("naming " + manifest.reference());
            claim.put(draft.bytes());
            claim.removeOld();
            tags.addAll(new MovingTags(target, job.progress(), job.cancellation()).move(manifest, draft.bytes()));
            job.progress()
                    .report("writing it into the index of " + target.catalog().name());
            index(draft, evidence, job);
        }
        return new Published(
                "kernel",
                manifest.reference().in(target.catalog().name()),
                draft.descriptor().digest().toString(),
                tags,
                job.signer().map(signer -> signer.publicKey().id().toString()),
                Optional.of(evidence),
                job.dryRun());
    }

    private Evidence evidence(KernelFolder folder, Drafts.Draft draft, Job job) {
        var test = folder.manifest().scripts().test();
        if (test.isEmpty()) {
            job.progress().note("The package has no test script, and its evidence says so: it is only booted.");
        } else {
            job.progress().report("testing " + folder.manifest().reference());
            scripts.run(folder, "test", test, job.output(), job.cancellation());
        }
        var result = boot.check(draft, job.output(), job.progress(), job.cancellation());
        return new Evidence(
                Vmm.NAME,
                vmm.version(job.cancellation()),
                result,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                test.isEmpty() ? Evidences.NO_TEST : Evidences.PASSED,
                "");
    }

    /** Signatures and evidence, by digests. */
    private void vouch(Drafts.Draft draft, Optional<Evidences.Found> before, Evidence evidence, Job job)
            throws IOException {
        job.progress().report("laying evidence beside it");
        var name = job.target().reference(draft.manifest().tag());
        job.signer().ifPresent(signer -> signer.sign(job.target(), draft.descriptor(), name, job.cancellation()));
        var laid = before.isPresent()
                ? before.get()
                : evidences.attach(job.target(), draft.descriptor(), evidence, job.cancellation());
        job.signer()
                .ifPresent(signer ->
                        signer.sign(job.target(), laid.descriptor(), "evidence of " + name, job.cancellation()));
    }

    private void index(Drafts.Draft draft, Evidence evidence, Job job) {
        var signed = job.signer().map(signer -> signer.publicKey().id().toString()).stream()
                .toList();
        entries.put(
                job.target(),
                new IndexEntries.OfKernel(
                        draft.descriptor(),
                        draft.manifest(),
                        draft.image(),
                        signed,
                        Optional.of(evidence.vmm()),
                        Optional.empty()),
                job.signer(),
                job.cancellation());
    }
}
