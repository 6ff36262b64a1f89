package dev.diver.qemu;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.net.Net;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files that a net names: really inside of it, or programs of the host. */
public final class NetFiles {
    private NetFiles() {}

    /** The net's program, or one of the host. */
    public static Path program(DiveRequest request) {
        var net = request.net();
        var program = net.program()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        net.name() + " has no program.",
                        request.kernel().manifest().reference() + " runs one, and net.toml names none.",
                        "Set app.program in net.toml to what make builds, such as \"build/" + net.name() + "\"."));
        var file = Path.of(program);
        if (!file.isAbsolute()) {
            return inside(net, program, "Build it first: diver build " + net.directory());
        }
        if (!Files.isRegularFile(file)) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    file + " is missing.",
                    "",
                    "Install it, or correct app.program in net.toml.");
        }
        return file;
    }

    /** What {@code app.files} names: file of the host by absolute path in the guest. */
    public static Map<String, Path> files(Net net) {
        return net.files().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        file -> inside(net, file.getValue(), "Put it there."),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** {@code app.env} as a program gets it, in the order of the names. */
    public static java.util.List<String> environment(Net net) {
        return new TreeMap<>(net.env())
                .entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList();
    }

    /** A file of the net; a link that leads out of the project is refused. */
    public static Path inside(Net net, String path, String remedy) {
        var file = net.directory().resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new DiverException(Problem.Kind.NOT_FOUND, file + " is missing.", "", remedy);
        }
        try {
            if (!file.toRealPath().startsWith(net.directory().toRealPath())) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        file + " is a link out of the project.",
                        "A dive takes files of the project only.",
                        "Copy the file into the project.");
            }
            return file;
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, file + " cannot be read.", String.valueOf(e.getMessage()), ""), e);
        }
    }
}
