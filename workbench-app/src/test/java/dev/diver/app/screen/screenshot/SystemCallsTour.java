package dev.diver.app.screen.screenshot;

import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;

/** The system calls of runs. */
public final class SystemCallsTour implements Tour {
    private final int first;

    /** @param first the row of a run with a trace; the one after the next has one too */
    public SystemCallsTour(int first) {
        this.first = first;
    }

    @Override
    public void walk(PicturedWindow window) throws Exception {
        for (var run = first; run < first + 4; run += 2) {
            window.key(KeyCode.DIGIT4, true, false);
            Thread.sleep(500);
            window.selectRun(run);
            Thread.sleep(500);
            window.press("#run-syscalls");
            Thread.sleep(1200);
            window.picture("15-syscalls-" + (run == first ? "compressing" : "serving"));
        }
        window.toggle("#calls-total-time");
        window.toggle("#calls-log");
        Thread.sleep(400);
        window.picture("16-syscalls-log");
        window.toggle("#calls-count");
        window.toggle("#calls-linear");
        window.<MenuButton>with("#syscalls-compare", MenuButton::show);
        Thread.sleep(600);
        window.<MenuButton>with("#syscalls-compare", compare -> {
            compare.getItems().getFirst().fire();
            compare.hide();
        });
        Thread.sleep(800);
        window.picture("17-syscalls-compare");
    }
}
