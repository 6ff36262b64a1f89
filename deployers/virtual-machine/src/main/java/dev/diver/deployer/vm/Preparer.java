package dev.diver.deployer.vm;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Makes the files that a plan names. */
final class Preparer {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LARGEST_IMAGE = 1L << 30;

    private final HostProgram host;

    Preparer(HostProgram host) {
        this.host = host;
    }

    void make(Preparation preparation) throws IOException {
        switch (preparation) {
            case Preparation.WrappedImage image -> wrap(image);
            case Preparation.InitialRamFileSystem initrd -> write(initrd);
        }
    }

    private void wrap(Preparation.WrappedImage wanted) throws IOException {
        if (Files.exists(wanted.file())) {
            return;
        }
        Files.createDirectories(wanted.file().getParent());
        var work = Files.createTempDirectory(wanted.file().getParent(), "new");
        try {
            var plain = work.resolve("image");
            try (var in = opened(wanted.image())) {
                Files.write(plain, in.readNBytes((int) Math.min(LARGEST_IMAGE, Integer.MAX_VALUE)));
            }
            var made = switch (wanted.wrapper()) {
                case NONE, GUNZIP -> plain;
                case ELF32 -> elf32(plain, work);
                case GRUB_ISO -> grubIso(plain, work, wanted.commandLine());
            };
            AtomicFiles.sync(made);
            AtomicFiles.move(made, wanted.file());
        } finally {
            Folders.delete(work);
        }
    }

    /** Kernels are often packed with gzip, whatever else is done to them. */
    private static InputStream opened(Path image) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(image));
        in.mark(2);
        // RFC 1952, section 2.3.1: ID1 and ID2.
        var packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in) : in;
    }

    private Path elf32(Path image, Path work) throws IOException {
        var made = work.resolve("elf32");
        run(
                "turning the kernel into a 32-bit ELF file",
                work,
                List.of("objcopy", "-I", "elf64-x86-64", "-O", "elf32-i386", image.toString(), made.toString()));
        return made;
    }

    private Path grubIso(Path image, Path work, String commandLine) throws IOException {
        var root = Files.createDirectories(work.resolve("root/boot/grub"));
        Files.move(image, work.resolve("root/boot/kernel"));
        var quoted = commandLine.replace("\\", "\\\\").replace("'", "'\\''");
        Files.writeString(
                root.resolve("grub.cfg"),
                """
                set timeout=0
                serial --unit=0
                terminal_output serial console
                menuentry kernel {
                  multiboot2 /boot/kernel %s
                  boot
                }
                """.formatted(quoted.isEmpty() ? "" : "'" + quoted + "'"),
                StandardCharsets.UTF_8);
        var made = work.resolve("kernel.iso");
        run(
                "making a bootable ISO",
                work,
                List.of(
                        "grub-mkrescue",
                        "-o",
                        made.toString(),
                        work.resolve("root").toString()));
        return made;
    }

    private void run(String doing, Path work, List<String> command) throws IOException {
        var result = host.run(command, work, LIMIT, new Cancellation());
        if (!result.ok()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "The kernel could not be prepared: " + doing + " failed.",
                    result.output().strip(),
                    "Its file may be another kind of kernel than its package says.");
        }
    }

    private static void write(Preparation.InitialRamFileSystem wanted) throws IOException {
        var net = wanted.net();
        try (var cpio = new CpioWriter(new BufferedOutputStream(Files.newOutputStream(wanted.file()), 1 << 16))) {
            for (var directory : List.of("dev", "proc", "sys", "tmp", "diver")) {
                cpio.directory(directory);
            }
            cpio.file("init", wanted.init(), 0755);
            cpio.file("app", wanted.program(), 0755);
            var argv = new java.util.ArrayList<String>();
            argv.add("/app");
            argv.addAll(wanted.args());
            cpio.file("diver/argv", strings(argv), 0644);
            cpio.file(
                    "diver/env",
                    strings(new TreeMap<>(net.env())
                            .entrySet().stream()
                                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                                    .toList()),
                    0644);
            cpio.file("diver/outputs", strings(net.outputs()), 0644);
            for (Map.Entry<String, String> file : new TreeMap<>(net.files()).entrySet()) {
                var source = BootFiles.inside(net, file.getValue(), "Put it there.");
                cpio.file(file.getKey().substring(1), source, Files.isExecutable(source) ? 0755 : 0644);
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
