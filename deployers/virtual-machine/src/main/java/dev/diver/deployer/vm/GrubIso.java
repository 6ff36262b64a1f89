package dev.diver.deployer.vm;

import dev.diver.core.job.Cancellation;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a bootable ISO on which GRUB loads one kernel, at once and without a menu. */
final class GrubIso {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HostProgram host;

    GrubIso(HostProgram host) {
        this.host = host;
    }

    /** @return the ISO, below {@code work} */
    Path make(Preparation.GrubIso wanted, Path work) throws IOException {
        var root = work.resolve("root");
        Files.createDirectories(root.resolve("boot/grub"));
        PlainImage.copy(wanted.kernel().file(), root.resolve("boot/kernel"));
        for (var i = 0; i < wanted.modules().size(); i++) {
            PlainImage.copy(wanted.modules().get(i).file(), root.resolve("boot/module" + i));
        }
        Files.writeString(root.resolve("boot/grub/grub.cfg"), configuration(wanted));
        var made = work.resolve("kernel.iso");
        var result = host.run(
                List.of("grub-mkrescue", "-o", made.toString(), root.toString()), work, LIMIT, new Cancellation());
        if (!result.ok()) {
            throw new IOException("grub-mkrescue failed: " + result.output().strip());
        }
        return made;
    }

    static String configuration(Preparation.GrubIso wanted) {
        var module = wanted.directive().equals("multiboot2") ? "module2" : "module";
        var text = new StringBuilder("set timeout=0\nserial --unit=0\nterminal_output serial console\n");
        text.append("menuentry kernel {\n  ").append(wanted.directive()).append(" /boot/kernel");
        text.append(words(wanted.kernel().commandLine())).append('\n');
        for (var i = 0; i < wanted.modules().size(); i++) {
            text.append("  ").append(module).append(" /boot/module").append(i);
            text.append(words(wanted.modules().get(i).commandLine())).append('\n');
        }
        return text.append("  boot\n}\n").toString();
    }

    /** Each in single quotes, in which GRUB's script knows no other special character. */
    private static String words(String line) {
        return Arrays.stream(line.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> " '" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining());
    }
}
