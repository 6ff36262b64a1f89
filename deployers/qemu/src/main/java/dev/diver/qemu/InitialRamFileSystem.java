package dev.diver.qemu;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Linux starts from: our init, and what it does. The lists are those that {@code assets/kernels/linux/init.c} reads.
 *
 * @param init of the kernel's package
 * @param program becomes {@code /app}
 * @param libraries what a dynamic program cannot start without: file of the host by absolute path in the guest
 * @param files others, likewise
 * @param lists texts by the name of the list, such as {@code argv}
 */
public record InitialRamFileSystem(
        Path init,
        Path program,
        Map<String, Path> libraries,
        Map<String, Path> files,
        Map<String, List<String>> lists) {
    private static final List<String> DIRECTORIES = List.of("dev", "proc", "sys", "tmp", "diver");

    public InitialRamFileSystem {
        libraries = Map.copyOf(libraries);
        files = Map.copyOf(files);
        lists = Map.copyOf(lists);
    }

    /** Files in the order of their names, so that the same content gives the same bytes. */
    public void write(Path file) throws IOException {
        try (var cpio = new CpioWriter(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (var directory : DIRECTORIES) {
                cpio.directory(directory);
            }
            cpio.file("init", init, 0755);
            cpio.file("app", program, 0755);
            for (var library : new TreeMap<>(libraries).entrySet()) {
                cpio.file(library.getKey().substring(1), library.getValue(), 0755);
            }
            for (var list : new TreeMap<>(lists).entrySet()) {
                cpio.file("diver/" + list.getKey(), strings(list.getValue()), 0644);
            }
            for (var other : new TreeMap<>(files).entrySet()) {
                var source = other.getValue();
                cpio.file(other.getKey().substring(1), source, Files.isExecutable(source) ? 0755 : 0644);
            }
        }
    }

    /** NUL-terminated, one after the other. */
    private static byte[] strings(Collection<String> texts) {
        var all = new StringBuilder();
        texts.forEach(text -> all.append(text).append('\0'));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
