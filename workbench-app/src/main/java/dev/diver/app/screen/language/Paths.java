package dev.diver.app.screen.language;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The names that a server has for files. It sees the net's directory without links, and the window as the person opened it.
 *
 * @param here the net's directory in the window
 * @param there the same directory for the server
 */
record Paths(Path here, Path there) {

    String uri(Path file) {
        var path = file.startsWith(here) ? there.resolve(here.relativize(file)) : file;
        return path.toUri().toString();
    }

    /** Empty where it names no file of this machine. */
    Optional<Path> file(String uri) {
        try {
            var parsed = URI.create(uri);
            if (!"file".equals(parsed.getScheme())) {
                return Optional.empty();
            }
            var path = Path.of(parsed).normalize();
            return Optional.of(path.startsWith(there) ? here.resolve(there.relativize(path)) : path);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
