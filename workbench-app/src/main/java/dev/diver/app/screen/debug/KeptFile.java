package dev.diver.app.screen.debug;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.console.debug.CodePlace;
import dev.diver.core.home.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Breakpoints and expressions of each net, in a file of its own among the person's data. Thread-safe; blocks. */
final class KeptFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_LETTERS = 4096;

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private boolean closed;

    KeptFile(Path data) {
        folder = data.resolve("debug");
    }

    /** What was kept; nothing where there is none or it cannot be read. */
    Kept load(Path net) {
        try {
            var file = place(net);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Kept.NOTHING;
            }
            var document = json.readValue(file.toFile(), Document.class);
            return document == null ? Kept.NOTHING : document.kept();
        } catch (IOException e) {
            return Kept.NOTHING;
        }
    }

    /** Does nothing once it is closed. */
    synchronized void save(Path net, Kept kept) throws IOException {
        if (closed) {
            return;
        }
        var rows = kept.breakpoints().stream().limit(MOST_ENTRIES).map(Row::of).toList();
        var document = new Document(net.toString(), rows, kept.expressions());
        AtomicFiles.write(place(net), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }

    /** Returns when what is being written is written; nothing is from then on. */
    synchronized void close() {
        closed = true;
    }

    private Path place(Path net) {
        return folder.resolve(UUID.nameUUIDFromBytes(net.toString().getBytes(StandardCharsets.UTF_8)) + ".json");
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Document(String net, List<Row> breakpoints, List<String> expressions) {
        Kept kept() {
            return new Kept(
                    breakpoints == null
                            ? List.of()
                            : breakpoints.stream()
                                    .filter(Objects::nonNull)
                                    .limit(MOST_ENTRIES)
                                    .flatMap(row -> row.wanted().stream())
                                    .toList(),
                    expressions == null
                            ? List.of()
                            : expressions.stream()
                                    .filter(text -> text != null && text.length() <= MOST_LETTERS)
                                    .limit(MOST_ENTRIES)
                                    .toList());
        }
    }

    /** One of file with line, function and address is given. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Row(
            String file, int line, String function, long address, String condition, boolean hardware, boolean enabled) {

        static Row of(Wanted wanted) {
            var file = wanted.place() instanceof CodePlace.Line(var path, var number) ? path.toString() : "";
            var line = wanted.place() instanceof CodePlace.Line(var path, var number) ? number : 0;
            var function = wanted.place() instanceof CodePlace.Function(var name) ? name : "";
            var address = wanted.place() instanceof CodePlace.Address(var number) ? number : 0;
            return new Row(file, line, function, address, wanted.condition(), wanted.hardware(), wanted.enabled());
        }

        Optional<Wanted> wanted() {
            return place().map(place -> new Wanted(place, text(condition), hardware, enabled));
        }

        private Optional<CodePlace> place() {
            try {
                if (!text(file).isEmpty()) {
                    var path = Path.of(file);
                    return line > 0 && path.isAbsolute()
                            ? Optional.of(new CodePlace.Line(path, line))
                            : Optional.empty();
                }
            } catch (InvalidPathException damaged) {
                return Optional.empty();
            }
            return text(function).isEmpty()
                    ? (address == 0 ? Optional.empty() : Optional.of(new CodePlace.Address(address)))
                    : Optional.of(new CodePlace.Function(function));
        }

        private static String text(String given) {
            return given == null || given.length() > MOST_LETTERS ? "" : given;
        }
    }
}
