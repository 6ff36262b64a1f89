package dev.diver.core.publish;

import dev.diver.core.build.Builds;
import dev.diver.core.catalog.archive.ArchiveWriter;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.catalog.packaging.NetPackage;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.net.Net;
import dev.diver.core.net.Nets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locks, builds and publishes a net: its sources, with the kernel that they were built for. */
final class NetPublisher {
    private final DiverHome home;
    private final Nets nets;
    private final Builds builds;
    private final IndexEntries entries;
    private final OciJson json;

    NetPublisher(DiverHome home, Nets nets, Builds builds, IndexEntries entries, OciJson json) {
        this.home = home;
        this.nets = nets;
        this.builds = builds;
        this.entries = entries;
        this.json = json;
    }

    Published publish(Path directory, KernelReference to, KernelPublisher.Job job) throws IOException {
        var net = nets.open(directory);
        var version = to.tag().isEmpty() ? net.version() : to.tag();
        requireVersion(version);
        job.progress().report("locking " + net.name());
        var kernel = nets.kernel(net, job.progress(), job.cancellation()).manifest();
        job.progress().report("building " + net.name());
        var built = builds.build(net, job.output(), job.cancellation());
        if (!built.ok()) {
            throw new DiverException(
                    Problem.Kind.BUILD_FAILED,
                    net.name() + " does not build: make ended with status " + built.exitCode() + ".",
                    "Nobody could use it.",
                    "diver build shows why; nothing was published.");
        }
        var scratch =
                Files.createTempDirectory(Files.createDirectories(home.cache().resolve("publish")), "net");
        try {
            return publish(net, version, kernel, scratch, job);
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void requireVersion(String version) {
        if (!VersionTags.isVersion(version) || !version.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + version + "\" cannot be a version.",
                    "A version is of letters, digits, \".\", \"_\" and \"-\", and not latest.",
                    "Write a number into net.toml, such as 0.2.0, or behind --to.");
        }
    }

    private Published publish(Net net, String version, KernelManifest kernel, Path scratch, KernelPublisher.Job job)
            throws IOException {
        var target = job.target();
        job.progress().report("packing " + net.name());
        var sources = Files.createDirectory(scratch.resolve("sources"));
        var names = NetFormat.collect(net.directory(), sources);
        var layer = scratch.resolve("layer");
        try (var out = Files.newOutputStream(layer)) {
            ArchiveWriter.write(out, sources, names);
        }
        if (Files.size(layer) > NetPackage.LARGEST) {
            throw NetFormat.tooLarge(net.directory());
        }
        var config = json.write(
                new NetFormat.Config(target.name(), version, net.kernel().toString()));
        var configFile = Files.write(scratch.resolve("config"), config);
        var image = new ImageManifest(
                2,
                ImageManifest.MEDIA_TYPE,
                NetPackage.ARTIFACT_TYPE,
                Descriptor.blob(NetPackage.CONFIG_TYPE, Digest.of(config), config.length),
                List.of(Descriptor.blob(NetPackage.LAYER_TYPE, Digest.of(layer), Files.size(layer))),
                annotations(net, new KernelReference("", target.name(), version, ""), kernel));
        var bytes = json.write(image);
        var descriptor = new Descriptor(
                ImageManifest.MEDIA_TYPE, NetPackage.ARTIFACT_TYPE, Digest.of(bytes), bytes.length, Map.of());
        var claim = new VersionClaim(target, version, descriptor.digest(), json, job.cancellation());
        claim.isThere();
        new KeyOwners(target).require(job.signer(), job.cancellation());
        if (!job.dryRun()) {
            new Upload(target, job.progress(), job.cancellation())
                    .bring(
                            descriptor,
                            image,
                            bytes,
                            blob -> blob.mediaType().equals(NetPackage.LAYER_TYPE) ? layer : configFile);
            job.signer()
                    .ifPresent(
                            signer -> signer.sign(target, descriptor, target.reference(version), job.cancellation()));
            claim.put(bytes);
            job.progress()
                    .report("writing it into the index of " + target.catalog().name());
            index(descriptor, image, job);
            claim.removeOld();
        }
        return new Published(
                "net",
                new KernelReference(target.catalog().name(), target.name(), version, ""),
                descriptor.digest().toString(),
                List.of(version),
                job.signer().map(signer -> signer.publicKey().id().toString()),
                Optional.empty(),
                job.dryRun());
    }

    private Map<String, String> annotations(Net net, KernelReference name, KernelManifest kernel) {
        var locked = nets.locked(net);
        return NetAnnotations.of(
                name,
                net.about().summary(),
                net.about().tags(),
                new KernelReference(locked.catalog(), kernel.name(), kernel.tag(), locked.digest()),
                kernel);
    }

    private void index(Descriptor descriptor, ImageManifest image, KernelPublisher.Job job) {
        var signed = job.signer().map(signer -> signer.publicKey().id().toString()).stream()
                .toList();
        entries.put(
                job.target(),
                new IndexEntries.OfNet(descriptor, image, signed, Optional.empty()),
                job.signer(),
                job.cancellation());
    }
}
