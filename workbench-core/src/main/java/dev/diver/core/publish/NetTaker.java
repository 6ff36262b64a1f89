package dev.diver.core.publish;

import dev.diver.core.catalog.archive.SafeArchive;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.remote.RegistryNets;
import dev.diver.core.catalog.remote.RemotePackage;
import dev.diver.core.catalog.remote.Vouching;
import dev.diver.core.catalog.remote.YankJudge;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.home.NewFolder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.net.LocalNets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Brings a published net into a folder: judged before anything of it comes, unpacked beside its place, trusted by nobody yet. */
final class NetTaker {
    private final RegistryNets nets;
    private final YankJudge yanks;
    private final Vouching vouching;

    NetTaker(RegistryNets nets, YankJudge yanks, Vouching vouching) {
        this.nets = nets;
        this.yanks = yanks;
        this.vouching = vouching;
    }

    void take(Target target, KernelReference wanted, Path directory, Progress progress, Cancellation cancellation)
            throws IOException {
        NewFolder.require(directory, "A net");
        progress.report("asking " + target.catalog().name() + " for " + target.name());
        var found = nets.find(wanted, cancellation);
        if (wanted.digest().isEmpty()) {
            requireNotYanked(wanted, found, progress, cancellation);
        }
        vouching.require(found, progress, cancellation);
        Files.createDirectories(directory.getParent());
        var scratch = Files.createTempDirectory(directory.getParent(), "." + directory.getFileName());
        try {
            unpack(target, found.manifest().layers().getFirst(), scratch, directory, progress, cancellation);
            cancellation.check();
            Files.deleteIfExists(directory);
            AtomicFiles.move(scratch.resolve("net"), directory);
        } finally {
            Folders.delete(scratch);
        }
    }

    private void requireNotYanked(
            KernelReference wanted, RemotePackage found, Progress progress, Cancellation cancellation) {
        var yanked = yanks.judge(found, cancellation);
        if (yanked.reason().isPresent()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    wanted + " was yanked" + (yanked.doubt().isEmpty() ? " by its publisher." : "."),
                    yanked.words(),
                    "Take another version. If it must be this one: " + wanted.catalog() + "/" + wanted.name() + "@"
                            + found.descriptor().digest());
        }
        yanked.doubt().ifPresent(text -> progress.note("Warning: " + text));
    }

    private static void unpack(
            Target target, Descriptor layer, Path scratch, Path directory, Progress progress, Cancellation cancellation)
            throws IOException {
        var file = scratch.resolve("layer");
        target.registry()
                .download(
                        target.repository(),
                        layer,
                        file,
                        done -> progress.report("bringing " + target.name(), done, layer.size()),
                        cancellation);
        var unpacked = Files.createDirectory(scratch.resolve("unpacked"));
        try (var in = Files.newInputStream(file)) {
            new SafeArchive(unpacked, NetFormat.LIMITS, cancellation).unpack(in);
        }
        if (!Files.isRegularFile(unpacked.resolve(LocalNets.FILE))) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    target.name() + " is no whole net.",
                    "It has no " + LocalNets.FILE + ".",
                    "Tell its publisher.");
        }
        var net = Files.createDirectory(
                scratch.resolve("net"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        NetFormat.lay(unpacked, net, directory);
    }
}
