package dev.diver.qemu;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a Linux program of this host needs in a guest, found from its bytes; nothing of it is run. */
public final class ProgramFiles {
    private static final int HEADER = 20;
    private static final int LINE = 255;
    private static final int ELF_MAGIC = 0x464c457f;
    private static final int CLASS_64 = 2;
    private static final int X86_64 = 62;

    private ProgramFiles() {}

    /**
     * Loader and libraries; for a script, its interpreter too. File of the host by absolute path in the guest.
     *
     * @throws DiverException UNSUPPORTED for what no x86-64 Linux could start, NOT_FOUND where a file is missing
     */
    public static Map<String, Path> of(Path program) {
        var start = start(program);
        if (start.length >= 2 && start[0] == '#' && start[1] == '!') {
            var interpreter = interpreter(program, start);
            var files = new LinkedHashMap<String, Path>();
            files.put(interpreter.toString(), interpreter);
            requireMachine(interpreter, start(interpreter));
            files.putAll(SharedLibraries.of(interpreter));
            return files;
        }
        requireMachine(program, start);
        return SharedLibraries.of(program);
    }

    private static byte[] start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LINE + 1);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            file + " cannot be read.",
                            String.valueOf(e.getMessage()),
                            "Give yourself the right to read it."),
                    e);
        }
    }

    /** Linux's fs/binfmt_script.c: the path up to the first blank of the first line. */
    private static Path interpreter(Path program, byte[] start) {
        var line = new String(start, 2, start.length - 2, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        var path = line.split("[ \t]", 2)[0];
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    program + " is a script that names no interpreter by its path.",
                    "Its first line is \"#!" + line + "\".",
                    "Begin it with such as #!/bin/sh.");
        }
        var file = Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    program + " is a script for " + path + ", which is not on this host.",
                    "",
                    "Install it, or write another interpreter into the script's first line.");
        }
        return file;
    }

    private static void requireMachine(Path program, byte[] start) {
        var bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < HEADER || bytes.getInt(0) != ELF_MAGIC) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    program + " is no Linux program.",
                    "It is neither an ELF file nor a script.",
                    "Set app.program in net.toml to what make builds, or to a program of this host.");
        }
        if (bytes.get(4) != CLASS_64 || bytes.getShort(18) != X86_64) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    program + " is a program for another architecture.",
                    "The guest is a 64-bit x86 machine; the file is a " + (bytes.get(4) == CLASS_64 ? 64 : 32)
                            + "-bit ELF file for machine " + bytes.getShort(18) + " (e_machine).",
                    "Compile it for x86-64.");
        }
    }
}
