package dev.diver.console.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** A console's view on a window that nobody sees, and a person's hands. */
final class ViewOnStage implements AutoCloseable {

    final FakeConsole console;
    final ConsoleView view;
    private final Stage stage;

    ViewOnStage(FakeConsole console) throws Exception {
        this.console = console;
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyRunning) {
            started.countDown();
        }
        Platform.setImplicitExit(false);
        assertTrue(started.await(60, TimeUnit.SECONDS));
        view = onFx(() -> new ConsoleView(console));
        stage = onFx(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(view, 720, 420));
            made.show();
            view.requestFocus();
            return made;
        });
        // A window may lay out what is in it only with its first pulse.
        until(() -> console.views() == 1 && view.getWidth() > 0 && !view.isNeedsLayout());
    }

    @Override
    public void close() throws Exception {
        onFx(() -> {
            view.close();
            stage.close();
            return null;
        });
        until(() -> console.views() == 0);
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(60, TimeUnit.SECONDS);
    }

    /** Looks on the screen's thread, after a pulse of the view. */
    void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!onFx(() -> {
            view.pulse();
            return condition.call();
        })) {
            assertTrue(System.nanoTime() < end, "waited too long");
            Thread.sleep(5);
        }
    }

    void press(KeyCode code, boolean shift, boolean control) throws Exception {
        onFx(() -> {
            Node target = stage.getScene().getFocusOwner();
            target.fireEvent(
                    new KeyEvent(target, target, KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
            return null;
        });
    }

    /** Writes into the field that has the keyboard. */
    void write(String text) throws Exception {
        onFx(() -> {
            ((TextInputControl) stage.getScene().getFocusOwner()).setText(text);
            return null;
        });
    }

    void onClipboard(String text) throws Exception {
        onFx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            return Clipboard.getSystemClipboard().setContent(content);
        });
    }

    String row(int row) throws Exception {
        return onFx(() -> {
            view.pulse();
            return view.screen().text(row);
        });
    }

    /** What a notice says, or nothing. */
    String notice(String id) {
        return view.lookup(id) instanceof NoticeBar bar ? bar.text() : "";
    }

    String found() {
        return view.lookup(".console-find") instanceof FindBar bar ? bar.message() : "";
    }

    WritableImage look(String name) throws Exception {
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
}
