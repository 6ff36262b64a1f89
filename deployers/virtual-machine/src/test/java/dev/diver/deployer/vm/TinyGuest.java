package dev.diver.deployer.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Assembles {@code guest.S}. */
final class TinyGuest {
    private TinyGuest() {}

    static Path exits(int status, Path directory) throws IOException, InterruptedException {
        return made(directory, "exits" + status, "-DBEHAVES_EXITS", "-DSTATUS=" + status);
    }

    /** Has the header of multiboot 2 and no other. */
    static Path exitsByMultiboot2(int status, Path directory) throws IOException, InterruptedException {
        return made(directory, "second" + status, "-DBEHAVES_EXITS", "-DMULTIBOOT2", "-DSTATUS=" + status);
    }

    /** @param behaviour as in {@code guest.S}, such as {@code hangs} */
    static Path that(String behaviour, Path directory) throws IOException, InterruptedException {
        return made(
                directory,
                behaviour,
                "-DBEHAVES_" + behaviour.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    private static Path made(Path directory, String name, String... definitions)
            throws IOException, InterruptedException {
        var source = directory.resolve("guest.S");
        try (var in = TinyGuest.class.getResourceAsStream("guest.S")) {
            Files.write(source, in.readAllBytes());
        }
        var image = directory.resolve(name);
        var command = new java.util.ArrayList<>(List.of(
                "gcc",
                "-m32",
                "-nostdlib",
                "-static",
                "-Wl,-Ttext=0x100000,-N,--build-id=none,--no-warn-rwx-segments",
                "-o",
                image.toString(),
                source.toString()));
        command.addAll(List.of(definitions));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gcc.log").toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(Files.readString(directory.resolve("gcc.log")));
        }
        return image;
    }
}
