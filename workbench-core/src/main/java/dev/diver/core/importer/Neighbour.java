package dev.diver.core.importer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.kernel.Role;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code assets/importers}: how one system's kernels are told, and what of them cannot be guessed.
 * {@code assets/schema/importer.schema.json} is the same contract as JSON schema.
 *
 * @param title what people call it
 * @param manifest parts of a manifest for all cases, see {@link Manifests}
 * @param cases the first that fits is taken
 */
record Neighbour(String name, String title, ObjectNode manifest, List<Case> cases) {
    Neighbour {
        manifest = manifest == null ? JsonNodeFactory.instance.objectNode() : manifest;
        cases = copy(cases);
    }

    /**
     * @param image of a directory: which file boots, a path below it where {@code *} stands for part of a name
     * @param parts files that go into the package too
     * @param manifest laid over that of the neighbour
     * @param note for the person
     */
    record Case(When when, String image, List<Part> parts, ObjectNode manifest, String note) {
        Case {
            when = when == null ? new When(null, null, null, null, null) : when;
            image = image == null ? "" : image;
            parts = copy(parts);
            manifest = manifest == null ? JsonNodeFactory.instance.objectNode() : manifest;
            note = note == null ? "" : note;
        }
    }

    /**
     * All of it must hold.
     *
     * @param forms in which the kernel comes; any where there are none
     * @param markers names, or {@code name:detail}
     * @param text somewhere in the image; of a disk, in its first MiB as a guest sees it
     * @param at text by its offset in bytes, likewise
     * @param files below the directory, as {@link Case#image}
     */
    record When(
            List<Form> forms, List<String> markers, List<String> text, Map<Integer, String> at, List<String> files) {
        When {
            forms = copy(forms);
            markers = copy(markers);
            text = copy(text);
            at = at == null ? Map.of() : Map.copyOf(at);
            files = copy(files);
        }
    }

    /**
     * @param from a path below the directory, as {@link Case#image}; of several files each is taken
     * @param to a path in the package; where {@code from} has a {@code *}, a directory
     * @param format as in a manifest; {@code disk} for qcow2 or raw, as it turns out
     * @param optional whether it may be missing
     */
    record Part(Role role, String from, String to, String format, boolean optional) {
        Part {
            format = format == null ? "" : format;
        }
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
