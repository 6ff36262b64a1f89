package dev.diver.app.screen.syscalls;

import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.Served;
import java.util.Optional;

/**
 * How the calls are shown.
 *
 * @param logarithmic whether each tenfold is as long as the one before it
 * @param byNumber by the calls' numbers, else the largest first
 */
record Choice(Measure measure, boolean logarithmic, Server server, boolean byNumber) {
    static final Choice FIRST = new Choice(Measure.COUNT, false, Server.BOTH, false);

    /** What of a call is shown: all of it, or what one of the two kernels served. */
    Optional<CallStatistics> shown(CallStatistics call) {
        return switch (server) {
            case BOTH -> Optional.of(call);
            case LINUX -> call.only(Served.BY_LINUX);
            case KERNEL -> call.only(Served.LOCALLY);
        };
    }

    /** @return from 0 to 1 */
    double fraction(double value, double most) {
        if (value <= 0 || most <= 0) {
            return 0;
        }
        return logarithmic ? Math.log1p(value) / Math.log1p(most) : value / most;
    }
}
