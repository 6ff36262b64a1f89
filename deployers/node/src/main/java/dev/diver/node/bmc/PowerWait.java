package dev.diver.node.bmc;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for what was asked of a machine's power. A BMC may say that it is done before it is, and take it back; or say for
 * a while that it is not, when it is. So a state counts when it has held for some time.
 */
final class PowerWait {
    private final Pace pace;

    /**
     * @param interval between two looks
     * @param steady how long a state must hold to be believed
     * @param unseen after a power cycle: how long it must be on where it was never seen off, because it was too quick
     */
    record Pace(Duration interval, Duration steady, Duration unseen) {
        static final Pace USUAL = new Pace(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(6));
    }

    PowerWait(Pace pace) {
        this.pace = pace;
    }

    /**
     * @param node its name, for messages
     * @param look asks the BMC; where it does not answer in time that is no end, as some are deaf while they switch
     */
    void await(
            String node,
            PowerAction action,
            Supplier<PowerState> look,
            Duration limit,
            Progress progress,
            Cancellation cancellation) {
        var begin = System.nanoTime();
        var sawOff = action != PowerAction.CYCLE;
        var since = begin;
        var state = PowerState.UNKNOWN;
        while (true) {
            var seen = look(look);
            var now = System.nanoTime();
            if (seen != state) {
                state = seen;
                since = now;
            }
            sawOff |= state == PowerState.OFF || state == PowerState.POWERING_ON;
            var needed = sawOff ? pace.steady() : pace.unseen();
            if (state == action.target() && now - since >= needed.toNanos()) {
                return;
            }
            var waited = Duration.ofNanos(now - begin);
            if (waited.compareTo(limit) >= 0) {
                throw late(node, action, state, limit);
            }
            progress.report(
                    node + " is " + state.word() + ", waiting for "
                            + action.target().word(),
                    waited.toMillis(),
                    limit.toMillis());
            pause(pace.interval(), cancellation);
        }
    }

    private static PowerState look(Supplier<PowerState> look) {
        try {
            return look.get();
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.FAILED) {
                return PowerState.UNKNOWN;
            }
            throw e;
        }
    }

    private static DiverException late(String node, PowerAction action, PowerState state, Duration limit) {
        var remedy = action == PowerAction.SOFT
                ? "Its operating system may ignore the power button; diver node power " + node + " off does not ask it."
                : "Wait longer with --timeout, or look at its console: diver node console " + node + ".";
        return new DiverException(
                Problem.Kind.FAILED,
                node + " is " + state.word() + " after " + limit.toSeconds() + " s, and not "
                        + action.target().word() + ".",
                "Its BMC took the order \"" + action.word() + "\", and does not say that it was carried out.",
                remedy);
    }

    static void pause(Duration duration, Cancellation cancellation) {
        var over = new java.util.concurrent.CountDownLatch(1);
        try (var registration = cancellation.onCancel(over::countDown)) {
            over.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiverException(new Problem(Problem.Kind.CANCELLED, "Interrupted.", "", ""), e);
        }
        cancellation.check();
    }
}
