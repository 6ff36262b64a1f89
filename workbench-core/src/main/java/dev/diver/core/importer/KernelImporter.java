package dev.diver.core.importer;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes packages of kernels that somebody else built. Thread-safe; blocking. */
public interface KernelImporter {

    /**
     * Looks at a source and never runs what is in it.
     *
     * @return what may be packaged; closing it gives back the space that looking at it took
     * @throws dev.diver.core.problem.DiverException NOT_FOUND; INVALID where several are meant; DAMAGED where what is there
     *     is broken or would harm; of a registry also OFFLINE, NOT_ALLOWED, RATE_LIMITED
     */
    Opened open(Source source, Progress progress, Cancellation cancellation);

    /**
     * What a person gives.
     *
     * @param text a file, a directory, {@code oci:LAYOUT[:REF]}, {@code oci:HOST[:PORT]/NAME:TAG}, {@code capstan:DIR[/NAME]}
     * @param disk an image that the kernel finds as its first disk
     */
    record Source(String text, Optional<Path> disk) {
        public static Source of(Path file) {
            return new Source(file.toString(), Optional.empty());
        }
    }

    /** A source that was looked at. For one thread at a time. */
    interface Opened extends AutoCloseable {
        Proposal proposal();

        /** Packages it with the manifest that was proposed or that the person changed, into catalog and store. */
        PulledKernel add(KernelManifest manifest, Progress progress, Cancellation cancellation);

        @Override
        void close();
    }

    /**
     * @param markers all that was found
     * @param manifest what would be packaged; absent where it cannot be booted
     * @param explanation what will be done to it before it boots, or why it cannot be booted
     */
    record Proposal(List<Marker> markers, Optional<KernelManifest> manifest, String explanation) {}

    /**
     * @param name such as {@code multiboot1}
     * @param offset where in the file, in bytes
     */
    record Marker(String name, long offset, String detail) {}
}
