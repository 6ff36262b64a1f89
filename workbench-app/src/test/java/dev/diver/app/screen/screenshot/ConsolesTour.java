package dev.diver.app.screen.screenshot;

import javafx.scene.input.KeyCode;

/** A dive with more than one console, and its run; views that have little room. */
public final class ConsolesTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        window.press("#kernel-compare");
        Thread.sleep(900);
        window.picture("19-compare");
        window.key(KeyCode.ESCAPE, false, false);
        window.newNet("forever-calls");
        Thread.sleep(2500);
        window.press("#project-dive");
        Thread.sleep(2500);
        window.picture("20-consoles");
        window.press("#dive-stop");
        Thread.sleep(600);
        window.key(KeyCode.DIGIT4, true, false);
        Thread.sleep(900);
        window.picture("20-runs-among-docks");
        window.selectRun(0);
        window.press("#run-open");
        Thread.sleep(900);
        window.picture("21-run-consoles");
        window.press("#project-options");
        Thread.sleep(600);
        window.key(KeyCode.DIGIT4, true, false);
        Thread.sleep(600);
        window.picture("22-runs-cramped");
        window.key(KeyCode.DIGIT1, true, false);
        Thread.sleep(600);
        window.picture("22-catalog-cramped");
        window.toggle("#catalog-narrowing");
        Thread.sleep(400);
        window.picture("23-catalog-narrowing");
        window.press("#project-dive");
        Thread.sleep(1500);
        window.press("#messages");
        Thread.sleep(500);
        window.popups("24-messages");
    }
}
