package dev.diver.core.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Files of the kernel below a root: a host's own, or a copy of a node's. Links out of the root are not followed. */
final class FileTree {
    /** Bytes of one file; /proc/iomem of the largest machines has some hundred KiB. */
    private static final int LIMIT = 4 << 20;

    private static final int MOST_ENTRIES = 1 << 16;

    private final Path root;

    FileTree(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** Without the line's end, and without zeros, which copies of such files may have there; empty where there is no such file, or nobody may read it. */
    Optional<String> text(String name) {
        try {
            var file = root.resolve(name).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(LIMIT + 1);
                return bytes.length > LIMIT
                        ? Optional.empty()
                        : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1).trim());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    OptionalInt number(String name) {
        var text = text(name).filter(one -> one.matches("-?[0-9]{1,9}"));
        return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
    }

    boolean has(String name) {
        return Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The numbers behind a prefix in the names of a directory's entries, ascending; none where there is no directory. */
    List<Integer> numbers(String directory, String prefix) {
        var pattern = Pattern.compile(Pattern.quote(prefix) + "([0-9]{1,6})");
        try (var entries = Files.list(root.resolve(directory))) {
            return entries.limit(MOST_ENTRIES)
                    .map(entry -> pattern.matcher(entry.getFileName().toString()))
                    .filter(match -> match.matches())
                    .flatMapToInt(match -> IntStream.of(Integer.parseInt(match.group(1))))
                    .sorted()
                    .boxed()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
