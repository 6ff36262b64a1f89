package dev.diver.core.catalog;

import dev.diver.core.kernel.KernelManifest;
import java.util.List;
import java.util.Optional;

/**
 * All that a page about a kernel shows.
 *
 * @param size of all its blobs, which is what pulling it transfers at most, in bytes
 * @param files of a pulled kernel each one, else what the manifest lists
 * @param versions all versions and configurations of its name that the same catalog has, newest first
 * @param yankedVersions others that are found no more, newest first
 * @param evidence that it runs: of the package itself, then what was laid beside it
 * @param yanked why it is not to be used for anything new, in its publisher's words
 * @param alike known kernels whose names look like its own; none for one that ships with Diver
 */
public record KernelDetails(
        CatalogEntry entry,
        KernelManifest manifest,
        long size,
        List<PackagedFile> files,
        List<CatalogEntry> versions,
        List<CatalogEntry> yankedVersions,
        Vouched vouched,
        List<Evidence> evidence,
        Optional<String> yanked,
        List<String> alike) {
    public KernelDetails {
        files = List.copyOf(files);
        versions = List.copyOf(versions);
        yankedVersions = List.copyOf(yankedVersions);
        evidence = List.copyOf(evidence);
        alike = List.copyOf(alike);
    }
}
