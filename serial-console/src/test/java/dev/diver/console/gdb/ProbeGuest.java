package dev.diver.console.gdb;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.debug.DebugTarget.Source;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.debug.ElfFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code probe.c}, linked with snorkel, in a QEMU with a stub; two processors. */
final class ProbeGuest implements AutoCloseable {
    private static final Path SNORKEL = Path.of(System.getProperty("diver.assets"), "kernels/snorkel");

    final Path image;
    final Path source;
    final Path console;
    private final Path socket;
    private final Path monitor;
    private final Process qemu;

    private ProbeGuest(Path image, Path folder, List<String> more) throws Exception {
        this.image = image;
        source = image.resolveSibling("probe.c");
        socket = folder.resolve("stub");
        monitor = folder.resolve("qmp");
        console = folder.resolve("serial.txt");
        Files.deleteIfExists(socket);
        var command = new ArrayList<>(List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg",
                "-M",
                "q35",
                "-m",
                "32",
                "-smp",
                "2",
                "-display",
                "none",
                "-nodefaults"));
        command.addAll(List.of(
                "-serial",
                "file:" + console,
                "-device",
                "isa-debug-exit",
                "-device",
                "pvpanic",
                "-action",
                "panic=pause",
                "-no-reboot"));
        command.addAll(List.of("-kernel", image.toString(), "-gdb", "chardev:gdb"));
        command.addAll(List.of("-chardev", "socket,id=gdb,server=on,wait=off,path=" + socket));
        command.addAll(List.of("-qmp", "unix:" + monitor + ",server=on,wait=off"));
        command.addAll(more);
        qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.txt").toFile())
                .start();
        qemu.onExit().orTimeout(120, SECONDS).exceptionally(late -> qemu.destroyForcibly());
        for (var tries = 0; !Files.exists(socket) && qemu.isAlive() && tries < 600; tries++) {
            Thread.sleep(50);
        }
        if (!Files.exists(socket)) {
            throw new IOException(Files.readString(folder.resolve("qemu.txt")));
        }
    }

    /** @return the image, in that folder, with its source */
    static Path build(Path folder) throws Exception {
        run("make", "-s", "-j2", "-C", SNORKEL.toString(), "OUT=" + folder, folder + "/.build/libsnorkel.a");
        var source = folder.resolve("probe.c");
        try (var in = ProbeGuest.class.getResourceAsStream("probe.c")) {
            Files.write(source, in.readAllBytes());
        }
        var image = folder.resolve("probe");
        run(
                "sh",
                "-ec",
                "gcc -std=c11 -O0 -g -ffreestanding -fno-omit-frame-pointer -fno-stack-protector -mno-red-zone"
                        + " -fcf-protection=none -fno-asynchronous-unwind-tables -fno-pic -nostdinc"
                        + " -isystem $(gcc -print-file-name=include) -isystem $1/include -nostdlib -static -no-pie"
                        + " -Wl,-T,$1/snorkel.ld -Wl,--build-id=sha1 -Wl,-z,noexecstack -Wl,-z,max-page-size=4096"
                        + " -o $3 $2 $4/.build/libsnorkel.a",
                "sh",
                SNORKEL.toString(),
                source.toString(),
                image.toString(),
                folder.toString());
        return image;
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** Stands at its first instruction. */
    static ProbeGuest stopped(Path image, Path folder, String... arguments) throws Exception {
        var guest = new ArrayList<>(append(arguments));
        guest.add("-S");
        return new ProbeGuest(image, folder, guest);
    }

    static ProbeGuest running(Path image, Path folder, String... arguments) throws Exception {
        return new ProbeGuest(image, folder, append(arguments));
    }

    private static List<String> append(String... arguments) {
        return arguments.length == 0 ? List.of() : List.of("-append", "-- " + String.join(" ", arguments));
    }

    DebugTarget target() {
        return target(image, ElfFile.read(image).orElseThrow().buildId());
    }

    DebugTarget target(Path symbols, Optional<String> buildId) {
        return new DebugTarget(
                new Source.Stub(socket),
                "i386:x86-64",
                List.of(new Processor("cpu 0", "snorkel"), new Processor("cpu 1", "snorkel")),
                List.of(new SymbolFile(symbols, "probe", OptionalLong.empty(), buildId, true)),
                List.of(new DebugTarget.SourceFolder("/usr/src/snorkel", SNORKEL)));
    }

    /** Of its memory as it is now, and of its processors. */
    DebugTarget dump() throws Exception {
        var core = console.resolveSibling("core");
        var commands = List.of(
                "{\"execute\":\"qmp_capabilities\"}",
                "{\"execute\":\"stop\"}",
                "{\"execute\":\"dump-guest-memory\",\"arguments\":{\"paging\":false,\"protocol\":\"file:" + core
                        + "\"}}");
        try (var qmp = SocketChannel.open(UnixDomainSocketAddress.of(monitor))) {
            var answers = new BufferedReader(new InputStreamReader(Channels.newInputStream(qmp)));
            answers.readLine();
            for (var command : commands) {
                qmp.write(ByteBuffer.wrap((command + "\n").getBytes()));
                for (var line = answers.readLine(); !line.contains("\"return\""); line = answers.readLine()) {
                    if (line.contains("\"error\"")) {
                        throw new IOException(line);
                    }
                }
            }
        }
        var target = target();
        return new DebugTarget(
                new Source.Dump(core), target.architecture(), target.processors(), target.symbols(), target.sources());
    }

    /** Until it is in its loop, which it does not leave. */
    void awaitHang() throws Exception {
        for (var tries = 0; !said().contains("~"); tries++) {
            assertTrue(tries < 1200 && isAlive(), said());
            Thread.sleep(50);
        }
    }

    String said() throws IOException {
        return Files.exists(console) ? Files.readString(console) : "";
    }

    void kill() throws InterruptedException {
        qemu.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return qemu.isAlive();
    }

    @Override
    public void close() throws Exception {
        kill();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(monitor);
    }
}
