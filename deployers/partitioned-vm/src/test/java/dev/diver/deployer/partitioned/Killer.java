package dev.diver.deployer.partitioned;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.run.Outcome;
import java.util.regex.Pattern;

/** Who ends a dive before its time, and what its record must say then. */
enum Killer {
    QEMU(Outcome.FAILED, 125, "QEMU was killed by signal 9\\."),
    STOP(Outcome.STOPPED, 143, "Stopped on request\\."),
    KILL(Outcome.STOPPED, 137, "Stopped hard on request\\."),
    PROGRAM(
            Outcome.EXITED,
            139,
            "The program met an error of its own \\(signal 11\\): page fault on 0x0 at main\\+0x[0-9a-f]+; .*"),
    PROXY(Outcome.EXITED, 137, "Linux ended the program's proxy by signal 9, and with it the program\\."),
    LINUX(
            Outcome.CRASHED,
            134,
            "The guest reset the machine, as kernels do when they panic\\. It said: .*Kernel panic - not syncing: .*"),
    WORKBENCH(Outcome.FAILED, 125, "The Diver that watched it was killed, and the guest ended with it\\.");

    final Outcome outcome;
    final int exitCode;
    final Pattern reason;

    Killer(Outcome outcome, int exitCode, String reason) {
        this.outcome = outcome;
        this.exitCode = exitCode;
        this.reason = Pattern.compile(reason);
    }

    /** Whether it is the program's own doing; then it does it at the moment that its argument says. */
    boolean isInGuest() {
        return this == PROGRAM || this == PROXY || this == LINUX;
    }

    String program() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    void end(ActiveDive dive) {
        switch (this) {
            case QEMU ->
                dive.record().guest().stream()
                        .mapToObj(ProcessHandle::of)
                        .forEach(process -> process.ifPresent(ProcessHandle::destroyForcibly));
            case STOP -> dive.stop();
            case KILL -> dive.kill();
            case PROGRAM, PROXY, LINUX, WORKBENCH -> throw new IllegalStateException(name());
        }
    }
}
