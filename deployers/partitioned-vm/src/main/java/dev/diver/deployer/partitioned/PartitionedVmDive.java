package dev.diver.deployer.partitioned;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.problem.DiverException;
import dev.diver.core.run.Outcome;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.StreamedSource;
import dev.diver.core.syscall.SyscallSource;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.qemu.QemuDive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A machine that runs both kernels, and what its memory tells of the co-kernel. */
final class PartitionedVmDive implements RunningDive {
    /** What the proxy ends with where it could not use the co-kernel (assets/gpos/proxy/proxy.h). */
    private static final int TOOL_FAILED = 125;

    /** Added to the number of the signal that ended a process. */
    private static final int SIGNALLED = 128;

    private final QemuDive machine;
    private final GuestMemory memory;
    private final Optional<StreamedSource> stream;
    private final ErrorPlaces places;
    private final CompletableFuture<GuestEnd> ended;

    /** @param stream where the counts come from, if not from memory */
    PartitionedVmDive(QemuDive machine, GuestMemory memory, Optional<StreamedSource> stream, ErrorPlaces places) {
        this.machine = machine;
        this.places = places;
        this.memory = memory;
        this.stream = stream;
        ended = machine.ended().thenApply(this::told);
    }

    /** The machine's end, and what the co-kernel's own records say of it. */
    private GuestEnd told(GuestEnd end) {
        Optional<SyscallStatistics> seen;
        try {
            seen = memory.read();
        } catch (DiverException e) {
            return new GuestEnd(
                    end.outcome(),
                    end.exitCode(),
                    (end.reason() + " " + e.problem().why()).strip());
        }
        var crash = seen.flatMap(SyscallStatistics::crash);
        if (crash.isPresent() && end.outcome() == Outcome.EXITED) {
            return new GuestEnd(Outcome.CRASHED, OptionalInt.empty(), places.ofCokernel(crash.get()));
        }
        if (end.outcome() == Outcome.EXITED && end.exitCode().orElse(0) == TOOL_FAILED) {
            return new GuestEnd(
                    Outcome.FAILED,
                    OptionalInt.empty(),
                    "The co-kernel could not be used; the consoles of the program and of Linux say why.");
        }
        var told = memory.programEnd()
                .map(error -> new GuestEnd(
                        end.outcome(), end.exitCode(), (end.reason() + " " + places.ofProgram(error)).strip()))
                .orElseGet(() -> withProxyKilled(end, seen.isPresent()));
        return seen.map(statistics -> withUnsupported(told, statistics)).orElse(told);
    }

    /** The proxy is the program's process in Linux: where one dies by a signal the other ends too, with that status. */
    private GuestEnd withProxyKilled(GuestEnd end, boolean onCokernel) {
        var signal = end.exitCode().orElse(0) - SIGNALLED;
        if (!onCokernel || end.outcome() != Outcome.EXITED || signal <= 0 || memory.hasProgramEnded()) {
            return end;
        }
        return new GuestEnd(
                end.outcome(),
                end.exitCode(),
                "Linux ended the program's proxy by signal " + signal + ", and with it the program.");
    }

    /** A program that was refused something should not have to be searched for it. */
    private static GuestEnd withUnsupported(GuestEnd end, SyscallStatistics statistics) {
        var refused = statistics.calls().stream()
                .filter(call -> call.unsupported() > 0)
                .map(PartitionedVmDive::times)
                .collect(Collectors.joining(", "));
        return refused.isEmpty()
                ? end
                : new GuestEnd(
                        end.outcome(),
                        end.exitCode(),
                        (end.reason() + " Not served on a co-kernel: " + refused + ".").strip());
    }

    private static String times(CallStatistics call) {
        return call.unsupported() == 1 ? call.name() : call.name() + " (" + call.unsupported() + " times)";
    }

    @Override
    public Optional<SyscallSource> syscalls() {
        return Optional.of(stream.<SyscallSource>map(received -> new SyscallSource() {
                    @Override
                    public Optional<SyscallStatistics> read() {
                        return received.read();
                    }

                    @Override
                    public void close() {
                        received.close();
                        memory.close();
                    }
                })
                .orElseGet(memory::source));
    }

    @Override
    public List<Console> consoles() {
        return machine.consoles();
    }

    @Override
    public void stopPolitely() {
        machine.stopPolitely();
    }

    @Override
    public Duration patience() {
        return machine.patience();
    }

    @Override
    public void stopHard() {
        machine.stopHard();
    }

    @Override
    public OptionalLong pid() {
        return machine.pid();
    }

    @Override
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }
}
