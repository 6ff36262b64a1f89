package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.Whole;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Brings packages of registries into the store: several blobs at once, none that is there already, and on from where an
 * earlier attempt was cut. Thread-safe.
 */
public final class RemotePuller {
    private static final int AT_ONCE = 3;

    private final RegistryPackages packages;
    private final Store store;
    private final UnfinishedDownloads unfinished;

    public RemotePuller(RegistryPackages packages, Store store) {
        this.packages = packages;
        this.store = store;
        unfinished = new UnfinishedDownloads(downloads());
    }

    /** @return the store's descriptor */
    public Descriptor pull(RemotePackage wanted, Progress progress, Cancellation cancellation) {
        var layout = store.layout();
        layout.removeAbandoned();
        var missing = wanted.manifest()
                .blobs()
                .distinct()
                .filter(blob -> !layout.has(blob))
                .toList();
        try (var staging = layout.stage()) {
            unfinished.remove(Instant.now().minus(UnfinishedDownloads.KEPT), digests(missing));
            requireSpace(missing);
            for (var file : download(wanted, missing, progress, cancellation)) {
                staging.adopt(file);
            }
            staging.put(ImageManifest.MEDIA_TYPE, wanted.bytes());
            cancellation.check();
            return store.commit(staging, wanted.descriptor(), wanted.descriptor(), cancellation);
        } catch (IOException e) {
            var trouble = Trouble.of("Pulling " + wanted.repository(), layout.root(), e);
            if (trouble.problem().kind() == Problem.Kind.NO_SPACE) {
                unfinished.discard(digests(missing));
            }
            throw trouble;
        }
    }

    private static Set<Digest> digests(List<Descriptor> blobs) {
        return blobs.stream().map(Descriptor::digest).collect(Collectors.toSet());
    }

    private void requireSpace(List<Descriptor> missing) throws IOException {
        Files.createDirectories(downloads());
        if (lacks(missing) > 0) {
            // What other pulls left is worth less than the one that somebody waits for.
            unfinished.remove(Instant.now().minus(UnfinishedDownloads.BUSY), digests(missing));
        }
        if (lacks(missing) > 0) {
            throw new DiverException(
                    Problem.Kind.NO_SPACE,
                    "There is too little space on the disk for this kernel.",
                    "It needs " + (lacks(missing) >> 20) + " MiB more below "
                            + store.layout().root() + ".",
                    "Free some space, then do it again.");
        }
    }

    /** Bytes; what came earlier need not come again. */
    private long lacks(List<Descriptor> missing) throws IOException {
        var needed = 0L;
        for (var blob : missing) {
            var file = unfinished.file(blob.digest());
            needed += Math.max(0, blob.size() - (Files.exists(file) ? Files.size(file) : 0));
        }
        return needed - Files.getFileStore(downloads()).getUsableSpace();
    }

    private Path downloads() {
        return store.layout().root().resolve("downloads");
    }

    private List<Path> download(
            RemotePackage wanted, List<Descriptor> blobs, Progress progress, Cancellation cancellation)
            throws IOException {
        var whole = new Whole("pulling " + wanted.repository(), blobs, progress);
        // One that fails ends the others; the person's cancelling ends all.
        var ours = new Cancellation();
        try (var registration = cancellation.onCancel(ours::cancel);
                var workers = Executors.newFixedThreadPool(
                        AT_ONCE, Thread.ofVirtual().name("pull").factory())) {
            var jobs = blobs.stream()
                    .map(blob -> workers.submit(ending(ours, () -> download(wanted, blob, whole, ours))))
                    .toList();
            return jobs.stream().map(RemotePuller::result).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            cancellation.check();
        }
    }

    private static Callable<Path> ending(Cancellation others, Callable<Path> job) {
        return () -> {
            try {
                return job.call();
            } catch (Exception e) {
                others.cancel();
                throw e;
            }
        };
    }

    private static Path result(Future<Path> job) {
        try {
            return job.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case DiverException known -> known;
                case IOException trouble -> new UncheckedIOException(trouble);
                default -> new IllegalStateException(e.getCause());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiverException(Problem.Kind.CANCELLED, "Cancelled.", "", "");
        }
    }

    private Path download(RemotePackage wanted, Descriptor blob, Whole whole, Cancellation cancellation)
            throws IOException {
        var file = unfinished.file(blob.digest());
        // Two processes may pull the same; the second one finds it done.
        try (var lock = LockFile.acquire(unfinished.lock(blob.digest()), cancellation)) {
            var sources = packages.sources(wanted.catalog());
            for (var mirror : sources.subList(0, sources.size() - 1)) {
                try {
                    download(mirror, wanted, blob, file, whole, cancellation);
                    return file;
                } catch (DiverException e) {
                    // Another one may have it.
                    cancellation.check();
                }
            }
            download(sources.getLast(), wanted, blob, file, whole, cancellation);
            return file;
        }
    }

    private static void download(
            Registry registry, RemotePackage wanted, Descriptor blob, Path file, Whole whole, Cancellation cancellation)
            throws IOException {
        registry.download(
                registry.address().repository(wanted.repository()), blob, file, whole.part(blob), cancellation);
    }
}
