package dev.diver.app.screen;

import dev.diver.app.screen.common.Png;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.home.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;

/**
 * Shows the workbench on the fake engine and writes pictures of its views: {@code ScreenshotMain DIRECTORY [WIDTH HEIGHT
 * [light|dark [syscalls|consoles|console-tools|debug|editor|catalogs|publish]]]}.
 */
public final class ScreenshotMain {
    private static final int PAST_RUNS = 10_000;
    private final Stage stage;
    private final Path out;
    private final String suffix;

    private ScreenshotMain(Stage stage, Path out, String suffix) {
        this.stage = stage;
        this.out = out;
        this.suffix = suffix;
    }

    public static void main(String[] args) throws Exception {
        var width = args.length > 2 ? Integer.parseInt(args[1]) : 1280;
        var height = args.length > 2 ? Integer.parseInt(args[2]) : 800;
        var theme = args.length > 3 ? args[3] : "light";
        var root = Files.createTempDirectory("dv");
        var config = Files.createDirectories(root.resolve("home/config"));
        Files.writeString(
                config.resolve("window.json"),
                "{\"x\":0,\"y\":0,\"width\":%d,\"height\":%d,\"theme\":\"%s\"}".formatted(width, height, theme));
        var started = new FutureTask<Void>(() -> null);
        Platform.startup(started);
        started.get();
        var stage = onScreen(Stage::new);
        var main = new ScreenshotMain(stage, Path.of(args[0]), "-" + theme + "-" + width);
        try {
            onScreen(() -> {
                var editing = args.length > 4 && args[4].equals("editor");
                var engine = editing ? FakeEngine.withClangd(root) : FakeEngine.in(root, PAST_RUNS);
                new Workbench(engine, ConsoleView::new, FakeDebugSession::open).start(stage);
                return null;
            });
            if (args.length > 4) {
                Thread.sleep(3000);
                switch (args[4]) {
                    case "consoles" -> main.consoles(root);
                    case "editor" -> main.editor(root);
                    case "debug" -> main.debugging(root);
                    case "publish" -> main.publishing(root);
                    case "nets" -> main.publishedNets(root);
                    case "catalogs" -> main.catalogs(root);
                    case "console-tools" -> main.consoleTools(root);
                    default -> main.systemCalls(0);
                }
            } else {
                main.walk(root);
            }
        } finally {
            Platform.exit();
            Folders.delete(root);
        }
    }

    private void walk(Path root) throws Exception {
        Thread.sleep(3000);
        picture("01-catalog");
        set("#catalog-search", "hpc");
        Thread.sleep(400);
        picture("02-search");
        set("#catalog-search", "a kernel for parallel run-time systems with infiniband that is as long as a sentence");
        Thread.sleep(400);
        picture("03-long-query");
        set("#catalog-search", "no such thing");
        Thread.sleep(400);
        picture("03-nothing-found");
        set("#catalog-search", "");
        Thread.sleep(400);
        press("#menu");
        Thread.sleep(400);
        onScreen(() -> {
            for (var window : List.copyOf(Window.getWindows())) {
                if (window instanceof ContextMenu menu && menu.getItems().get(1) instanceof Menu net) {
                    net.show();
                }
            }
            return null;
        });
        Thread.sleep(400);
        popups("04-menu");
        press("#running-dives");
        Thread.sleep(400);
        popups("04-dives");
        key(KeyCode.DIGIT2, true, false);
        Thread.sleep(500);
        picture("04-nets-empty");
        key(KeyCode.DIGIT1, true, false);
        press("#kernel-new-net");
        Thread.sleep(400);
        picture("04-new-net");
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
        Thread.sleep(2500);
        picture("05-project");
        press("#project-options");
        Thread.sleep(600);
        edit(area -> {
            var at = area.getText().indexOf(";\n    printf(\"that");
            area.replaceText(at, at + 1, "");
        });
        press("#project-build");
        Thread.sleep(1500);
        onScreen(() -> {
            this.<ListView<?>>find("#problems").getSelectionModel().select(0);
            return null;
        });
        Thread.sleep(300);
        picture("06-build-error");
        edit(CodeArea::undo);
        press("#project-dive");
        Thread.sleep(2500);
        picture("07-dive");
        press("#project-explain");
        Thread.sleep(800);
        picture("08-plan");
        key(KeyCode.ESCAPE, false, false);
        key(KeyCode.DIGIT4, true, false);
        Thread.sleep(900);
        onScreen(() -> {
            this.<TableView<?>>find("#runs-table").getSelectionModel().select(3);
            return null;
        });
        picture("09-runs");
        set("#runs-search", "no such run");
        Thread.sleep(500);
        picture("09-runs-none");
        set("#runs-search", "");
        Thread.sleep(500);
        onScreen(() -> {
            this.<TableView<?>>find("#runs-table").getSelectionModel().select(0);
            return null;
        });
        press("#run-open");
        Thread.sleep(900);
        picture("10-run");
        systemCalls(1);
        key(KeyCode.DIGIT1, true, false);
        Thread.sleep(500);
        picture("10-catalog-among-docks");
        key(KeyCode.DIGIT3, true, false);
        Thread.sleep(500);
        picture("11-machine");
        key(KeyCode.DIGIT2, true, false);
        Thread.sleep(500);
        picture("12-nets");
        key(KeyCode.P, true, true);
        Thread.sleep(500);
        picture("13-palette");
        key(KeyCode.ESCAPE, false, false);
        key(KeyCode.F1, false, false);
        Thread.sleep(500);
        picture("14-keys");
        key(KeyCode.ESCAPE, false, false);
        press("#messages");
        Thread.sleep(500);
        popups("15-messages");
        for (var tabs = 0; tabs < 6; tabs++) {
            key(KeyCode.PAGE_DOWN, true, false);
            key(KeyCode.W, true, false);
        }
        Thread.sleep(300);
        picture("16-welcome");
    }

