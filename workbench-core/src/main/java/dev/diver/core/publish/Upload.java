package dev.diver.core.publish;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.nio.file.Path;
import java.util.function.Function;

/** Brings a manifest with all its blobs to a registry, by digests: what is there is not sent again, and nothing has a name yet. */
final class Upload {
    private final Target target;
    private final Progress progress;
    private final Cancellation cancellation;

    Upload(Target target, Progress progress, Cancellation cancellation) {
        this.target = target;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param files where the blobs are on this machine */
    void bring(Descriptor descriptor, ImageManifest image, byte[] manifest, Function<Descriptor, Path> files) {
        var message = "sending " + target.name() + " to " + target.catalog().name();
        var blobs = image.blobs().distinct().toList();
        var total = blobs.stream().mapToLong(Descriptor::size).sum();
        long before = 0;
        for (var blob : blobs) {
            var sofar = before;
            target.registry()
                    .upload(
                            target.repository(),
                            blob,
                            files.apply(blob),
                            "",
                            done -> progress.report(message, sofar + done, total),
                            cancellation);
            before += blob.size();
        }
        target.put(descriptor.digest().toString(), manifest, cancellation);
    }
}
