package dev.diver.core.publish;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What boots guests on this machine. */
final class Vmm {
    static final String NAME = "qemu";

    private static final Pattern VERSION = Pattern.compile("version (\\d+(?:\\.\\d+)*)");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HostProgram host;

    Vmm(HostProgram host) {
        this.host = host;
    }

    String version(Cancellation cancellation) {
        var qemu = host.require("qemu-system-x86_64", "qemu-system-x86", "to boot kernels");
        try {
            var said = host.run(List.of(qemu.toString(), "--version"), Path.of("/"), LIMIT, cancellation);
            var match = VERSION.matcher(said.output());
            return match.find() ? match.group(1) : "";
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, qemu + " does not run.", String.valueOf(e.getMessage()), ""), e);
        }
    }
}
