package dev.diver.deployer.partitioned;

import dev.diver.cokernel.CokernelEnd;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.problem.DiverException;
import dev.diver.core.run.Outcome;
import dev.diver.core.syscall.StreamedSource;
import dev.diver.core.syscall.SyscallSource;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.qemu.QemuDive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A machine that runs both kernels, and what its memory tells of the co-kernel. */
final class PartitionedVmDive implements RunningDive {
    /** Added to the number of the signal that ended a process. */
    private static final int SIGNALLED = 128;

    private final QemuDive machine;
    private final GuestMemory memory;
    private final Optional<StreamedSource> stream;
    private final CokernelEnd words;
    private final CompletableFuture<GuestEnd> ended;

    /** @param stream where the counts come from, if not from memory */
    PartitionedVmDive(QemuDive machine, GuestMemory memory, Optional<StreamedSource> stream, CokernelEnd words) {
        this.machine = machine;
        this.words = words;
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
        var failure = words.failure(end, seen);
        if (failure.isPresent()) {
            return failure.get();
        }
        var told = memory.programEnd()
                .map(error -> new GuestEnd(
                        end.outcome(),
                        end.exitCode(),
                        (end.reason() + " " + words.places().ofProgram(error)).strip()))
                .orElseGet(() -> withProxyKilled(end, seen.isPresent()));
        return seen.map(statistics -> words.withUnsupported(told, statistics)).orElse(told);
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
    public CompletableFuture<Void> begun() {
        return machine.begun();
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        return machine.debug();
    }

    @Override
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }
}
