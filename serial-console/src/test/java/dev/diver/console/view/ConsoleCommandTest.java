package dev.diver.console.view;

import static dev.diver.console.view.ViewOnStage.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.Console;
import java.nio.file.Path;
import java.time.ZoneOffset;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a console, by keys and clicks. */
@Timeout(400)
class ConsoleCommandTest {

    @TempDir
    Path directory;

    private FakeConsole console;
    private ViewOnStage stage;

    @BeforeEach
    void open() throws Exception {
        console = new FakeConsole(directory.resolve("console.log"));
        stage = new ViewOnStage(console);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private void lines(String each, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(each).append(i).append("\r\n");
        }
        console.say(text.toString());
    }

    @Test
    void findsExpressionsAndGoesFromOneToTheNext() throws Exception {
        lines("irq ", 300);
        stage.press(KeyCode.F, true, true);
        stage.write("irq 29\\d");
        stage.until(() -> stage.found().equals("not found"));
        onFx(() -> {
            stage.view.lookupAll(".toggle-button").stream()
                    .filter(node -> ".*".equals(((javafx.scene.control.ToggleButton) node).getText()))
                    .findFirst()
                    .map(javafx.scene.control.ToggleButton.class::cast)
                    .orElseThrow()
                    .fire();
            return null;
        });
        stage.until(() -> stage.found().equals("10 of 10"));
        stage.press(KeyCode.ENTER, false, false);
        stage.until(() -> stage.found().equals("9 of 10"));
        stage.write("irq 1\\d?$");
        stage.until(() -> stage.found().equals("11 of 11"));
        assertTrue(onFx(() -> stage.view.screen().topLine()) < 20);
        Color behind = onFx(() -> {
            stage.view.pulse();
            int row = (int) (19 - stage.view.screen().topLine());
            double top = stage.view.getChildrenUnmodifiable().getFirst().getLayoutY();
            double y = top + ScreenPainter.PADDING + row * stage.view.font().cellHeight + 1;
            return stage.view
                    .snapshot(null, null)
                    .getPixelReader()
                    .getColor((int) (ScreenPainter.PADDING + 3.5 * stage.view.font().cellWidth), (int) y);
        });
        assertEquals(Palette.LIGHT.currentMatch(), behind);
        stage.look("console-found");
        stage.write("irq (");
        stage.until(() -> stage.found().contains("Unclosed group"));
        stage.press(KeyCode.ESCAPE, false, false);
        assertEquals("", console.typed());
    }

    @Test
    void aNarrowBarLeavesOutWhatIsWantedLeast() throws Exception {
        stage.press(KeyCode.F, true, true);
        stage.until(() -> seen(".toggle-button") == 2 && seen(".button") == 3);
        narrow(260);
        stage.until(() -> seen(".toggle-button") == 0 && seen(".button") >= 1);
        assertTrue(onFx(() -> find().lookup(".text-field").getLayoutBounds().getWidth()) >= 100);
        double width = onFx(() -> stage.view.getWidth());
        assertTrue(onFx(() -> find().lookupAll(".button").stream()
                .filter(javafx.scene.Node::isVisible)
                .allMatch(button -> button.getBoundsInParent().getMaxX() <= width)));
        stage.look("console-narrow");
        narrow(720);
        stage.until(() -> seen(".toggle-button") == 2 && seen(".button") == 3);
    }

    private void narrow(double width) throws Exception {
        onFx(() -> {
            stage.view.getScene().getWindow().setWidth(width);
            return null;
        });
    }

    private javafx.scene.Node find() {
        return stage.view.lookup(".console-find");
    }

    private long seen(String what) {
        return find().lookupAll(what).stream()
                .filter(javafx.scene.Node::isVisible)
                .count();
    }

    @Test
    void showsOnlyLinesThatMatchAsTheyCome() throws Exception {
        lines("tick ", 50);
        console.say("panic: one\r\n");
        stage.press(KeyCode.L, true, true);
        stage.write("panic");
        stage.until(() -> stage.view.screen().text(0).equals("panic: one"));
        console.say("tick\r\npanic: two\r\n");
        stage.until(() -> stage.view.screen().text(1).equals("panic: two"));
        // A prompt has no end, and is seen all the same.
        console.say("panic> ");
        stage.until(() -> stage.view.screen().text(2).strip().equals("panic>"));
        console.say("help\r\n");
        stage.until(() -> stage.view.screen().text(2).equals("panic> help"));
        stage.look("console-filter");
        onFx(() -> {
            stage.view.lookupAll(".toggle-button").stream()
                    .map(javafx.scene.control.ToggleButton.class::cast)
                    .filter(button -> button.getText().equals("Hide"))
                    .forEach(javafx.scene.control.ToggleButton::fire);
            return null;
        });
        stage.until(() -> stage.view.screen().text(0).startsWith("tick "));
        stage.press(KeyCode.ESCAPE, false, false);
        stage.until(() -> stage.view.screen().cursorRow() > 0
                && stage.view.screen().text(stage.view.screen().cursorRow() - 1).equals("panic> help"));
        assertEquals("", console.typed());
        stage.until(() -> console.views() == 1);
    }

