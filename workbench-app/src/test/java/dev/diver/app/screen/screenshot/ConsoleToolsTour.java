package dev.diver.app.screen.screenshot;

import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;

/** All that lies over and beside a console. */
public final class ConsoleToolsTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        window.newNet("forever-calls");
        Thread.sleep(2500);
        window.press("#project-dive");
        Thread.sleep(2500);
        window.press("#console-time-stamps");
        window.press("#console-find");
        window.overtype("o");
        Thread.sleep(800);
        window.picture("30-console-find");
        window.press("#console-filter");
        window.overtype("wor(ld|d)");
        Thread.sleep(900);
        window.picture("31-console-filter");
        window.key(KeyCode.ESCAPE, false, false);
        window.press("#console-mark");
        window.press("#console-group");
        window.press("#console-split");
        window.press("#console-hold");
        Thread.sleep(600);
        window.picture("32-console-group-split");
        window.press("#console-more");
        Thread.sleep(400);
        window.popups("33-console-menu");
        window.key(KeyCode.P, true, true);
        Thread.sleep(300);
        window.set("#palette-field", "settings of consoles");
        window.key(KeyCode.ENTER, false, false);
        Thread.sleep(400);
        window.picture("34-console-settings");
        window.key(KeyCode.ESCAPE, false, false);
        window.key(KeyCode.T, true, false, true);
        Thread.sleep(2500);
        window.picture("35-shell");
        window.key(KeyCode.F5, false, true);
        Thread.sleep(1500);
        window.key(KeyCode.DIGIT4, true, false);
        Thread.sleep(900);
        window.selectRun(0);
        window.press("#run-open");
        Thread.sleep(1200);
        window.<Slider>with("#replay-place", place -> place.setValue(5000));
        Thread.sleep(600);
        window.picture("36-replay");
    }
}
