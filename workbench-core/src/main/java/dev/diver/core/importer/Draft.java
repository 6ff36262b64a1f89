package dev.diver.core.importer;

import dev.diver.core.importer.Contents.Extra;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.ArgumentQuoting;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Artifact;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Mode;
import dev.diver.core.kernel.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A manifest of what the bytes alone say. */
record Draft(Contents contents, Path image, List<Marker> markers, Ways ways) {

    KernelManifest manifest(List<Extra> extras) {
        var name = contents.form() == Form.FILE
                ? contents.name()
                : image.getFileName().toString();
        var artifacts = new ArrayList<Artifact>();
        artifacts.add(new Artifact(Role.IMAGE, "boot/" + Words.file(name), "", ways.format()));
        extras.forEach(extra -> artifacts.add(extra.artifact()));
        return new KernelManifest(
                Words.name(contents.name()),
                "0.0.0",
                "",
                true,
                "imported",
                "Imported from " + Words.file(contents.name()),
                "Imported. Found in it: "
                        + markers.stream().map(Marker::name).distinct().collect(Collectors.joining(", ")) + ".",
                "NOASSERTION",
                "amd64",
                List.of("imported"),
                List.of(Mode.VM),
                Optional.empty(),
                artifacts,
                ways.all().stream().map(Draft::boot).toList(),
                null,
                null,
                new KernelManifest.Args(ArgumentChannel.APPEND, "", "", "", ArgumentQuoting.NONE),
                null,
                new KernelManifest.Exit(
                        ExitMode.ACPI, Optional.empty(), ExitDecode.NONE, Optional.empty(), Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty(),
                null,
                null,
                List.of(),
                Optional.empty());
    }

    private static Boot boot(Ways.Way way) {
        return new Boot(
                way.protocol(),
                List.of("pc"),
                "",
                Optional.empty(),
                1,
                List.of(),
                List.of(),
                List.of(),
                "",
                way.wrapper());
    }
}
