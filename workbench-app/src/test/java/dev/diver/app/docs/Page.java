package dev.diver.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file, as far as the checks of the documents need it.
 *
 * @param lines with blocks of code blanked, so that a line's number is that of the file
 */
public record Page(Path file, List<String> lines) {
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) (.*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    public Page {
        lines = List.copyOf(lines);
    }

    /** Of the repository, which is the parent of this module. */
    public static Page guide(String name) throws IOException {
        return read(repository().resolve("docs/guide").resolve(name));
    }

    static Path repository() {
        return Path.of("").toAbsolutePath().getParent();
    }

    static Page read(Path file) throws IOException {
        var lines = new ArrayList<String>();
        var fenced = false;
        for (var line : Files.readAllLines(file)) {
            var fence = line.strip().startsWith("```");
            lines.add(fenced || fence ? "" : line);
            fenced ^= fence;
        }
        return new Page(file, lines);
    }

    /** Those below a heading up to the next one of its level or a higher one; empty where there is no such heading. */
    public List<String> section(String heading) {
        var found = new ArrayList<String>();
        var level = 0;
        for (var line : lines) {
            var match = HEADING.matcher(line);
            if (match.matches() && level > 0 && match.group(1).length() <= level) {
                break;
            }
            if (level > 0) {
                found.add(line);
            } else if (match.matches() && match.group(2).equals(heading)) {
                level = match.group(1).length();
            }
        }
        return found;
    }

    /** As GitHub makes them of headings: lower case, without punctuation, numbered where two are the same. */
    List<String> anchors() {
        var seen = new HashMap<String, Integer>();
        var anchors = new ArrayList<String>();
        for (var line : lines) {
            var match = HEADING.matcher(line);
            if (match.matches()) {
                var anchor = match.group(2)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                var same = seen.merge(anchor, 1, Integer::sum);
                anchors.add(same == 1 ? anchor : anchor + "-" + (same - 1));
            }
        }
        return anchors;
    }

    Stream<String> links() {
        return lines.stream()
                .map(line -> CODE.matcher(line).replaceAll(""))
                .flatMap(line -> LINK.matcher(line).results())
                .map(match -> match.group(1));
    }

    /** What stands between backticks. */
    public static Stream<String> code(List<String> lines) {
        return lines.stream().flatMap(line -> CODE.matcher(line).results()).map(match -> match.group(1));
    }
}
