package dev.diver.core.debug;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.diver.core.debug.DebugTarget.Source;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@link DebugAccess} as one line of JSON: between processes, and beside a run. What is read is checked as any input:
 * gdb is started with it. Keys that a newer Diver wrote are left alone.
 */
public final class DebugJson {
    /** Bytes. */
    public static final int LIMIT = 1 << 18;

    private static final int MOST = 1024;
    private static final int LONGEST = 4096;
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9:_.-]{0,40}");
    private static final Pattern BUILD_ID = Pattern.compile("[0-9a-f]{2,128}");

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public DebugJson() {
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LIMIT)
                        .maxNestingDepth(16)
                        .build());
    }

    /** Either of both is there. */
    private record Text(Optional<DebugTarget> target, Optional<String> unavailable) {}

    public String write(DebugAccess access) {
        var text = switch (access) {
            case DebugAccess.Available available -> new Text(Optional.of(available.target()), Optional.empty());
            case DebugAccess.Unavailable unavailable -> new Text(Optional.empty(), Optional.of(unavailable.why()));
        };
        try {
            return json.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where it is damaged, or names what nobody would write. */
    public Optional<DebugAccess> read(String text) {
        if (text.length() > LIMIT) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(text, Text.class)).flatMap(DebugJson::checked);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<DebugAccess> checked(Text text) {
        if (text.target() == null || text.target().isEmpty()) {
            return Optional.ofNullable(text.unavailable())
                    .flatMap(why -> why)
                    .filter(why -> why.length() <= LONGEST)
                    .map(DebugAccess.Unavailable::new);
        }
        return text.target().filter(DebugJson::isSound).map(DebugAccess.Available::new);
    }

    private static boolean isSound(DebugTarget target) {
        var paths = new ArrayList<Path>();
        paths.add(
                switch (target.source()) {
                    case Source.Stub stub -> stub.socket();
                    case Source.Dump dump -> dump.core();
                });
        target.symbols().forEach(symbols -> paths.add(symbols.file()));
        target.sources().forEach(folder -> paths.add(folder.here()));
        target.sources().forEach(folder -> paths.add(Path.of(folder.recorded())));
        var words = new ArrayList<String>();
        target.processors().forEach(processor -> words.addAll(List.of(processor.name(), processor.kernel())));
        target.symbols().forEach(symbols -> words.add(symbols.of()));
        return ARCHITECTURE.matcher(target.architecture()).matches()
                && paths.size() + words.size() <= MOST
                && paths.stream().allMatch(DebugJson::isSound)
                && words.stream().allMatch(DebugJson::isWord)
                && target.symbols().stream()
                        .flatMap(symbols -> symbols.buildId().stream())
                        .allMatch(id -> BUILD_ID.matcher(id).matches());
    }

    /** A line break would end gdb's command, and begin another. */
    private static boolean isSound(Path path) {
        return path.isAbsolute() && path.getFileSystem() == FileSystems.getDefault() && isWord(path.toString());
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
