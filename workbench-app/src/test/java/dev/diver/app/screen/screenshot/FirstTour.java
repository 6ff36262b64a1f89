package dev.diver.app.screen.screenshot;

import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;

/** What a person sees first: the catalog, a net, a dive, runs, and what is reached by keys. */
public final class FirstTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        window.picture("01-catalog");
        window.set("#catalog-search", "hpc");
        Thread.sleep(400);
        window.picture("02-search");
        window.set(
                "#catalog-search",
                "a kernel for parallel run-time systems with infiniband that is as long as a sentence");
        Thread.sleep(400);
        window.picture("03-long-query");
        window.set("#catalog-search", "no such thing");
        Thread.sleep(400);
        window.picture("03-nothing-found");
        window.set("#catalog-search", "");
        Thread.sleep(400);
        window.press("#menu");
        Thread.sleep(400);
        PicturedWindow.onScreen(() -> {
            for (var open : List.copyOf(Window.getWindows())) {
                if (open instanceof ContextMenu menu && menu.getItems().get(1) instanceof Menu net) {
                    net.show();
                }
            }
            return null;
        });
        Thread.sleep(400);
        window.popups("04-menu");
        window.press("#running-dives");
        Thread.sleep(400);
        window.popups("04-dives");
        window.key(KeyCode.DIGIT2, true, false);
        Thread.sleep(500);
        window.picture("04-nets-empty");
        window.key(KeyCode.DIGIT1, true, false);
        window.press("#kernel-new-net");
        Thread.sleep(400);
        window.picture("04-new-net");
        window.set("#new-net-directory", window.root().resolve("nets").toString());
        window.press("#new-net-create");
        Thread.sleep(2500);
        window.picture("05-project");
        window.press("#project-options");
        Thread.sleep(600);
        window.edit(area -> {
            var at = area.getText().indexOf(";\n    printf(\"that");
            area.replaceText(at, at + 1, "");
        });
        window.press("#project-build");
        Thread.sleep(1500);
        window.choose("#problems", 0);
        Thread.sleep(300);
        window.picture("06-build-error");
        window.edit(CodeArea::undo);
        window.press("#project-dive");
        Thread.sleep(2500);
        window.picture("07-dive");
        window.press("#project-explain");
        Thread.sleep(800);
        window.picture("08-plan");
        window.key(KeyCode.ESCAPE, false, false);
        window.key(KeyCode.DIGIT4, true, false);
        Thread.sleep(900);
        window.selectRun(3);
        window.picture("09-runs");
        window.set("#runs-search", "no such run");
        Thread.sleep(500);
        window.picture("09-runs-none");
        window.set("#runs-search", "");
        Thread.sleep(500);
        window.selectRun(0);
        window.press("#run-open");
        Thread.sleep(900);
        window.picture("10-run");
        new SystemCallsTour(1).walk(window);
        window.key(KeyCode.DIGIT1, true, false);
        Thread.sleep(500);
        window.picture("10-catalog-among-docks");
        window.key(KeyCode.DIGIT3, true, false);
        Thread.sleep(500);
        window.picture("11-machine");
        window.key(KeyCode.DIGIT2, true, false);
        Thread.sleep(500);
        window.picture("12-nets");
        window.key(KeyCode.P, true, true);
        Thread.sleep(500);
        window.picture("13-palette");
        window.key(KeyCode.ESCAPE, false, false);
        window.key(KeyCode.F1, false, false);
        Thread.sleep(500);
        window.picture("14-keys");
        window.key(KeyCode.ESCAPE, false, false);
        window.press("#messages");
        Thread.sleep(500);
        window.popups("15-messages");
        for (var tabs = 0; tabs < 6; tabs++) {
            window.key(KeyCode.PAGE_DOWN, true, false);
            window.key(KeyCode.W, true, false);
        }
        Thread.sleep(300);
        window.picture("16-welcome");
    }
}
