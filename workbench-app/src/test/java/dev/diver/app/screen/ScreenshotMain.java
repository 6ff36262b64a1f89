package dev.diver.app.screen;

import dev.diver.app.screen.fake.FakeEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Shows the workbench on the fake engine and writes pictures of its views: {@code ScreenshotMain DIRECTORY}. */
public final class ScreenshotMain {
    private ScreenshotMain() {}

    public static void main(String[] args) throws Exception {
        var out = Path.of(args[0]);
        var root = Files.createTempDirectory("dv");
        var started = new FutureTask<Void>(() -> null);
        Platform.startup(started);
        started.get();
        var stage = onScreen(Stage::new);
        onScreen(() -> {
            new Workbench(FakeEngine.in(root), TextConsole::new).start(stage);
            return null;
        });
        Thread.sleep(3000);
        picture(stage, out.resolve("catalog.png"));
        Platform.exit();
        dev.diver.core.home.Folders.delete(root);
    }

    static void picture(Stage stage, Path file) throws Exception {
        onScreen(() -> {
            Pictures.write(stage.getScene(), file);
            return null;
        });
    }

    static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
