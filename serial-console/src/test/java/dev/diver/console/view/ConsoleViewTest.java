package dev.diver.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view on a window that nobody sees. */
class ConsoleViewTest {

    @TempDir
    Path directory;

    private FakeConsole console;
    private ConsoleView view;
    private Stage stage;

    @BeforeAll
    static void startPlatform() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyRunning) {
            started.countDown();
        }
        Platform.setImplicitExit(false);
        assertTrue(started.await(60, TimeUnit.SECONDS));
    }

    @BeforeEach
    void open() throws Exception {
        console = new FakeConsole(directory.resolve("console.log"));
        console.say("earlier\u001B[6n\r\n");
        onFx(() -> {
            view = new ConsoleView(console);
            stage = new Stage();
            stage.setScene(new Scene(view, 720, 420));
            stage.show();
            view.requestFocus();
            return null;
        });
        await(() -> console.views() == 1);
        // A window may lay out what is in it only with its first pulse.
        await(this::isLaidOut);
    }

    private boolean isLaidOut() {
        try {
            return onFx(() -> view.getWidth() > 0 && !view.isNeedsLayout());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void close() throws Exception {
        onFx(() -> {
            view.close();
            stage.close();
            return null;
        });
        await(() -> console.views() == 0);
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(60, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            Thread.sleep(5);
        }
    }

    private void press(KeyCode code, String character, boolean shift, boolean control) throws Exception {
        onFx(() -> {
            Node target = stage.getScene().getFocusOwner();
            fire(target, KeyEvent.KEY_PRESSED, code, "", shift, control);
            if (character != null) {
                fire(target, KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, character, shift, control);
            }
            return null;
        });
    }

    private static void fire(
            Node target, EventType<KeyEvent> type, KeyCode code, String text, boolean shift, boolean control) {
        target.fireEvent(new KeyEvent(target, target, type, text, "", code, shift, control, false, false));
    }

    private void mouse(EventType<MouseEvent> type, double column, double row, int clicks) throws Exception {
        onFx(() -> {
            Canvas canvas = (Canvas) view.getChildrenUnmodifiable().getFirst();
            double x = ScreenPainter.PADDING + (column + 0.5) * view.font().cellWidth;
            double y = ScreenPainter.PADDING + (row + 0.5) * view.font().cellHeight;
            canvas.fireEvent(new MouseEvent(
                    type,
                    x,
                    y,
                    x,
                    y,
                    MouseButton.PRIMARY,
                    clicks,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null));
            return null;
        });
    }

    private String topRow() throws Exception {
        return onFx(() -> {
            view.pulse();
            return view.screen().text(0);
        });
    }

    private WritableImage look(String name) throws Exception {
        WritableImage image = onFx(() -> {
            view.pulse();
            return view.snapshot(null, null);
        });
        save(image, Path.of("target", name + ".png"));
        return image;
    }

    private static void save(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(copy, "png", file.toFile());
    }

    @Test
    void showsWhatWasSaidBeforeAndSince() throws Exception {
        assertEquals("earlier", topRow());
        console.say("\u001B[Hsince");
        assertEquals("sinceer", topRow());
    }

    @Test
    void doesNotAnswerQuestionsOfThePast() throws Exception {
        assertEquals("", console.typed());
        console.say("\u001B[6n");
        await(() -> console.typed().equals("\u001B[2;1R"));
    }

    @Test
    void fitsTheTerminalToItsSize() throws Exception {
        int before = view.terminal().columns();
        assertEquals((int) ((720 - 8 - 20) / 7.83), before, 4);
        onFx(() -> {
            view.setFontSize(26);
            view.layout();
            return null;
        });
        assertEquals(before / 2.0, view.terminal().columns(), 2);
    }

    @Test
    void types() throws Exception {
        press(KeyCode.L, "l", false, false);
        press(KeyCode.S, "s", false, false);
        press(KeyCode.ENTER, "\r", false, false);
        press(KeyCode.C, "\u0003", false, true);
        press(KeyCode.UP, null, false, false);
        assertEquals("ls\r\u0003\u001B[A", console.typed());
    }

    @Test
    void copiesAndPastes() throws Exception {
        console.say("\u001B[Hone two three");
        topRow();
        mouse(MouseEvent.MOUSE_PRESSED, 5, 0, 2);
        mouse(MouseEvent.MOUSE_RELEASED, 5, 0, 2);
        assertEquals("two", onFx(view::getSelectedText));
        press(KeyCode.C, null, true, true);
        press(KeyCode.V, null, true, true);
        assertEquals("two", console.typed());
        mouse(MouseEvent.MOUSE_PRESSED, 5, 0, 3);
        assertEquals("one two three", onFx(view::getSelectedText));
        mouse(MouseEvent.MOUSE_PRESSED, 1, 0, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, 4, 0, 1);
        assertEquals("ne t", onFx(view::getSelectedText));
        mouse(MouseEvent.MOUSE_RELEASED, 4, 0, 1);
    }

    @Test
    void staysWhereItWasScrolledTo() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("\r\nline ").append(i);
        }
        console.say(text.toString());
        String bottom = topRow();
        press(KeyCode.PAGE_UP, null, true, false);
        String scrolled = topRow();
        assertNotEquals(bottom, scrolled);
        console.say("\r\nmore\r\nand more");
        assertEquals(scrolled, topRow());
        onFx(() -> {
            Node canvas = view.getChildrenUnmodifiable().getFirst();
            canvas.fireEvent(new ScrollEvent(
                    ScrollEvent.SCROLL,
                    9,
                    9,
                    9,
                    9,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    0,
                    40,
                    0,
                    40,
                    ScrollEvent.HorizontalTextScrollUnits.NONE,
                    0,
                    ScrollEvent.VerticalTextScrollUnits.NONE,
                    0,
                    0,
                    null));
            return null;
        });
        assertEquals(number(scrolled) - 3, number(topRow()));
        press(KeyCode.X, "x", false, false);
        assertEquals(number(bottom) + 2, number(topRow()));
    }

    private boolean isTop(String line) {
        try {
            return topRow().equals(line);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring("line ".length()));
    }

    @Test
    void finds() throws Exception {
        console.say("needle\r\n" + "hay\r\n".repeat(200));
        topRow();
        press(KeyCode.F, null, true, true);
        onFx(() -> {
            TextField field = (TextField) stage.getScene().getFocusOwner();
            field.setText("NEEDLE");
            field.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
            return null;
        });
        // It is looked for by another thread.
        await(() -> isTop("earlier"));
        String shown = onFx(() ->
                view.screen().text(0) + view.screen().text(1) + view.screen().topLine());
        assertEquals("earlierneedle0", shown);
        look("console-find");
        press(KeyCode.ESCAPE, null, false, false);
        assertEquals(view, onFx(() -> stage.getScene().getFocusOwner()));
        assertEquals("", console.typed());
    }

    @Test
    void theGuestGetsTheMouseThatItAskedFor() throws Exception {
        console.say("\u001B[?1002;1006h");
        topRow();
        mouse(MouseEvent.MOUSE_PRESSED, 4, 2, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, 6, 2, 1);
        mouse(MouseEvent.MOUSE_RELEASED, 6, 2, 1);
        assertEquals("\u001B[<0;5;3M\u001B[<32;7;3M\u001B[<0;7;3m", console.typed());
        assertEquals("", onFx(view::getSelectedText));
        console.say("\u001B[?1002l\u001B[H one two");
        topRow();
        mouse(MouseEvent.MOUSE_PRESSED, 5, 0, 2);
        mouse(MouseEvent.MOUSE_RELEASED, 5, 0, 2);
        assertEquals("two", onFx(view::getSelectedText));
    }

    @Test
    void theGuestHearsOfTheFocusIfItAsked() throws Exception {
        console.say("\u001B[?1004h");
        topRow();
        onFx(() -> {
            TextField other = new TextField();
            stage.setScene(new Scene(new javafx.scene.layout.HBox(view, other), 720, 420));
            other.requestFocus();
            view.requestFocus();
            other.requestFocus();
            return null;
        });
        await(() -> console.typed().endsWith("\u001B[I\u001B[O"));
    }

    /** A flood does not wait for JavaFX's thread, nor that for the flood, and in the end is all there. */
    @Test
    void aFloodHoldsUpNobody() throws Exception {
        byte[] piece = "[    1.234567] \u001B[32mok\u001B[0m and more of the same sort\r\n"
                .repeat(200)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (var flooded =
                new dev.diver.core.dive.DrainedConsole("flood", directory.resolve("flood.log"), typed -> {})) {
            onFx(() -> {
                view.close();
                view = new ConsoleView(flooded);
                stage.setScene(new Scene(view, 720, 420));
                return null;
            });
            CountDownLatch fed = new CountDownLatch(1);
            FutureTask<Boolean> standsStill = new FutureTask<>(() -> fed.await(60, TimeUnit.SECONDS));
            Platform.runLater(standsStill);
            for (int i = 0; i < 300; i++) {
                flooded.feed(piece, 0, piece.length);
            }
            fed.countDown();
            assertTrue(standsStill.get(120, TimeUnit.SECONDS), "the guest waited for a window that stood still");
            for (int turns = 0; turns < 30; turns++) {
                FutureTask<Void> turn = new FutureTask<>(() -> null);
                Platform.runLater(turn);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (!turn.isDone()) {
                    assertTrue(System.nanoTime() < end, "the window waited for the guest");
                    flooded.feed(piece, 0, piece.length);
                }
            }
            byte[] end = "\r\nthe end\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            flooded.feed(end, 0, end.length);
            await(() -> view.terminal().text(view.terminal().all()).endsWith("the end"));
        }
    }

    @Test
    void looksRight() throws Exception {
        console.say(Sample.TEXT);
        for (Palette palette : new Palette[] {Palette.LIGHT, Palette.DARK}) {
            onFx(() -> {
                view.setPalette(palette);
                return null;
            });
            mouse(MouseEvent.MOUSE_PRESSED, 2, 3, 1);
            mouse(MouseEvent.MOUSE_DRAGGED, 20, 4, 1);
            mouse(MouseEvent.MOUSE_RELEASED, 20, 4, 1);
            WritableImage image = look("console-" + (palette == Palette.LIGHT ? "light" : "dark"));
            assertEquals(palette.background(), image.getPixelReader().getColor(1, 1));
        }
    }

    @Test
    void paintsFastEnough() throws Exception {
        console.say(Sample.TEXT.repeat(20));
        long took = onFx(() -> {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                // All of it, each time.
                view.setPalette(i % 2 == 0 ? Palette.DARK : Palette.LIGHT);
                view.pulse();
            }
            return System.nanoTime() - start;
        });
        System.out.printf("view: %.2f ms a frame, without rendering%n", took / 50 / 1e6);
    }
}
