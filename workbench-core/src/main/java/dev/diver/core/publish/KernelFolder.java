package dev.diver.core.publish;

import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** A folder with a {@code kernel.json} and the files that it names. */
record KernelFolder(Path directory, KernelManifest manifest) {
    static final String MANIFEST = "kernel.json";

    static boolean is(Path directory) {
        return Files.isRegularFile(directory.resolve(MANIFEST));
    }

    /** Checks the manifest whole, and that its scripts are there. */
    static KernelFolder open(Path directory) {
        var file = directory.resolve(MANIFEST);
        try (var in = Files.newInputStream(file)) {
            var manifest =
                    new KernelManifestFormat().read(in.readNBytes(KernelManifestFormat.LIMIT + 1), file.toString());
            var folder = new KernelFolder(directory, manifest);
            folder.scripts().values().forEach(folder::requireScript);
            folder.requireOwnFiles();
            return folder;
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, file + " cannot be read.", String.valueOf(e.getMessage()), ""), e);
        }
    }

    /** Those that publishing runs, by what they are for. */
    private Map<String, String> scripts() {
        var scripts = manifest.scripts();
        return Map.of("configure", scripts.configure(), "build", scripts.build(), "test", scripts.test());
    }

    private void requireScript(String path) {
        var script = directory.resolve(path);
        if (!path.isEmpty() && !Files.isRegularFile(script, LinkOption.NOFOLLOW_LINKS)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The script " + path + " is not there.",
                    directory.resolve(MANIFEST) + " names it.",
                    "Write it, or take it out there.");
        }
    }

    /**
     * What a build made, or somebody laid there, may not bring other files of this machine into the package, nor secrets.
     *
     * @throws DiverException INVALID where a link leads out of the folder, or a file looks like a secret
     */
    void requireFit() throws IOException {
        var root = directory.toRealPath();
        for (var artifact : manifest.artifacts()) {
            var file = directory.resolve(artifact.path());
            if (Files.exists(file) && !file.toRealPath().startsWith(root)) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "The package's file " + artifact.path() + " lies outside of its folder.",
                        "A link leads to " + file.toRealPath() + ".",
                        "Copy what is meant into the folder.");
            }
            if (Files.exists(file)) {
                LikelySecrets.refuseBelow(file);
            }
        }
    }

    private void requireOwnFiles() {
        if (manifest.source().filter(source -> source.exactVersion().isEmpty()).isPresent()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    manifest.reference() + " has files that come from Debian when it is pulled.",
                    "What is published is whole, so that it is the same for everybody.",
                    "Pull it, make a fork of what was pulled (diver fork), and publish that.");
        }
    }
}
