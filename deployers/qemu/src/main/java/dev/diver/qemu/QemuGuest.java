package dev.diver.qemu;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A guest that QEMU is to run, decided: its command and what that connects to.
 *
 * @param request whose kernel tells how the guest ends, and whose net which outputs are wanted
 * @param command QEMU's argv, in full
 * @param sockets each console that QEMU connects to, main console first
 * @param qmp socket that QEMU's monitor connects to
 * @param status socket that the guest's status bytes come from
 * @param resets file in which QEMU notes why processors were reset; absent where the accelerator cannot tell
 * @param channel socket of the serial port that our init listens on, and sends outputs to as a tar stream; absent where
 *     the guest has no such init
 * @param pinning host processor of each guest processor; empty for the host's choice
 * @param debug where QEMU's stub is to listen when somebody wants to debug the guest
 * @param code what a debugger is told of it
 * @param kept what one that crashes leaves of its memory; empty for nothing
 * @param ownStub whether it is the guest's own stub that listens there, all the time
 */
public record QemuGuest(
        DiveRequest request,
        List<String> command,
        List<ConsoleSocket> sockets,
        Path qmp,
        Path status,
        Optional<Path> resets,
        Optional<Path> channel,
        List<Integer> pinning,
        Path debug,
        GuestCode code,
        Optional<KeptMemory> kept,
        boolean ownStub) {
    /** Of QEMU's {@code -action}: a machine that its guest ended stands still until it has been looked at. */
    public static final String ACTION = "reboot=shutdown,shutdown=pause,panic=pause";

    /** What the person is told of a plan with QEMU's {@code -S}. */
    public static final String STANDS_STILL = "It stands still at its first instruction until a debugger lets it go.";

    boolean bringsOutputs() {
        return channel.isPresent() && !request.net().outputs().isEmpty();
    }

    /**
     * A console and the socket that QEMU connects it to.
     *
     * @param device the id of its character device
     * @param signals what its line and its machine can carry beside characters
     */
    public record ConsoleSocket(String name, Path socket, Path log, String device, Set<Console.Signal> signals) {
        public ConsoleSocket {
            signals = Set.copyOf(signals);
        }

        /**
         * What a console can carry.
         *
         * @param serial whether it is a serial port, which alone knows breaks
         * @param keyboard whether the machine has a keyboard
         */
        public static Set<Console.Signal> signals(boolean serial, boolean keyboard) {
            var signals = EnumSet.noneOf(Console.Signal.class);
            if (serial) {
                signals.add(Console.Signal.BREAK);
            }
            if (keyboard) {
                signals.add(Console.Signal.CTRL_ALT_DELETE);
            }
            return signals;
        }
    }

    /** Anything else that the guest sends to a socket, and who takes it. */
    public record Stream(Path socket, GuestSocket.Receiver receiver) {}
}
