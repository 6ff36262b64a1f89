package dev.diver.core.dive;

import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a dive's end is called in its record.
 *
 * @param guest how the guest ended
 * @param cause why the dive ended
 * @param silent whether the guest was started and nothing was heard of it
 * @param trouble with counting its system calls
 */
record DiveEnd(GuestEnd guest, Cause cause, boolean silent, Optional<Problem> trouble) {

    /** Why a dive ends. */
    enum Cause {
        BY_ITSELF,
        STOPPED,
        KILLED,
        TIMED_OUT
    }

    Outcome outcome() {
        return switch (cause) {
            case BY_ITSELF -> guest.outcome();
            case STOPPED, KILLED -> Outcome.STOPPED;
            case TIMED_OUT -> Outcome.TIMED_OUT;
        };
    }

    /** As docker run and the shell have it: 128 + a signal's number, 124 of timeout(1), 125 for the tool's own failure. */
    int exitCode() {
        return switch (outcome()) {
            case EXITED -> guest.exitCode().orElse(0);
            case CRASHED -> 134;
            case STOPPED -> cause == Cause.KILLED ? 137 : toldExitCode().orElse(143);
            case TIMED_OUT -> 124;
            case FAILED -> 125;
        };
    }

    /** A program that ends when it is asked to has a status of its own. */
    private OptionalInt toldExitCode() {
        return guest.outcome() == Outcome.EXITED ? guest.exitCode() : OptionalInt.empty();
    }

    String reason() {
        var words = switch (cause) {
            case BY_ITSELF -> guest.reason() + (guest.outcome() == Outcome.CRASHED ? silence() : "");
            case STOPPED -> "Stopped on request." + (guest.outcome() == Outcome.STOPPED ? " " + guest.reason() : "");
            case KILLED -> "Stopped hard on request.";
            case TIMED_OUT -> "Its time was up." + silence();
        };
        // Its counters are no part of the guest's end, but a trace that is missing needs a reason too.
        var uncounted =
                trouble.map(problem -> problem.what() + " " + problem.why()).orElse("");
        return (words.strip() + " " + uncounted).strip();
    }

    /** A kernel that never said a word is the most frequent riddle, so its record says that much. */
    private String silence() {
        return silent ? " Nothing was heard on any of its consoles." : "";
    }
}