    /** A dive with more than one, and its run. */
    private void consoles(Path root) throws Exception {
        press("#kernel-compare");
        Thread.sleep(900);
        picture("19-compare");
        key(KeyCode.ESCAPE, false, false);
        press("#kernel-new-net");
        Thread.sleep(400);
        set("#new-net-name", "forever-calls");
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
        Thread.sleep(2500);
        press("#project-dive");
        Thread.sleep(2500);
        picture("20-consoles");
        press("#dive-stop");
        Thread.sleep(600);
        key(KeyCode.DIGIT4, true, false);
        Thread.sleep(900);
        picture("20-runs-among-docks");
        select(0);
        press("#run-open");
        Thread.sleep(900);
        picture("21-run-consoles");
        press("#project-options");
        Thread.sleep(600);
        key(KeyCode.DIGIT4, true, false);
        Thread.sleep(600);
        picture("22-runs-cramped");
        key(KeyCode.DIGIT1, true, false);
        Thread.sleep(600);
        picture("22-catalog-cramped");
        toggle("#catalog-narrowing");
        Thread.sleep(400);
        picture("23-catalog-narrowing");
        press("#project-dive");
        Thread.sleep(1500);
        press("#messages");
        Thread.sleep(500);
        popups("24-messages");
    }

    /** A session, as it goes on. */
    private void debugging(Path root) throws Exception {
        press("#kernel-new-net");
        Thread.sleep(400);
        set("#new-net-name", "forever");
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
        await("#editor");
        Thread.sleep(1500);
        edit(area -> area.moveTo(12, 0));
        key(KeyCode.F9, false, false);
        edit(area -> area.moveTo(13, 0));
        key(KeyCode.F9, false, false);
        picture("30-breakpoints");
        press("#project-debug");
        await("#debug-locals-tree");
        Thread.sleep(2500);
        picture("31-debug-stopped");
        key(KeyCode.F10, false, false);
        Thread.sleep(900);
        onScreen(() -> {
            var tree = this.<javafx.scene.control.TreeTableView<?>>find("#debug-locals-tree");
            tree.getRoot().getChildren().forEach(item -> item.setExpanded(true));
            return null;
        });
        Thread.sleep(700);
        picture("32-debug-stepped");
        for (var panel : List.of("debug-registers", "debug-memory", "debug-breakpoints")) {
            show(panel);
        }
        picture("33-debug-registers");
        for (var panel : List.of("debug-watches", "debug-disassembly")) {
            show(panel);
        }
        set("#debug-watch-add", "start");
        onScreen(() -> {
            this.<TextField>find("#debug-watch-add").fireEvent(new javafx.event.ActionEvent());
            return null;
        });
        set("#debug-watch-add", "nosuch");
        onScreen(() -> {
            this.<TextField>find("#debug-watch-add").fireEvent(new javafx.event.ActionEvent());
            return null;
        });
        Thread.sleep(500);
        picture("34-debug-watches");
        show("debug-processors");
        show("debug-pages");
        onScreen(() -> {
            this.<ListView<?>>find("#debug-threads").getSelectionModel().select(0);
            return null;
        });
        Thread.sleep(500);
        show("debug-locals");
        picture("35-debug-linux");
        key(KeyCode.F5, false, false);
        Thread.sleep(900);
        picture("36-debug-running");
        press("#debug-stop");
        Thread.sleep(900);
        picture("37-debug-over");
    }

