package dev.diver.app.command;

import dev.diver.core.importer.KernelImporter;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Package a kernel that somebody else built, so that it can dive.")
final class ImportCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "SOURCE",
            description = {
                "A kernel's file, a disk or CD image, an archive, a build directory, or a directory with kernel.json;",
                "oci:LAYOUT[:REF] or oci:HOST[:PORT]/NAME:TAG for KraftKit's images;",
                "capstan:DIR[/NAME] for an image of Capstan."
            })
    private String source;

    @Option(
            names = "--disk",
            paramLabel = "IMAGE",
            description = "A disk image (qcow2 or raw) that the kernel finds as its first disk.")
    private Optional<Path> disk = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "N",
            description = "The package's name (default: from the file's name, or kernel.json's).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "The package's version (default: 0.0.0, or kernel.json's).")
    private Optional<String> version = Optional.empty();

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag to find it by; repeat for more.")
    private List<String> tags = List.of();

    @Option(names = "--dry-run", description = "Only tell what the file is and what the package would say.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print markers, explanation and manifest as JSON.")
    private boolean json;

    ImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var importer = context.readyEngine().importer();
        var given = new KernelImporter.Source(source, disk);
        try (var opened = importer.open(given, context.progress(), context.cancellation())) {
            return packaged(opened);
        }
    }

    private int packaged(KernelImporter.Opened opened) {
        var proposal = opened.proposal();
        for (var marker : proposal.markers()) {
            context.err().printf("found %s at offset %#x  %s%n", marker.name(), marker.offset(), marker.detail());
        }
        var manifest = proposal.manifest()
                .map(this::named)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        source + " cannot be imported.",
                        proposal.explanation(),
                        "diver import takes kernels for x86 that QEMU or a boot loader starts; the guide lists them."));
        context.err().println(proposal.explanation());
        if (dryRun) {
            context.printJson(manifest);
            return 0;
        }
        var kernel = opened.add(manifest, context.progress(), context.cancellation());
        if (json) {
            context.printJson(Map.of(
                    "ref", kernel.manifest().reference(),
                    "digest", kernel.digest(),
                    "markers", proposal.markers(),
                    "explanation", proposal.explanation(),
                    "manifest", kernel.manifest()));
        } else {
            context.out().println(kernel.manifest().reference() + "@" + kernel.digest());
        }
        return 0;
    }

    private KernelManifest named(KernelManifest proposed) {
        var allTags = new ArrayList<>(proposed.tags());
        tags.stream().filter(tag -> !allTags.contains(tag)).forEach(allTags::add);
        return proposed.named(name.orElse(proposed.name()), version.orElse(proposed.version()), allTags);
    }
}