    @Test
    void holdsUntilItIsTold() throws Exception {
        lines("line ", 100);
        String top = stage.row(0);
        int columns = onFx(() -> stage.view.terminal().columns());
        stage.press(KeyCode.H, true, true);
        lines("more ", 30);
        stage.until(() -> stage.notice("#console-held").equals("Held, 30 new lines"));
        onFx(() -> {
            stage.view.send(keys -> new byte[] {'x'});
            return null;
        });
        assertEquals(top, stage.row(0));
        stage.look("console-held");
        stage.press(KeyCode.G, true, true);
        stage.until(() -> stage.view.getTimeStamps() == TimeStamps.CLOCK);
        assertEquals(top, stage.row(0), "another width keeps the place");
        stage.until(() -> stage.view.terminal().columns() < columns - 10);
        assertEquals(top, stage.row(0), "another width keeps the place");
        assertEquals("Held, 30 new lines", onFx(() -> stage.notice("#console-held")));
        onFx(() -> {
            ((Button) stage.view.lookup("#console-held .button")).fire();
            return null;
        });
        stage.until(() -> stage.notice("#console-held").isEmpty() && stage.view.isFollowing());
        stage.press(KeyCode.PAGE_UP, true, false);
        console.say("x\r\n");
        stage.until(() -> stage.notice("#console-held").equals("Scrolled back, 1 new line"));
    }

    @Test
    void aWidthThatChangesAsOneScrollsKeepsThePlace() throws Exception {
        lines("line ", 100);
        String top = stage.row(0);
        onFx(() -> {
            stage.view.scrollBy(-10);
            stage.view.setTimeStamps(TimeStamps.CLOCK);
            console.say("x\r\n");
            // Before anything was painted.
            stage.view.layout();
            return null;
        });
        assertEquals("line " + (Integer.parseInt(top.substring(5)) - 10), stage.row(0));
        assertEquals("Scrolled back, 1 new line", onFx(() -> stage.notice("#console-held")));
    }

    @Test
    void marksLinesAndGoesToThem() throws Exception {
        console.say("here\r\n");
        stage.row(0);
        stage.press(KeyCode.K, true, true);
        lines("line ", 200);
        stage.until(() -> stage.view.screen().lastTopLine() > 100);
        stage.press(KeyCode.PAGE_UP, true, true);
        stage.until(
                () -> stage.view.screen().topLine() == 1 && stage.view.screen().isMarked(0));
        stage.press(KeyCode.PAGE_DOWN, true, true);
        stage.until(() -> stage.view.isFollowing());
        assertEquals("", console.typed());
    }

    @Test
    void showsWhenLinesCame() throws Exception {
        console.say("one\r\n");
        int columns = onFx(() -> stage.view.terminal().columns());
        stage.press(KeyCode.G, true, true);
        stage.until(() -> stage.view.terminal().columns() < columns - 10);
        assertEquals(TimeStamps.CLOCK, onFx(stage.view::getTimeStamps));
        assertTrue(onFx(() -> stage.view.screen().time(0)) > 1_000_000_000_000L);
        stage.press(KeyCode.G, true, true);
        stage.look("console-times");
        stage.press(KeyCode.G, true, true);
        stage.until(() -> stage.view.terminal().columns() == columns);
        assertEquals("00:00:01.500", TimeStamps.CLOCK.text(1500, 0, ZoneOffset.UTC));
        assertEquals("+1.500", TimeStamps.SINCE_START.text(2500, 1000, ZoneOffset.UTC));
        assertEquals("+2:05.007", TimeStamps.SINCE_START.text(125_007, 0, ZoneOffset.UTC));
        assertEquals("+1:00:00.000", TimeStamps.SINCE_START.text(3_600_000, 0, ZoneOffset.UTC));
    }

    @Test
    void severalLinesAreAskedAbout() throws Exception {
        stage.onClipboard("one\ntwo\n");
        stage.press(KeyCode.V, true, true);
        stage.until(() -> stage.notice("#console-paste").startsWith("Paste 2 lines?"));
        stage.look("console-paste");
        stage.press(KeyCode.ESCAPE, false, false);
        assertEquals("", console.typed());
        stage.press(KeyCode.V, true, true);
        stage.press(KeyCode.ENTER, false, false);
        assertEquals("one\rtwo\r", console.typed());
        assertEquals("", stage.notice("#console-paste"));
        console.say("\u001B[?2004h");
        stage.press(KeyCode.V, true, true);
        assertTrue(console.typed().endsWith("\u001B[200~one\rtwo\r\u001B[201~"));
    }

    @Test
    void typesTheClipboardNoFasterThanAPortTakesIt() throws Exception {
        stage.onClipboard("0123456789".repeat(10) + "\n\u001Bä\u0007");
        long begun = System.nanoTime();
        onFx(() -> {
            stage.view.perform(ConsoleCommand.TYPE_CLIPBOARD);
            return null;
        });
        stage.until(() -> console.typed().length() >= Typist.PIECE);
        assertFalse(console.typed().length() > 90 && System.nanoTime() - begun < 50_000_000L);
        stage.until(() -> console.typed().endsWith("9\rä"));
        stage.until(() -> stage.notice("#console-typing").isEmpty());
    }

    @Test
    void sendsSignalsWhereThereAreSome() throws Exception {
        assertTrue(onFx(() -> stage.view.whyNot(ConsoleCommand.BREAK)).contains("no line"));
        onFx(() -> {
            stage.view.perform(ConsoleCommand.BREAK);
            return null;
        });
        assertEquals("", console.typed());
        console.carries(Console.Signal.BREAK);
        onFx(() -> {
            stage.view.perform(ConsoleCommand.BREAK);
            return null;
        });
        assertEquals("<BREAK>", console.typed());
    }
}
