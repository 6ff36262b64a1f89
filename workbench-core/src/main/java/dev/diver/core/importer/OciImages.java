package dev.diver.core.importer;

import dev.diver.core.catalog.archive.Limits;
import dev.diver.core.catalog.archive.SafeArchive;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.importer.Contents.Extra;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.importer.OciIndex.Entry;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest.Artifact;
import dev.diver.core.kernel.Role;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** KraftKit's images: in its own folder, an OCI layout or a registry, one for each VMM, with the kernel at a known path in their layers. */
final class OciImages {
    private static final String KRAFTKIT = "sh.kraftkit.version";
    private static final String NAME = "org.unikraft.image.name";
    private static final String VERSION = "org.unikraft.image.version";
    // KraftKit: oci/wellknown.go.
    private static final String KERNEL = "unikraft/bin/kernel";
    private static final String INITRD = "unikraft/bin/initrd";

    private static final int CONFIG_LIMIT = 1 << 20;
    private static final int MOST_LAYERS = 64;

    private final RegistryPackages registries;
    private final OciJson json = new OciJson();

    OciImages(RegistryPackages registries) {
        this.registries = registries;
    }

    /** @param text {@code LAYOUT[:REF]} or {@code HOST[:PORT]/NAME:TAG} or {@code HOST[:PORT]/NAME@DIGEST} */
    Contents read(String text, Path work, Progress progress, Cancellation cancellation) throws IOException {
        var layout = layout(text);
        var chooser = layout.isPresent()
                ? inLayout(layout.get(), text.substring(layout.get().toString().length()))
                : inRegistry(text, work, progress, cancellation);
        var chosen = chooser.choose();
        return unpacked(text, chooser.place(), chosen, work, cancellation);
    }

    static boolean isAt(Path path) {
        return Files.isRegularFile(path.resolve("oci-layout")) || KraftKitStore.isAt(path);
    }