    /** All that pops up over an editor, with clangd behind it; with names that are longer than there is room. */
    private void editor(Path root) throws Exception {
        press("#kernel-new-net");
        Thread.sleep(400);
        set("#new-net-name", "hello");
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
        await("#editor");
        Thread.sleep(1500);
        var lines = """
                #include <stdio.h>
                #define TWICE(x) ((x) * 2)

                /** Tells the processors of a partition apart, of which there may be more than one expects. */
                struct partition_processor_identification { int package; unsigned long long memory_behind_it; };

                /** Puts what one processor knows of a partition into another one; slow, and safe in an interrupt. */
                static int carry_identification_over(struct partition_processor_identification *first_of_both,
                                                     const struct partition_processor_identification *second_of_both)
                {
                    first_of_both->package = TWICE(second_of_both->package);
                    return 0;
                }

                int carried(void) { return carry_identification_over(0, 0); }
                #if 0
                int left_out(void) { return 1; }
                #endif
                """;
        edit(area -> {
            area.replaceText(lines);
            area.moveTo(10, 40);
        });
        Thread.sleep(9000);
        picture("50-editor-colours");
        edit(area -> area.moveTo(10, 8));
        key(KeyCode.K, true, false);
        screen("51-editor-hover", 2500);
        key(KeyCode.ESCAPE, false, false);
        edit(area -> {
            area.moveTo(area.getLength());
            area.requestFollowCaret();
        });
        typing("int more(void) { return carry");
        screen("52-editor-completion", 3000);
        key(KeyCode.ESCAPE, false, false);
        typing("_identification_over(");
        screen("53-editor-signature", 2500);
        typing("0, ");
        screen("54-editor-signature-second", 2500);
        key(KeyCode.ESCAPE, false, false);
        edit(area -> area.insertText(area.getLength(), "0); }\n" + "\n".repeat(60) + " ".repeat(110) + "TWI"));
        edit(area -> {
            area.moveTo(area.getLength());
            area.requestFollowCaret();
        });
        key(KeyCode.SPACE, true, false);
        screen("55-editor-completion-at-edge", 3000);
        key(KeyCode.ESCAPE, false, false);
        edit(area -> {
            area.moveTo(7, 20);
            area.requestFollowCaret();
        });
        key(KeyCode.O, true, true);
        await("#palette-field");
        screen("56-editor-outline", 1200);
        key(KeyCode.ESCAPE, false, false);
        key(KeyCode.P, true, false);
        await("#palette-field");
        set("#palette-field", "c");
        screen("57-editor-files", 1200);
        key(KeyCode.ESCAPE, false, false);
        edit(Node::requestFocus);
        key(KeyCode.F12, false, true);
        screen("58-editor-references", 2500);
        edit(Node::requestFocus);
        key(KeyCode.F2, false, false);
        screen("59-editor-rename", 900);
        key(KeyCode.ESCAPE, false, false);
        key(KeyCode.F, true, true);
        set("#search-field", "identification");
        press("#search-start");
        screen("60-editor-find-in-files", 1500);
        edit(area -> {
            area.requestFocus();
            area.moveTo(0, 12);
        });
        key(KeyCode.F, true, false);
        screen("61-editor-find", 900);
    }

