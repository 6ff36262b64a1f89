package dev.diver.app.screen.search;

import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Looks through files, and tells what it finds file by file. Blocks. */
public final class FileSearch {
    private static final int MOST_HITS = 10_000;
    private static final Duration LONGEST_FILE = Duration.ofSeconds(5);

    private final SearchQuery query;
    private final Function<Path, Optional<String>> unsaved;

    /** @param unsaved the text of a file that is being edited; asked on the searching thread */
    public FileSearch(SearchQuery query, Function<Path, Optional<String>> unsaved) {
        this.query = query;
        this.unsaved = unsaved;
    }

    /**
     * @param files how many were looked into
     * @param hits how many places were found
     * @param complete false where there are more than are told
     */
    public record Summary(int files, int hits, boolean complete) {}

    /** @param found is told of each file with hits, from this thread */
    public Summary run(List<Path> directories, Cancellation cancellation, Consumer<List<Hit>> found) {
        var pattern = query.pattern();
        var files = 0;
        var hits = 0;
        for (var directory : directories) {
            for (var file : TextFiles.below(directory, cancellation)) {
                cancellation.check();
                if (!query.takes(directory.relativize(file))) {
                    continue;
                }
                var text = unsaved.apply(file).or(() -> read(file));
                if (text.isEmpty()) {
                    continue;
                }
                files++;
                var here = find(pattern, file, text.get(), MOST_HITS - hits, cancellation);
                hits += here.size();
                if (!here.isEmpty()) {
                    found.accept(here);
                }
                if (hits == MOST_HITS) {
                    return new Summary(files, hits, false);
                }
            }
        }
        return new Summary(files, hits, true);
    }

    private static List<Hit> find(
            java.util.regex.Pattern pattern, Path file, String text, int most, Cancellation cancellation) {
        var hits = new ArrayList<Hit>();
        var until = System.nanoTime() + LONGEST_FILE.toNanos();
        var number = 0;
        var begin = 0;
        while (begin <= text.length() && hits.size() < most) {
            var end = text.indexOf('\n', begin);
            var line = text.substring(begin, end < 0 ? text.length() : end);
            if (line.endsWith("\r")) {
                line = line.substring(0, line.length() - 1);
            }
            var matcher = pattern.matcher(Patience.with(line, until, cancellation));
            while (hits.size() < most && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    hits.add(Hit.of(file, number, matcher.start(), matcher.end(), line));
                }
            }
            if (end < 0) {
                break;
            }
            begin = end + 1;
            number++;
        }
        return hits;
    }

    /** Empty where it is no text, as a zero byte or what is not UTF-8 tells, or cannot be read. */
    private static Optional<String> read(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            for (var i = 0; i < Math.min(bytes.length, 8192); i++) {
                if (bytes[i] == 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
