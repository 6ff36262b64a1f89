package dev.diver.core.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.kernel.KernelManifest.Artifact;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a source holds, once all of it lies in files.
 *
 * @param name what a person would call it
 * @param root all below it belongs to the source
 * @param image what boots; absent where a table of files must tell, or where there is nothing that boots
 * @param markers of the container, not of the image
 * @param facts what its own metadata says, as parts of a manifest
 * @param words for the person
 */
record Contents(
        Form form,
        String name,
        Path root,
        Optional<Path> image,
        List<Marker> markers,
        ObjectNode facts,
        List<Extra> extras,
        List<String> words) {

    /** A file or directory that goes into the package beside the image. */
    record Extra(Artifact artifact, Path file) {}
}
