package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Document;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.Step;
import java.util.List;
import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** What can be done with a session, by the keys that people know from other debuggers. */
final class DebugActions {
    private final DebugModel model;
    private final Runnable stop;
    private final Runnable detach;

    /**
     * @param stop ends the session, and the dive with it where that was started for it
     * @param detach ends the session and leaves the dive
     */
    DebugActions(DebugModel model, Runnable stop, Runnable detach) {
        this.model = model;
        this.stop = stop;
        this.detach = detach;
    }

    /** Those of the bar, in its order. */
    List<Action> ofTheBar() {
        return List.of(
                stepping("debug-continue", "Continue", MaterialDesignP.PLAY, model::resume)
                        .on("F5"),
                Action.of("debug-pause", "Debug", "Pause", MaterialDesignP.PAUSE, model::pause)
                        .on("F8")
                        .unless(this::whyNoPause),
                stepping("debug-over", "Step over", MaterialDesignD.DEBUG_STEP_OVER, () -> model.step(Step.OVER))
                        .on("F10"),
                stepping("debug-into", "Step into", MaterialDesignD.DEBUG_STEP_INTO, () -> model.step(Step.INTO))
                        .on("F11"),
                stepping("debug-out", "Step out", MaterialDesignD.DEBUG_STEP_OUT, () -> model.step(Step.OUT))
                        .on("Shift+F11"),
                Action.of("debug-stop", "Debug", "Stop debugging", MaterialDesignS.STOP, stop)
                        .on("Shift+F5")
                        .unless(() -> model.state().get() == null ? "Nothing is debugged." : ""),
                Action.of("debug-detach", "Debug", "Leave it running", MaterialDesignL.LINK_OFF, detach)
                        .unless(this::whyNoDetach));
    }

    /** Those of one instruction. */
    List<Action> ofInstructions() {
        return List.of(
                stepping(
                                "debug-instruction-over",
                                "Instruction over",
                                MaterialDesignA.ARROW_RIGHT_BOLD_OUTLINE,
                                () -> model.step(Step.INSTRUCTION_OVER))
                        .on("Shortcut+Shift+F10"),
                stepping(
                                "debug-instruction-into",
                                "Instruction into",
                                MaterialDesignA.ARROW_DOWN_BOLD_OUTLINE,
                                () -> model.step(Step.INSTRUCTION_INTO))
                        .on("Shortcut+F11"));
    }

    private Action stepping(String id, String name, Ikon icon, Runnable run) {
        return Action.of(id, "Debug", name, icon, run).unless(this::whyNoStep);
    }

    /** Empty where the guest stands still and can go on. */
    String whyNoStep() {
        return switch (model.state().get()) {
            case null -> "Nothing is debugged.";
            case DebugState.Starting() -> "gdb is starting.";
            case DebugState.Running() -> "It runs: pause it first.";
            case DebugState.Stopped stopped -> model.subject().past() ? "It has ended: this is what it left." : "";
            case DebugState.Ended ended -> "The session has ended.";
        };
    }

    private String whyNoPause() {
        return switch (model.state().get()) {
            case null -> "Nothing is debugged.";
            case DebugState.Starting() -> "gdb is starting.";
            case DebugState.Running() -> "";
            case DebugState.Stopped stopped -> "It stands still already.";
            case DebugState.Ended ended -> "The session has ended.";
        };
    }

    private String whyNoDetach() {
        return !model.isLive()
                ? "Nothing is debugged."
                : model.subject().past() ? "There is nothing that could run on." : "";
    }

    /** Opens one of the panels. */
    static Action panel(Document panel, java.util.function.Consumer<Document> open) {
        return Action.of(
                "show-" + panel.id(), "Debug", panel.title().getValue(), panel.icon(), () -> open.accept(panel));
    }

    /** Something that needs a guest that stands still. */
    Action stopped(String id, String name, Ikon icon, Runnable run) {
        return Action.of(id, "Debug", name, icon, run).unless(stoppedReason());
    }

    private Supplier<String> stoppedReason() {
        return () -> model.isStopped() ? "" : "This needs a guest that stands still.";
    }

    static Ikon watchIcon() {
        return MaterialDesignC.CROSSHAIRS;
    }
}
