package dev.diver.core.publish;

import dev.diver.core.build.Builds;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.catalog.remote.RegistryNets;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.remote.RemoteCatalogs;
import dev.diver.core.catalog.remote.Vouching;
import dev.diver.core.catalog.remote.YankJudge;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.dive.Dives;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.net.LocalNets;
import dev.diver.core.net.Nets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes from this machine's folders. Thread-safe. */
public final class LocalPublications implements Publications {
    private static final int LONGEST_LINE = 4096;

    private final Catalog catalog;
    private final Nets nets;
    private final Targets targets;
    private final SecretKeys keys;
    private final CatalogTrust trust;
    private final Clock clock;
    private final Yanks yanks;
    private final KernelPublisher kernels;
    private final NetPublisher netPublisher;
    private final NetTaker netTaker;

    /** What it is made of. */
    public record Parts(
            DiverHome home,
            HostProgram host,
            Catalog catalog,
            Nets nets,
            Builds builds,
            Dives dives,
            RemoteCatalogs catalogs,
            RegistryPackages packages,
            Clock clock) {}

    public LocalPublications(Parts parts) {
        var json = new OciJson();
        var format = new PackageFormat(json, new KernelManifestFormat());
        catalog = parts.catalog();
        nets = parts.nets();
        targets = new Targets(parts.catalogs(), parts.packages());
        keys = new SecretKeys(parts.home());
        trust = new CatalogTrust(parts.home(), parts.clock());
        clock = parts.clock();
        var entries = new IndexEntries(new CatalogIndexWriter(parts.packages(), trust, clock));
        netPublisher = new NetPublisher(parts.home(), parts.nets(), parts.builds(), entries, json);
        netTaker = new NetTaker(
                new RegistryNets(parts.packages()),
                new YankJudge(parts.packages(), trust),
                new Vouching(parts.packages(), trust));
        yanks = new Yanks(entries, json, clock);
        kernels = new KernelPublisher(
                new Scripts(parts.host()),
                new Drafts(Store.of(parts.home(), json, format), format),
                new BootCheck(parts.home(), parts.nets(), parts.builds(), parts.dives()),
                new Vmm(parts.host()),
                entries,
                json,
                clock);
    }

    @Override
    public Fork fork(KernelReference kernel, Path directory, Progress progress, Cancellation cancellation) {
        var absolute = directory.toAbsolutePath().normalize();
        var pulled = catalog.pull(kernel, progress, cancellation);
        progress.report("writing " + absolute);
        var fork = new KernelFork(pulled, kernel);
        try {
            fork.writeTo(absolute, cancellation);
        } catch (IOException e) {
            throw failed(absolute + " could not be written.", e);
        }
        // What came from another's catalog was seen by nobody here.
        var isOwn = kernel.catalog().isEmpty();
        if (isOwn) {
            nets.trust(absolute);
        }
        return new Fork(absolute, fork.manifest().reference(), kernel, pulled.digest(), isOwn);
    }

    @Override
    public Published publish(
            PublishOrder order,
            Passwords passwords,
            Consumer<String> output,
            Progress progress,
            Cancellation cancellation) {
        var directory = order.directory().toAbsolutePath().normalize();
        var target = targets.of(order.to());
        var isNet = Files.isRegularFile(directory.resolve(LocalNets.FILE));
        if (!isNet && !KernelFolder.is(directory)) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is nothing to publish in " + directory + ".",
                    "A kernel has a kernel.json there, a net has a net.toml.",
                    "diver fork makes a folder of a kernel, diver new one of a net.");
        }
        requireTrust(directory);
        try (var signer = signer(order.key(), passwords)) {
            var job = new KernelPublisher.Job(
                    target, signer.found(), order.dryRun(), plain(output), progress, cancellation);
            return isNet
                    ? netPublisher.publish(directory, order.to(), job)
                    : kernels.publish(kernel(directory), order.to(), job);
        } catch (IOException e) {
            throw failed("Publishing " + directory + " failed.", e);
        }
    }

    private KernelFolder kernel(Path directory) {
        var folder = KernelFolder.open(directory);
        var gpos = folder.manifest().host().gpos();
        if (!gpos.isEmpty()) {
            targets.requireForAll(KernelReference.parse(gpos));
        }
        return folder;
    }

    /** What scripts and guests say is shown on terminals. */
    private static Consumer<String> plain(Consumer<String> output) {
        return line -> output.accept(PlainText.line(line, LONGEST_LINE));
    }

    private void requireTrust(Path directory) {
        if (!nets.isTrusted(directory)) {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    "Nobody has said yet that what is in " + directory + " may run here.",
                    "Publishing runs its scripts in a sandbox without network, boots it, and stands for it with your name.",
                    "Look at its scripts; then say that you trust it (diver publish --trust).");
        }
    }

    /** A signer, or none; closed in any case. */
    private record Signing(Optional<Signer> found) implements AutoCloseable {
        @Override
        public void close() {
            found.ifPresent(Signer::close);
        }
    }

    private Signing signer(Optional<String> key, Passwords passwords) {
        return new Signing(key.map(name -> Signer.open(name, keys, trust, passwords, clock)));
    }

    @Override
    public Yanked yank(YankOrder order, Passwords passwords, Progress progress, Cancellation cancellation) {
        var target = targets.of(order.version());
        try (var signer = signer(order.key(), passwords)) {
            progress.report((order.undo() ? "showing again " : "hiding ") + order.version());
            return yanks.yank(target, order, signer.found(), cancellation);
        }
    }

    @Override
    public Path take(KernelReference net, Path directory, Progress progress, Cancellation cancellation) {
        var absolute = directory.toAbsolutePath().normalize();
        try {
            netTaker.take(targets.of(net), net, absolute, progress, cancellation);
            return absolute;
        } catch (IOException e) {
            throw failed(absolute + " could not be written.", e);
        }
    }

    private static DiverException failed(String what, IOException e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        String.valueOf(e.getMessage()),
                        "Free some space there, or give yourself the right to write; then do it again."),
                e);
    }
}
