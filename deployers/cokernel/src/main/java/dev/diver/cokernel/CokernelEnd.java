package dev.diver.cokernel;

import dev.diver.core.dive.GuestEnd;
import dev.diver.core.run.Outcome;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.CokernelCrash;
import dev.diver.core.syscall.SyscallStatistics;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What the co-kernel's own records add to the end of the proxy that ran a program on it. */
public record CokernelEnd(ErrorPlaces places) {
    /** What the proxy ends with where it could not use the co-kernel (assets/gpos/proxy/proxy.h). */
    private static final int TOOL_FAILED = 125;

    /** Where it was not the program that came to this end. */
    public Optional<GuestEnd> failure(GuestEnd end, Optional<SyscallStatistics> seen) {
        if (end.outcome() != Outcome.EXITED) {
            return Optional.empty();
        }
        var crash = seen.flatMap(SyscallStatistics::crash);
        if (crash.isPresent()) {
            return Optional.of(new GuestEnd(Outcome.CRASHED, OptionalInt.empty(), places.ofCokernel(crash.get())));
        }
        return end.exitCode().orElse(0) == TOOL_FAILED
                ? Optional.of(new GuestEnd(
                        Outcome.FAILED,
                        OptionalInt.empty(),
                        "The co-kernel could not be used; the consoles of the program and of Linux say why."))
                : Optional.empty();
    }

    /** Why one stands still that just crashed. */
    public String crash(Optional<CokernelCrash> record) {
        return record.map(places::ofCokernel).orElse("The co-kernel met an error of its own.");
    }

    /** A program that was refused something should not have to be searched for it. */
    public GuestEnd withUnsupported(GuestEnd end, SyscallStatistics statistics) {
        var refused = statistics.calls().stream()
                .filter(call -> call.unsupported() > 0)
                .map(CokernelEnd::times)
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
}
