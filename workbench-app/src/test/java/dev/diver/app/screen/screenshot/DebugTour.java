package dev.diver.app.screen.screenshot;

import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;

/** A session of the debugger, as it goes on. */
public final class DebugTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        window.newNet("forever");
        window.await("#editor");
        Thread.sleep(1500);
        window.edit(area -> area.moveTo(12, 0));
        window.key(KeyCode.F9, false, false);
        window.edit(area -> area.moveTo(13, 0));
        window.key(KeyCode.F9, false, false);
        window.picture("30-breakpoints");
        window.press("#project-debug");
        window.await("#debug-locals-tree");
        Thread.sleep(2500);
        window.picture("31-debug-stopped");
        window.key(KeyCode.F10, false, false);
        Thread.sleep(900);
        window.<TreeTableView<?>>with(
                "#debug-locals-tree", tree -> tree.getRoot().getChildren().forEach(item -> item.setExpanded(true)));
        Thread.sleep(700);
        window.picture("32-debug-stepped");
        for (var panel : List.of("debug-registers", "debug-memory", "debug-breakpoints")) {
            show(window, panel);
        }
        window.picture("33-debug-registers");
        for (var panel : List.of("debug-watches", "debug-disassembly")) {
            show(window, panel);
        }
        for (var expression : List.of("start", "nosuch")) {
            window.set("#debug-watch-add", expression);
            window.<TextField>with("#debug-watch-add", field -> field.fireEvent(new ActionEvent()));
        }
        Thread.sleep(500);
        window.picture("34-debug-watches");
        show(window, "debug-processors");
        show(window, "debug-pages");
        window.choose("#debug-threads", 0);
        Thread.sleep(500);
        show(window, "debug-locals");
        window.picture("35-debug-linux");
        window.key(KeyCode.F5, false, false);
        Thread.sleep(900);
        window.picture("36-debug-running");
        window.press("#debug-stop");
        Thread.sleep(900);
        window.picture("37-debug-over");
    }

    private static void show(PicturedWindow window, String panel) throws Exception {
        window.key(KeyCode.P, true, true);
        window.await("#palette-field");
        var name = panel.substring("debug-".length());
        window.set("#palette-field", name.equals("pages") ? "page tables" : name);
        Thread.sleep(400);
        window.key(KeyCode.ENTER, false, false);
        Thread.sleep(1500);
    }
}
