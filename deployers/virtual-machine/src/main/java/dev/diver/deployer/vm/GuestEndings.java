package dev.diver.deployer.vm;

import dev.diver.core.dive.GuestEnd;
import dev.diver.core.kernel.KernelManifest.Exit;
import dev.diver.core.kernel.KernelManifest.ExitMode;
import dev.diver.core.run.Outcome;
import java.util.OptionalInt;

/** From all that was seen of a machine's end to how its guest ended. Pure. */
final class GuestEndings {
    private GuestEndings() {}

    /**
     * @param exitCode QEMU's
     * @param shutdown the reason in QMP's last SHUTDOWN event, or empty
     * @param status the last byte that the guest wrote to its status port
     * @param complaint the first line that QEMU itself said, or empty
     * @param heard whether the guest said anything
     */
    record Seen(int exitCode, String shutdown, OptionalInt status, String complaint, boolean heard) {}

    static GuestEnd of(Seen seen, Exit exit) {
        var silence = seen.heard() ? "" : " Nothing was heard on any console.";
        return switch (seen.shutdown()) {
            case "guest-shutdown" -> new GuestEnd(Outcome.EXITED, orZero(seen.status()), "");
            case "guest-reset" ->
                exit.mode() == ExitMode.RESET
                        ? new GuestEnd(Outcome.EXITED, orZero(seen.status()), "")
                        : crashed("The machine was reset, as by a triple fault." + silence);
            case "guest-panic" -> crashed("The guest said that it panicked." + silence);
            case "host-qmp-quit" -> new GuestEnd(Outcome.STOPPED, OptionalInt.empty(), "");
            default -> byExitCode(seen, exit, silence);
        };
    }

    private static GuestEnd byExitCode(Seen seen, Exit exit, String silence) {
        if (!seen.complaint().isEmpty() && seen.status().isEmpty()) {
            return failed("QEMU could not go on: " + seen.complaint());
        }
        // isa-debug-exit: exit((value << 1) | 1), QEMU's hw/misc/debugexit.c; the host keeps 8 bits.
        if (exit.mode() == ExitMode.ISA_DEBUG_EXIT && (seen.exitCode() & 1) == 1) {
            var crash = exit.crash().map(value -> (value << 1 | 1) & 0xff);
            if (crash.isPresent()
                    && crash.get() == seen.exitCode()
                    && seen.status().isEmpty()) {
                return crashed("The kernel found an error and ended; its last words are on the console." + silence);
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
                ? new GuestEnd(Outcome.EXITED, orZero(seen.status()), "")
                : failed("QEMU ended with status " + seen.exitCode() + "." + silence);
    }

    private static OptionalInt orZero(OptionalInt status) {
        return status.isPresent() ? status : OptionalInt.of(0);
    }

    private static GuestEnd crashed(String reason) {
        return new GuestEnd(Outcome.CRASHED, OptionalInt.empty(), reason);
    }

    private static GuestEnd failed(String reason) {
        return new GuestEnd(Outcome.FAILED, OptionalInt.empty(), reason);
    }
}
