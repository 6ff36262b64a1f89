package dev.diver.deployer.hardware;

import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.topology.SysfsTopology;
import dev.diver.core.topology.Topology;
import dev.diver.node.ssh.SshConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A node's processors and memory from copies of its files, as this host's from its own. The copies are in a directory of
 * their own, and gone afterwards.
 */
final class NodeTopology {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Bytes of the answer: a machine with 1024 processors sends 12 MiB. */
    private static final int MOST_BYTES = 64 << 20;

    /** A machine with 1024 processors has 80 000. */
    private static final int MOST_FILES = 400_000;

    /** Of one file; what {@link SysfsTopology} reads at most. */
    private static final int LARGEST_FILE = 4 << 20;

    private static final String END = "end";

    private final Path cache;

    /** @param cache where the copies may be */
    NodeTopology(Path cache) {
        this.cache = cache;
    }

    Topology read(String node, SshConnection connection, Cancellation cancellation) {
        var said = connection.run(
                RootShell.asRootIfPossible(),
                new SequenceInputStream(
                        new ByteArrayInputStream(patterns()), new ByteArrayInputStream(NodeScripts.TOPOLOGY.bytes())),
                new SshConnection.RemoteLimits(LIMIT, MOST_BYTES),
                cancellation);
        return parse(node, new String(said.output(), StandardCharsets.ISO_8859_1), said.errors());
    }

    private static byte[] patterns() {
        return ("patterns='" + String.join(" ", SysfsTopology.FILES) + "'\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * @param answer as {@code topology.sh} gives it
     * @param errors what else the node said
     */
    Topology parse(String node, String answer, String errors) {
        var files = files(answer);
        if (!answer.stripTrailing().endsWith("\n" + END) || files.size() > MOST_FILES) {
            throw damaged(node, "Its answer of " + answer.length() + " characters is not complete. " + errors, null);
        }
        Path copy = null;
        try {
            copy = Files.createTempDirectory(Files.createDirectories(cache), "machine");
            write(files, copy);
            var topology = SysfsTopology.read(copy);
            return new Topology(
                    node,
                    topology.type(),
                    topology.packages(),
                    topology.nodes(),
                    topology.memory(),
                    topology.offline());
        } catch (DiverException e) {
            throw damaged(node, e.problem().why(), e);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "What " + node + " is made of could not be kept for reading.",
                            String.valueOf(e.getMessage()),
                            "See that there is room in " + cache + "."),
                    e);
        } finally {
            if (copy != null) {
                Folders.delete(copy);
            }
        }
    }

    /** Only what was asked for, by name: no answer makes a file anywhere else. */
    private static Map<String, StringBuilder> files(String answer) {
        var wanted = Pattern.compile(
                SysfsTopology.FILES.stream().map(NodeTopology::expression).collect(Collectors.joining("|")));
        var files = new HashMap<String, StringBuilder>();
        answer.lines().forEach(line -> {
            var isEntry = line.startsWith("+ ");
            var colon = line.indexOf(':');
            var name = isEntry ? line.substring(2) : colon < 0 ? "" : line.substring(0, colon);
            if (files.size() <= MOST_FILES
                    && (files.containsKey(name) || wanted.matcher(name).matches())) {
                var text = files.computeIfAbsent(name, key -> new StringBuilder(0));
                if (!isEntry && text.length() + line.length() < LARGEST_FILE) {
                    text.append(line, colon + 1, line.length()).append('\n');
                }
            }
        });
        return files;
    }

    /** A star stands for a part of a name that begins with no dot. */
    private static String expression(String pattern) {
        return Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}"));
    }

    private static void write(Map<String, StringBuilder> files, Path copy) throws IOException {
        for (var file : files.entrySet()) {
            var target = copy.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue(), StandardCharsets.ISO_8859_1);
        }
    }

    private static DiverException damaged(String node, String why, DiverException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.DAMAGED,
                        node + " does not tell what it is made of as a Linux machine should.",
                        why.strip(),
                        "See that /sys and /proc are mounted there, and that it has grep and xargs."),
                cause);
    }
}
