package dev.diver.qemu;

import dev.diver.core.dive.GuestEnd;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest.Exit;
import dev.diver.core.run.Outcome;
import java.util.OptionalInt;

/** From all that was seen of a machine's end to how its guest ended. Pure. */
final class GuestEndings {
    private static final String FOUND_ERROR = "The kernel found an error and ended; its last words are on the console.";

    private GuestEndings() {}

    /**
     * @param exitCode QEMU's
     * @param shutdown the reason in QMP's last SHUTDOWN event, or empty
     * @param tripleFault whether QEMU noted one
     * @param status the last byte that the guest wrote to its status port
     * @param complaint the first line that QEMU itself said, or empty
     */
    record Seen(int exitCode, String shutdown, boolean tripleFault, OptionalInt status, String complaint) {}

    static GuestEnd of(Seen seen, Exit exit) {
        return switch (seen.shutdown()) {
            case "guest-shutdown" -> new GuestEnd(Outcome.EXITED, seen.status(), "");
            case "guest-reset" -> reset(seen, exit);
            case "guest-panic" -> crashed(FOUND_ERROR);
            case "host-qmp-quit" -> new GuestEnd(Outcome.STOPPED, OptionalInt.empty(), "");
            // Ctrl-C in the terminal reaches QEMU too.
            case "host-signal" -> new GuestEnd(Outcome.STOPPED, OptionalInt.empty(), "QEMU was ended by a signal.");
            default -> byExitCode(seen, exit);
        };
    }

    private static GuestEnd reset(Seen seen, Exit exit) {
        if (seen.tripleFault()) {
            return crashed("Triple fault: the processor met an error while it handled an error, and gave up.");
        }
        return exit.mode() == ExitMode.RESET
                ? new GuestEnd(Outcome.EXITED, seen.status(), "")
                : crashed("The guest reset the machine, as kernels do when they panic.");
    }

    private static GuestEnd byExitCode(Seen seen, Exit exit) {
        // isa-debug-exit: exit((value << 1) | 1), QEMU's hw/misc/debugexit.c; the host keeps 8 bits. A guest that wrote
        // 0
        // ends QEMU with 1, as QEMU itself does where it cannot start; then QEMU says why.
        var byDebugExit = exit.mode() == ExitMode.ISA_DEBUG_EXIT
                && (seen.exitCode() & 1) == 1
                && (seen.exitCode() != 1
                        || seen.status().isPresent()
                        || seen.complaint().isEmpty());
        if (!byDebugExit && !seen.complaint().isEmpty()) {
            return failed("QEMU could not go on: " + seen.complaint() + ".");
        }
        // A signal's end looks like a value of isa-debug-exit: java.lang.Process has no other word for it than 128 +
        // number.
        var killed = seen.exitCode() > 128 && seen.exitCode() < 160;
        if (byDebugExit
                && !(killed
                        && exit.decode() == ExitDecode.STATUS_PORT
                        && seen.status().isEmpty())) {
            var crash = exit.crash().map(value -> (value << 1 | 1) & 0xff);
            if (crash.isPresent()
                    && crash.get() == seen.exitCode()
                    && seen.status().isEmpty()) {
                return crashed(FOUND_ERROR);
            }
            return switch (exit.decode()) {
                case NONE -> new GuestEnd(Outcome.EXITED, OptionalInt.of(0), "");
                case SHIFT_1 -> new GuestEnd(Outcome.EXITED, OptionalInt.of(seen.exitCode() >> 1), "");
                case STATUS_PORT ->
                    seen.status().isPresent()
                            ? new GuestEnd(Outcome.EXITED, seen.status(), "")
                            : new GuestEnd(
                                    Outcome.EXITED,
                                    OptionalInt.of(seen.exitCode() >> 1),
                                    "The guest told no status; this one has only seven bits.");
            };
        }
        return seen.exitCode() == 0
                ? new GuestEnd(Outcome.EXITED, seen.status(), "")
                : failed(
                        killed
                                ? "QEMU was killed by signal " + (seen.exitCode() - 128) + "."
                                : "QEMU ended with status " + seen.exitCode() + ".");
    }

    private static GuestEnd crashed(String reason) {
        return new GuestEnd(Outcome.CRASHED, OptionalInt.empty(), reason);
    }

    private static GuestEnd failed(String reason) {
        return new GuestEnd(Outcome.FAILED, OptionalInt.empty(), reason);
    }
}
