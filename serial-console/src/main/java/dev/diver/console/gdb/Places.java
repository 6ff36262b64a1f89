package dev.diver.console.gdb;

import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.Frame;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where code lies: gdb's words for it, and the files of this machine. Thread-safe. */
final class Places {
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Optional<Path>> files = new ConcurrentHashMap<>();

    Frame frame(MiValue.Tuple frame) {
        return new Frame(
                frame.number("level").orElse(0),
                frame.address("addr").orElse(0),
                function(frame.text("func")),
                file(frame.text("fullname")),
                frame.text("file"),
                frame.number("line"));
    }

    static String function(String name) {
        return switch (name) {
            case "??" -> "";
            // A process meets signals; a guest that runs as a whole only what leads into its kernel.
            case "<signal handler called>" -> "<interrupt or system call>";
            default -> name;
        };
    }

    /** @param fullName as gdb found it, with the source folders put in */
    Optional<Path> file(String fullName) {
        if (fullName.isEmpty()) {
            return Optional.empty();
        }
        if (files.size() > MOST_REMEMBERED) {
            files.clear();
        }
        return files.computeIfAbsent(fullName, name -> {
            try {
                return Optional.of(Path.of(name).normalize())
                        .filter(Path::isAbsolute)
                        .filter(Files::isRegularFile);
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    /** As {@code -break-insert} takes it, in its quotes. */
    static String location(CodePlace place) {
        return switch (place) {
            case CodePlace.Line line ->
                "--source " + MiConnection.quoted(line.file().toString()) + " --line " + line.number();
            case CodePlace.Function function -> "--function " + MiConnection.quoted(function.name());
            case CodePlace.Address address -> MiConnection.quoted("*0x" + Long.toHexString(address.address()));
        };
    }

    static String words(CodePlace place) {
        return switch (place) {
            case CodePlace.Line line -> line.file().getFileName() + ":" + line.number();
            case CodePlace.Function function -> function.name();
            case CodePlace.Address address -> "0x" + Long.toHexString(address.address());
        };
    }
}
