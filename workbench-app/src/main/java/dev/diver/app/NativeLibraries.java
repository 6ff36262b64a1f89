package dev.diver.app;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What our libraries have in machine code: unpacked once for each version, into a folder that is the person's alone. Left to
 * themselves they unpack it anew for each process, into everybody's {@code /tmp}, where it stays when one is killed.
 */
final class NativeLibraries {
    private static final String PRIVATE = "rwx------";

    private static final List<NativeLibraries> ALL = List.of(
            new NativeLibraries(
                    "org.sqlite.lib.path",
                    arch -> "org/sqlite/native/Linux/" + arch.replace('-', '_'),
                    "",
                    "sqlitejdbc"),
            new NativeLibraries(
                    "pty4j.preferred.native.folder",
                    arch -> "resources/com/pty4j/native/linux/" + arch,
                    "linux/",
                    "pty"),
            new NativeLibraries("jna.boot.library.path", arch -> "com/sun/jna/linux-" + arch, "", "jnidispatch"));

    private final String property;
    private final Function<String, String> packed;
    private final String below;
    private final String name;

    /**
     * @param property tells its library where it was unpacked
     * @param packed the folder in the jar, for an architecture
     * @param below where it is looked for below the property's folder, the architecture behind it; empty for in there
     */
    private NativeLibraries(String property, Function<String, String> packed, String below, String name) {
        this.property = property;
        this.packed = packed;
        this.below = below;
        this.name = System.mapLibraryName(name);
    }

    /** Before the first of them is needed. What does not work out is left to the libraries themselves. */
    static void keepIn(Path cache) {
        try {
            var folder = cache.resolve("natives");
            Files.createDirectories(cache);
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
            }
            requirePrivate(folder);
            // Where one has nothing for this processor, and finds something itself.
            System.setProperty("org.sqlite.tmpdir", folder.toString());
            System.setProperty("pty4j.tmpdir", folder.toString());
            for (var library : ALL) {
                var unpacked = library.unpack(folder);
                if (unpacked.isPresent()) {
                    System.setProperty(library.property, unpacked.get().toString());
                }
            }
        } catch (IOException e) {
            // Then /tmp has to do: what only reads runs can still be of use.
        }
    }

    /** Whoever else could write there could have their code run by us. */
    private static void requirePrivate(Path folder) throws IOException {
        if (!Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new IOException(folder + " is somebody else's");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PRIVATE));
    }

    /** @return the folder for the property; empty where the jar has nothing for this processor */
    private Optional<Path> unpack(Path folder) throws IOException {
        var arch = System.getProperty("os.arch").equals("amd64") ? "x86-64" : System.getProperty("os.arch");
        var resource = NativeLibraries.class.getClassLoader().getResource(packed.apply(arch) + "/" + name);
        if (resource == null || !(resource.openConnection() instanceof JarURLConnection jar)) {
            return Optional.empty();
        }
        // The jar's name has the version.
        var version = Path.of(jar.getJarFileURL().getPath()).getFileName().toString();
        var own = folder.resolve(version.substring(0, version.lastIndexOf('.')));
        var target = own.resolve(below.isEmpty() ? "" : below + arch).resolve(name);
        jar.setUseCaches(false);
        try (var in = jar.getInputStream()) {
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(target) != jar.getContentLengthLong()) {
                Files.createDirectories(target.getParent());
                // Others may be at it: who reads it finds the whole one.
                var fresh = Files.createTempFile(target.getParent(), name, "");
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Optional.of(own);
    }
}