    private void typing(String text) throws Exception {
        for (var letter : text.split("")) {
            edit(area -> {
                area.requestFocus();
                area.fireEvent(new KeyEvent(
                        KeyEvent.KEY_TYPED, letter, letter, KeyCode.UNDEFINED, false, false, false, false));
            });
            Thread.sleep(60);
        }
    }

    /** The window with what stands in windows of its own, where it stands. */
    private void screen(String name, int patience) throws Exception {
        Thread.sleep(patience);
        onScreen(() -> {
            var all = new javafx.scene.robot.Robot()
                    .getScreenCapture(null, stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            Files.write(out.resolve(name + suffix + ".png"), Png.of(all));
            return null;
        });
    }

    private void show(String panel) throws Exception {
        key(KeyCode.P, true, true);
        await("#palette-field");
        var name = panel.substring("debug-".length());
        set("#palette-field", name.equals("pages") ? "page tables" : name);
        Thread.sleep(400);
        key(KeyCode.ENTER, false, false);
        Thread.sleep(1500);
    }

    /** Where kernels come from, keys, and what is being brought. */
    private void catalogs(Path root) throws Exception {
        var folder = Files.createDirectories(root.resolve("home/config/catalogs"));
        key(KeyCode.DIGIT6, true, false);
        Thread.sleep(600);
        picture("70-catalogs-empty");
        press("#catalog-add");
        Thread.sleep(300);
        set("#catalog-name", "lab");
        set("#catalog-url", "ftp://127.0.0.1:9/kernels");
        press("#catalog-add-confirm");
        Thread.sleep(500);
        picture("71-catalogs-add");
        set("#catalog-url", "127.0.0.1:9/kernels");
        press("#catalog-add-confirm");
        Thread.sleep(1500);
        picture("72-catalogs-page");
        Files.writeString(
                folder.resolve("a-research-groups-kernels-for-hpc.toml"),
                "url = \"registry.department-of-computer-science.university.example/groups/operating-systems/kernels\"\n"
                        + "mirrors = [\"https://mirror.example/kernels\"]\n");
        Files.writeString(folder.resolve("mine.toml"), "url = 3\n");
        key(KeyCode.DIGIT6, true, false);
        Thread.sleep(3000);
        choose("#catalogs-list", 0);
        picture("73-catalogs-long");
        choose("#catalogs-list", 2);
        picture("74-catalogs-broken");
        choose("#catalogs-list", 1);
        press("#catalog-login");
        Thread.sleep(400);
        set("#catalog-user", "me");
        set("#catalog-password", "secret");
        press("#catalog-login-confirm");
        Thread.sleep(500);
        picture("75-catalogs-login");
        key(KeyCode.ESCAPE, false, false);
        keys();
        downloads();
    }

    private void publishing(Path root) throws Exception {
        var folder = Files.createDirectories(root.resolve("home/config/catalogs"));
        Files.writeString(folder.resolve("lab.toml"), "url = \"127.0.0.1:9/kernels\"\n");
        press("#kernel-fork");
        await("#fork-start");
        Thread.sleep(500);
        picture("90-fork");
        key(KeyCode.ESCAPE, false, false);
        press("#kernel-new-net");
        await("#new-net-directory");
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
        await("#editor");
        Thread.sleep(2500);
        press("#palette-open");
        await("#palette-field");
        set("#palette-field", "publish");
        Thread.sleep(700);
        key(KeyCode.ENTER, false, false);
        await("#publish-start");
        Thread.sleep(1500);
        picture("91-publish");
        press("#publish-start");
        Thread.sleep(4000);
        picture("92-publish-failed");
    }

    private void publishedNets(Path root) throws Exception {
        toggle("#catalog-kind-nets");
        Thread.sleep(1500);
        picture("95-nets");
        for (var row = 1; row < 4; row++) {
            choose("#catalog-nets", row);
            Thread.sleep(500);
            picture("95-nets-" + row);
        }
        set("#catalog-search", "no such thing");
        Thread.sleep(500);
        picture("96-nets-nothing");
        set("#catalog-search", "hello");
        Thread.sleep(1000);
        press("#net-take");
        await("#take-net-directory");
        set("#take-net-directory", root.resolve("nets").toString());
        Thread.sleep(300);
        picture("97-take-net");
        press("#take-net-start");
        Thread.sleep(1500);
        picture("97-take-net-failed");
        key(KeyCode.ESCAPE, false, false);
        toggle("#catalog-kind-kernels");
        Thread.sleep(800);
        picture("98-kernels-again");
    }

    private void keys() throws Exception {
        key(KeyCode.DIGIT7, true, false);
        Thread.sleep(500);
        picture("76-keys-empty");
        for (var name : List.of("mine", "mine-2027")) {
            press("#key-new");
            Thread.sleep(300);
            set("#key-name", name);
            set("#key-password", "secret");
            set("#key-password-again", name.equals("mine") ? "secre" : "secret");
            picture("77-keys-new");
            set("#key-password-again", "secret");
            press("#key-make");
            await("#key-statement");
            Thread.sleep(300);
            picture("78-keys-public");
            key(KeyCode.ESCAPE, false, false);
        }
        press("#key-add-other");
        Thread.sleep(400);
        onScreen(() -> {
            this.<javafx.scene.control.TextArea>find("#key-add-source").setText("RWnokey");
            return null;
        });
        press("#key-add");
        Thread.sleep(500);
        picture("79-keys-add");
        key(KeyCode.ESCAPE, false, false);
        choose("#keys-list", 0);
        picture("80-keys");
        press("#key-rotate");
        await("#key-rotate-password-1");
        picture("81-keys-rotate");
        set("#key-rotate-password", "secret");
        set("#key-rotate-password-1", "secret");
        press("#key-rotate-sign");
        await("#key-statement");
        Thread.sleep(300);
        picture("82-keys-statement");
        key(KeyCode.ESCAPE, false, false);
        Thread.sleep(1500);
        press("#key-revoke");
        await("#key-revoke-reason");
        set("#key-revoke-reason", "A laptop was stolen on a train between two cities, with the key on it");
        set("#key-revoke-password", "secret");
        picture("83-keys-revoke");
        press("#key-revoke-confirm");
        await("#key-statement");
        key(KeyCode.ESCAPE, false, false);
        Thread.sleep(500);
        picture("84-keys-revoked");
    }

    private void downloads() throws Exception {
        for (var name : List.of("ipxe", "nautilus hpc", "nautilus minimal", "snorkel link")) {
            key(KeyCode.DIGIT1, true, false);
            set("#catalog-search", name);
            Thread.sleep(1500);
            picture("85-page-before-" + name.split(" ")[0]);
            press("#kernel-pull");
        }
        Thread.sleep(2500);
        picture("85-page-waiting");
        key(KeyCode.DIGIT8, true, false);
        Thread.sleep(500);
        picture("86-downloads");
        press("#downloads-pause");
        Thread.sleep(500);
        picture("87-downloads-paused");
    }

    private void choose(String list, int index) throws Exception {
        await(list);
        onScreen(() -> {
            this.<ListView<?>>find(list).getSelectionModel().select(index);
            return null;
        });
        Thread.sleep(500);
    }

    /** All that lies over and beside a console. */
    private void consoleTools(Path root) throws Exception {
        press("#kernel-new-net");
        Thread.sleep(400);
        set("#new-net-name", "forever-calls");
        set("#new-net-directory", root.resolve("nets").toString());
        press("#new-net-create");
        Thread.sleep(2500);
        press("#project-dive");
        Thread.sleep(2500);
        press("#console-time-stamps");
        press("#console-find");
        onScreen(() -> {
            ((TextField) stage.getScene().getFocusOwner()).setText("o");
            return null;
        });
        Thread.sleep(800);
        picture("30-console-find");
        press("#console-filter");
        onScreen(() -> {
            ((TextField) stage.getScene().getFocusOwner()).setText("wor(ld|d)");
            return null;
        });
        Thread.sleep(900);
        picture("31-console-filter");
        key(KeyCode.ESCAPE, false, false);
        press("#console-mark");
        press("#console-group");
        press("#console-split");
        press("#console-hold");
        Thread.sleep(600);
        picture("32-console-group-split");
        press("#console-more");
        Thread.sleep(400);
        popups("33-console-menu");
        key(KeyCode.P, true, true);
        Thread.sleep(300);
        set("#palette-field", "settings of consoles");
        key(KeyCode.ENTER, false, false);
        Thread.sleep(400);
        picture("34-console-settings");
        key(KeyCode.ESCAPE, false, false);
        key(KeyCode.T, true, false, true);
        Thread.sleep(2500);
        picture("35-shell");
        key(KeyCode.F5, false, true);
        Thread.sleep(1500);
        key(KeyCode.DIGIT4, true, false);
        Thread.sleep(900);
        select(0);
        press("#run-open");
        Thread.sleep(1200);
        onScreen(() -> {
            this.<javafx.scene.control.Slider>find("#replay-place").setValue(5000);
            return null;
        });
        Thread.sleep(600);
        picture("36-replay");
    }

    /** What stands in windows of its own: menus, lists that pop up. */
    private void popups(String name) throws Exception {
        onScreen(() -> {
            var count = 0;
            for (var window : List.copyOf(Window.getWindows())) {
                if (window != stage && window.isShowing() && window.getScene().getWidth() > 1) {
                    Pictures.write(window.getScene(), out.resolve(name + count++ + suffix + ".png"));
                    // It would get the next Escape.
                    window.hide();
                }
            }
            return null;
        });
    }

    /** @param first the row of a run with a trace; the one after the next has one too */
    private void systemCalls(int first) throws Exception {
        for (var run = first; run < first + 4; run += 2) {
            key(KeyCode.DIGIT4, true, false);
            Thread.sleep(500);
            select(run);
            Thread.sleep(500);
            press("#run-syscalls");
            Thread.sleep(1200);
            picture("15-syscalls-" + (run == first ? "compressing" : "serving"));
        }
        this.toggle("#calls-total-time");
        this.toggle("#calls-log");
        Thread.sleep(400);
        picture("16-syscalls-log");
        this.toggle("#calls-count");
        this.toggle("#calls-linear");
        onScreen(() -> {
            this.<javafx.scene.control.MenuButton>find("#syscalls-compare").show();
            return null;
        });
        Thread.sleep(600);
        onScreen(() -> {
            var compare = this.<javafx.scene.control.MenuButton>find("#syscalls-compare");
            compare.getItems().getFirst().fire();
            compare.hide();
            return null;
        });
        Thread.sleep(800);
        picture("17-syscalls-compare");
    }

    private void select(int run) throws Exception {
        onScreen(() -> {
            this.<TableView<?>>find("#runs-table").getSelectionModel().select(run);
            return null;
        });
    }

    private void toggle(String id) throws Exception {
        onScreen(() -> {
            this.<javafx.scene.control.ToggleButton>find(id).fire();
            return null;
        });
    }

    private void picture(String name) throws Exception {
        onScreen(() -> {
            Pictures.write(stage.getScene(), out.resolve(name + suffix + ".png"));
            return null;
        });
    }

    /** Waits for it: a busy machine takes its time. */
    private void press(String id) throws Exception {
        await(id);
        onScreen(() -> {
            this.<Button>find(id).fire();
            return null;
        });
    }

    private void await(String id) throws Exception {
        for (var waited = 0; waited < 100 && !onScreen(() -> isThere(id)); waited++) {
            Thread.sleep(100);
        }
    }

    private boolean isThere(String id) {
        return stage.getScene() != null && stage.getScene().lookup(id) != null;
    }

    private void set(String id, String text) throws Exception {
        onScreen(() -> {
            this.<TextField>find(id).setText(text);
            return null;
        });
    }

    private void edit(java.util.function.Consumer<CodeArea> change) throws Exception {
        onScreen(() -> {
            change.accept(find("#editor"));
            return null;
        });
    }

    private void key(KeyCode code, boolean control, boolean shift) throws Exception {
        key(code, control, shift, false);
    }

    private void key(KeyCode code, boolean control, boolean shift, boolean alt) throws Exception {
        onScreen(() -> {
            var owner = stage.getScene().getFocusOwner();
            Node target = owner == null ? stage.getScene().getRoot() : owner;
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                target.fireEvent(new KeyEvent(type, "", "", code, shift, control, alt, false));
            }
            return null;
        });
        Thread.sleep(200);
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T find(String id) {
        var found = (T) stage.getScene().lookup(id);
        if (found == null) {
            throw new IllegalStateException("no " + id);
        }
        return found;
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
