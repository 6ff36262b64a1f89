package dev.diver.core.importer;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a package of a kernel that somebody else built. */
public interface KernelImporter {

    /** What the bytes of a file say about how it boots, likeliest first; never runs it. */
    Proposal inspect(Path file);

    /** Packages the file with the manifest that was proposed or that the person changed, into catalog and store. */
    PulledKernel add(Path file, KernelManifest manifest, Progress progress, Cancellation cancellation);

    /**
     * @param markers all that was found
     * @param manifest what would be packaged; absent where it cannot be booted
     * @param explanation what will be done to the file before it boots, or why it cannot be booted
     */
    record Proposal(List<Marker> markers, Optional<KernelManifest> manifest, String explanation) {}

    /**
     * @param name such as {@code multiboot1}
     * @param offset where in the file, in bytes
     */
    record Marker(String name, long offset, String detail) {}
}
