package dev.diver.core.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.disk.DiskImage;
import dev.diver.core.importer.Contents.Extra;
import dev.diver.core.importer.KernelImporter.Marker;
import dev.diver.core.importer.KernelImporter.Proposal;
import dev.diver.core.importer.Neighbour.Case;
import dev.diver.core.importer.Neighbour.Part;
import dev.diver.core.kernel.KernelManifest.Artifact;
import dev.diver.core.kernel.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From what a source holds to a package: its bytes, the table of neighbours, and its own metadata, in this order. */
final class Proposer {
    private final List<Neighbour> neighbours;
    private final Manifests manifests = new Manifests();

    Proposer(List<Neighbour> neighbours) {
        this.neighbours = neighbours;
    }

    /** @param files where the artifacts of the proposed manifest are, by their paths */
    record Proposed(Proposal proposal, Map<String, Path> files) {}

    private record Fit(Neighbour neighbour, Case found, Path image, Look look) {}

    Proposed propose(Contents contents, Optional<Path> disk) throws IOException {
        var looks = new LinkedHashMap<Path, Look>();
        var fit = fit(contents, looks);
        var image = fit.map(Fit::image).or(contents::image);
        if (image.isEmpty()) {
            return nothing(contents.markers(), noImage(contents));
        }
        var look = look(image.get(), looks);
        var markers = new ArrayList<>(contents.markers());
        markers.addAll(look.markers());
        return proposed(contents, fit, image.get(), markers, disk);
    }

    private Proposed proposed(
            Contents contents, Optional<Fit> fit, Path image, List<Marker> markers, Optional<Path> disk)
            throws IOException {
        var ways = new Ways(markers);
        var extras = new ArrayList<>(contents.extras());
        if (fit.isPresent()) {
            extras.addAll(parts(fit.get().found(), contents.root()));
        }
        disk.map(Proposer::disk).ifPresent(extras::add);
        var base = new Draft(contents, image, markers, ways).manifest(extras);
        var tree = manifests.tree(base);
        fit.ifPresent(one -> {
            Manifests.lay(one.neighbour().manifest(), tree);
            Manifests.lay(one.found().manifest(), tree);
        });
        Manifests.lay(contents.facts(), tree);
        disk.ifPresent(file -> tree.withArray("/boot")
                .forEach(way -> ((ObjectNode) way).withArray("/disks").add(path(file))));
        var words = new ArrayList<String>();
        fit.ifPresent(one -> words.add("It looks like " + one.neighbour().title() + "."));
        var note = fit.map(one -> one.found().note()).filter(text -> !text.isEmpty());
        if (tree.path("boot").isEmpty()) {
            words.add(note.orElseGet(ways::whyNot));
            return nothing(markers, String.join(" ", words));
        }
        words.addAll(ways.words());
        note.ifPresent(words::add);
        words.addAll(contents.words());
        words.add("A marker is a claim: the first dive shows whether it boots.");
        var files = new LinkedHashMap<String, Path>();
        files.put(base.artifact(Role.IMAGE).orElseThrow().path(), image);
        extras.forEach(extra -> files.put(extra.artifact().path(), extra.file()));
        return new Proposed(
                new Proposal(
                        List.copyOf(markers),
                        Optional.of(manifests.manifest(tree, "What " + contents.name() + " says of itself")),
                        String.join(" ", words)),
                files);
    }

    private static Proposed nothing(List<Marker> markers, String why) {
        return new Proposed(new Proposal(List.copyOf(markers), Optional.empty(), why), Map.of());
    }

    private String noImage(Contents contents) {
        if (!contents.words().isEmpty()) {
            return String.join(" ", contents.words());
        }
        return "A directory is imported by its kernel.json, or as what a build of "
                + neighbours.stream()
                        .filter(one -> one.cases().stream()
                                .anyMatch(some -> !some.image().isEmpty()))
                        .map(Neighbour::title)
                        .collect(Collectors.joining(", "))
                + " left. There is neither in " + contents.name() + ".";
    }

    private Optional<Fit> fit(Contents contents, Map<Path, Look> looks) throws IOException {
        for (var neighbour : neighbours) {
            for (var one : neighbour.cases()) {
                var image = one.when().forms().isEmpty() || one.when().forms().contains(contents.form())
                        ? image(contents, one)
                        : Optional.<Path>empty();
                if (image.isPresent() && look(image.get(), looks).fits(one.when())) {
                    return Optional.of(new Fit(neighbour, one, image.get(), look(image.get(), looks)));
                }
            }
        }
        return Optional.empty();
    }

    /** What boots in this case, if all files of it are there. */
    private static Optional<Path> image(Contents contents, Case one) throws IOException {
        if (contents.image().isPresent()) {
            return one.image().isEmpty() ? contents.image() : Optional.empty();
        }
        var tree = new Tree(contents.root());
        for (var file : one.when().files()) {
            if (tree.find(file).isEmpty()) {
                return Optional.empty();
            }
        }
        return one.image().isEmpty()
                ? Optional.empty()
                : tree.find(one.image()).stream().filter(Files::isRegularFile).findFirst();
    }

    private static Look look(Path image, Map<Path, Look> looks) throws IOException {
        var known = looks.get(image);
        if (known != null) {
            return known;
        }
        var look = Look.at(image);
        looks.put(image, look);
        return look;
    }

    private static List<Extra> parts(Case found, Path root) throws IOException {
        var tree = new Tree(root);
        var extras = new ArrayList<Extra>();
        for (var part : found.parts()) {
            var files = tree.find(part.from());
            if (files.isEmpty() && !part.optional()) {
                throw new IOException(part.from() + " is not there");
            }
            for (var file : files) {
                extras.add(extra(part, file));
            }
        }
        return extras;
    }

    private static Extra extra(Part part, Path file) throws IOException {
        var to = part.from().indexOf('*') < 0
                ? part.to()
                : part.to() + "/" + Words.file(file.getFileName().toString());
        var format = part.format().equals("disk") ? checkedDisk(file) : part.format();
        return new Extra(new Artifact(part.role(), to, "", format), file);
    }

    private static String checkedDisk(Path file) throws IOException {
        return DiskImage.of(file, DiskImage.isQcow2(file) ? "qcow2" : "raw").format();
    }

    private static String path(Path disk) {
        return "boot/disk-" + Words.file(disk.getFileName().toString());
    }

    private static Extra disk(Path file) {
        try {
            return new Extra(new Artifact(Role.BOOT, path(file), "", checkedDisk(file)), file);
        } catch (IOException e) {
            throw Sources.unreadable(file.toString(), e);
        }
    }
}
