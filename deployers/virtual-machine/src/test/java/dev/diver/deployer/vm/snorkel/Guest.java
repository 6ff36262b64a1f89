package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.home.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One run of a kernel under real QEMU and TCG. */
record Guest(
        Path kernel,
        String commandLine,
        String machine,
        String memory,
        int cpus,
        Optional<Path> module,
        boolean exitDevice,
        List<Exchange> exchanges) {
    private static final int SECONDS = 240;

    /** Waits until the console has said {@code expect} (after what was expected before), then types {@code send}. */
    record Exchange(String expect, String send) {}

    /**
     * @param output what it said, with LF at the end of lines
     * @param status the byte written to the status port, if any
     * @param exit QEMU's own exit status: 1 after a clean end by isa-debug-exit, 255 after a crash, 0 after power-off
     */
    record End(String output, OptionalInt status, int exit) {}

    static Guest of(Path kernel) {
        return new Guest(kernel, "quiet", "pc", "32M", 1, Optional.empty(), true, List.of());
    }

    Guest commandLine(String text) {
        return new Guest(kernel, text, machine, memory, cpus, module, exitDevice, exchanges);
    }

    Guest arguments(String text) {
        return commandLine("quiet -- " + text);
    }

    Guest machine(String type) {
        return new Guest(kernel, commandLine, type, memory, cpus, module, exitDevice, exchanges);
    }

    Guest memory(String amount) {
        return new Guest(kernel, commandLine, machine, amount, cpus, module, exitDevice, exchanges);
    }

    Guest cpus(int count) {
        return new Guest(kernel, commandLine, machine, memory, count, module, exitDevice, exchanges);
    }

    Guest module(Path file) {
        return new Guest(kernel, commandLine, machine, memory, cpus, Optional.of(file), exitDevice, exchanges);
    }

    Guest withoutExitDevice() {
        return new Guest(kernel, commandLine, machine, memory, cpus, module, false, exchanges);
    }

    Guest types(String expect, String send) {
        var more = new ArrayList<>(exchanges);
        more.add(new Exchange(expect, send));
        return new Guest(kernel, commandLine, machine, memory, cpus, module, exitDevice, more);
    }

    private List<String> command(Path status) {
        var command = new ArrayList<>(List.of("qemu-system-x86_64", "-M", machine, "-accel", "tcg"));
        command.addAll(List.of("-display", "none", "-nodefaults", "-no-reboot", "-serial", "stdio"));
        command.addAll(List.of("-m", memory, "-smp", Integer.toString(cpus)));
        command.addAll(List.of("-kernel", kernel.toString(), "-append", commandLine));
        module.ifPresent(file -> command.addAll(List.of("-initrd", file.toString())));
        if (exitDevice) {
            command.addAll(List.of("-chardev", "file,id=status,path=" + status));
            command.addAll(List.of("-device", "isa-debugcon,iobase=0xe9,chardev=status"));
            command.addAll(List.of("-device", "isa-debug-exit,iobase=0xf4,iosize=4"));
        }
        return command;
    }

    End run() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            return run(folder.resolve("status"));
        } finally {
            Folders.delete(folder);
        }
    }

    private End run(Path status) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command(status)).redirectErrorStream(true).start();
        var said = new StringBuffer();
        var reader = Thread.ofPlatform().start(() -> drain(process, said));
        try {
            var from = 0;
            for (var exchange : exchanges) {
                from = await(process, said, exchange.expect(), from);
                process.getOutputStream().write(exchange.send().getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                fail("still running after " + SECONDS + " s: " + said);
            }
            reader.join(10_000);
        } finally {
            process.destroyForcibly().waitFor();
        }
        var bytes = Files.exists(status) ? Files.readAllBytes(status) : new byte[0];
        var last = bytes.length == 0 ? OptionalInt.empty() : OptionalInt.of(bytes[bytes.length - 1] & 0xff);
        return new End(said.toString().replace("\r\n", "\n"), last, process.exitValue());
    }

    private static void drain(Process process, StringBuffer said) {
        try (var in = process.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
            }
        } catch (IOException e) {
            said.append("\n").append(e);
        }
    }

    private static int await(Process process, StringBuffer said, String text, int from) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            var at = said.indexOf(text, from);
            if (at >= 0) {
                return at + text.length();
            }
            Thread.sleep(5);
        }
        return fail("\"" + text + "\" was never said: " + said);
    }
}