    /** The longest beginning of it that is a layout. */
    private static Optional<Path> layout(String text) {
        for (var end = text.length(); end > 0; end = text.lastIndexOf(':', end - 1)) {
            var path = Sources.path(text.substring(0, end));
            if (isAt(path)) {
                // As it was written: what follows is the reference.
                return text.startsWith(path.toString()) ? Optional.of(path) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private OciChooser inLayout(Path path, String rest) throws IOException {
        var reference = rest.replaceFirst("^/*:", "").replaceFirst("^/+$", "");
        if (KraftKitStore.isAt(path)) {
            var store = new KraftKitStore(path);
            var place = new OciPlace.InLayout(store.blobs(json));
            return new OciChooser(path.toString(), place, json, store.index(), reference);
        }
        var index = path.resolve("index.json");
        if (!Files.isRegularFile(index) || Files.size(index) > OciLayout.MANIFEST_LIMIT) {
            throw damaged(path.toString(), "It has no index.json, or a very large one.");
        }
        var place = new OciPlace.InLayout(new OciLayout(path, json));
        var top = json.read(Files.readAllBytes(index), OciIndex.class, index.toString());
        return new OciChooser(path.toString(), place, json, top, reference);
    }

    private OciChooser inRegistry(String text, Path work, Progress progress, Cancellation cancellation) {
        var slash = text.indexOf('/');
        var at = text.indexOf('@');
        var colon = text.lastIndexOf(':');
        var end = at > slash ? at : colon;
        if (slash <= 0 || end <= slash + 1 || end == text.length() - 1) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"oci:" + Words.line(text) + "\" names no image.",
                    "There is no OCI layout at that path, and it is no registry's image with a tag either.",
                    "Write oci:LAYOUT, oci:LAYOUT:REF or oci:HOST[:PORT]/NAME:TAG; what kraft pkg made here is in"
                            + " oci:$HOME/.local/share/kraftkit/runtime/oci:NAME:TAG.");
        }
        var registry = registries.registry(text.substring(0, slash));
        var repository = registry.address().repository(text.substring(slash + 1, end));
        var tag = text.substring(end + 1);
        progress.report("asking " + registry.address().host());
        var stored = registry.manifest(repository, tag, cancellation)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "There is no image " + Words.line(text) + ".",
                        "",
                        "skopeo list-tags docker://" + Words.line(text.substring(0, end)) + " lists what there is."));
        var place = new OciPlace.InRegistry(registry, repository, work.resolve("layers"), progress, cancellation);
        var descriptor = stored.descriptor();
        var top = new OciIndex(
                "",
                List.of(new Entry(
                        descriptor.mediaType(), descriptor.digest(), descriptor.size(), null, java.util.Map.of())));
        return new OciChooser(text, place, json, top, "");
    }

    private Contents unpacked(
            String text, OciPlace place, OciChooser.Chosen chosen, Path work, Cancellation cancellation)
            throws IOException {
        var manifest = chosen.manifest();
        if (manifest.layers().size() > MOST_LAYERS) {
            throw damaged(
                    text, "It has " + manifest.layers().size() + " layers; at most " + MOST_LAYERS + " are taken.");
        }
        var most = Limits.PACKAGE.bytes();
        // Each for itself first: the sum of lies may be small.
        if (manifest.layers().stream().anyMatch(layer -> layer.size() > most)
                || manifest.layers().stream().mapToLong(Descriptor::size).sum() > most) {
            throw damaged(text, "Its layers have more than " + most + " bytes.");
        }
        var root = Files.createDirectories(work.resolve("image"));
        var archive = new SafeArchive(root, Limits.PACKAGE, SafeArchive.Manner.FOREIGN, cancellation);
        for (var layer : manifest.layers()) {
            if (layer.mediaType().contains("zstd")) {
                throw damaged(text, "A layer is packed with zstd, which this Diver does not unpack.");
            }
            try (var in = place.layer(layer)) {
                archive.unpack(in);
            }
        }
        var config = json.read(place.document(manifest.config(), CONFIG_LIMIT), OciIndex.Config.class, "Its config");
        return contents(text, chosen, config, root);
    }

    private static Contents contents(String text, OciChooser.Chosen chosen, OciIndex.Config config, Path root) {
        var kernel = root.resolve(KERNEL);
        var initrd = root.resolve(INITRD);
        var name = chosen.entry().annotation(NAME);
        var facts = new Facts()
                .name(name.isEmpty() ? chosen.name() : name.replaceFirst("(?<!^):[^/]*$", ""))
                .version(chosen.version())
                .version(annotation(chosen, VERSION))
                .usual(config.command());
        var extras = new ArrayList<Extra>();
        if (Files.isRegularFile(initrd)) {
            extras.add(new Extra(new Artifact(Role.BOOT, "boot/initrd", "", ""), initrd));
            facts.module("boot/initrd");
        }
        var made = annotation(chosen, KRAFTKIT);
        return new Contents(
                Form.KRAFTKIT,
                chosen.name(),
                root,
                Optional.of(kernel).filter(Files::isRegularFile),
                List.of(new Marker(
                        "oci-image",
                        0,
                        chosen.platform() + (made.isEmpty() ? "" : ", made by KraftKit " + Words.line(made)))),
                facts.node(),
                extras,
                Files.isRegularFile(kernel)
                        ? words(config)
                        : List.of("The image " + Words.line(text) + " holds no /" + KERNEL
                                + ": it is one of programs for Linux, and not of a Unikraft kernel."));
    }

    private static List<String> words(OciIndex.Config config) {
        var words = new ArrayList<String>();
        if (!config.command().isEmpty()) {
            words.add("Its usual arguments are " + Words.line(String.join(" ", config.command())) + ".");
        }
        if (config.config() != null
                && config.config().environment() != null
                && !config.config().environment().isEmpty()) {
            words.add("Its environment is not taken over.");
        }
        return words;
    }

    private static String annotation(OciChooser.Chosen chosen, String key) {
        return chosen.manifest().annotations().getOrDefault(key, chosen.entry().annotation(key));
    }

    static DiverException damaged(String what, String why) {
        return new DiverException(
                Problem.Kind.DAMAGED, "The image " + Words.line(what) + " cannot be imported.", why, "");
    }
}
