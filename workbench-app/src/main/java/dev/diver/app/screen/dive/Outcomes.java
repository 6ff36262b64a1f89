package dev.diver.app.screen.dive;

import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** How a run's state and outcome look and read, everywhere the same. */
public final class Outcomes {
    private Outcomes() {}

    /** Such as {@code running}, {@code exited}. */
    public static String word(RunRecord run) {
        return switch (run.state()) {
            case ENDED -> run.outcome().map(Outcome::word).orElse("ended");
            case HELD -> "in debugger";
            case PREPARING, RUNNING, STOPPING -> run.state().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** Such as {@code exited with status 0}. */
    public static String sentence(RunRecord run) {
        if (run.state() == RunState.HELD) {
            return "stopped in the debugger";
        }
        var status =
                run.exitCode().isPresent() ? " with status " + run.exitCode().getAsInt() : "";
        return word(run).replace('-', ' ')
                + (run.state() == RunState.ENDED ? status : "")
                + (run.reason().isEmpty() ? "" : ": " + run.reason());
    }

    /** The style class that colours it. */
    public static String style(RunRecord run) {
        if (run.state() != RunState.ENDED) {
            return run.state() == RunState.HELD ? "outcome-warn" : "outcome-running";
        }
        var failedStatus = run.exitCode().isPresent() && run.exitCode().getAsInt() != 0;
        return switch (run.outcome().orElse(Outcome.FAILED)) {
            case EXITED -> failedStatus ? "outcome-warn" : "outcome-good";
            case STOPPED -> "outcome-stopped";
            case TIMED_OUT -> "outcome-warn";
            case CRASHED, FAILED -> "outcome-bad";
        };
    }

    /** A sign of its own for each, for those who cannot tell the colours. */
    public static Ikon icon(RunRecord run) {
        if (run.state() != RunState.ENDED) {
            return run.state() == RunState.HELD
                    ? MaterialDesignP.PAUSE_CIRCLE_OUTLINE
                    : MaterialDesignP.PLAY_CIRCLE_OUTLINE;
        }
        return switch (run.outcome().orElse(Outcome.FAILED)) {
            case EXITED -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case STOPPED -> MaterialDesignS.STOP_CIRCLE_OUTLINE;
            case TIMED_OUT -> MaterialDesignT.TIMER_OFF_OUTLINE;
            case CRASHED -> MaterialDesignC.CLOSE_OCTAGON_OUTLINE;
            case FAILED -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
        };
    }
}
