package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Tasks;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Keeps the window's state on the disk, a moment after each change of it. */
public final class WindowKeeper {
    private static final int PAUSE_MS = 800;
    private static final int LOOK_SECONDS = 5;
    private final WindowStateFile file;
    private final Tasks tasks;
    private WindowState written;

    public WindowKeeper(Path config, Tasks tasks) {
        this.file = new WindowStateFile(config);
        this.tasks = tasks;
    }

    /** Reads what was kept in the background. */
    public void load(Consumer<WindowState> next) {
        tasks.quietly(file::load, next, failure -> next.accept(WindowState.FIRST));
    }

    /** Puts the window where it was, and follows it from now on. */
    public void follow(Stage stage, Shell shell, WindowState state) {
        if (state.x() >= 0 && state.y() >= 0) {
            stage.setX(state.x());
            stage.setY(state.y());
        }
        stage.setMaximized(state.maximized());
        var delay = new Delay(PAUSE_MS, () -> keep(stage, shell, () -> {}));
        stage.xProperty().subscribe((was, is) -> delay.again());
        stage.yProperty().subscribe((was, is) -> delay.again());
        stage.widthProperty().subscribe((was, is) -> delay.again());
        stage.heightProperty().subscribe((was, is) -> delay.again());
        shell.themeProperty().addListener((property, was, is) -> delay.again());
        var look = new Timeline(new KeyFrame(Duration.seconds(LOOK_SECONDS), event -> keep(stage, shell, () -> {})));
        look.setCycleCount(Timeline.INDEFINITE);
        look.play();
        stage.setOnHidden(event -> {
            look.stop();
            delay.stop();
            // The one time that the screen's thread waits, with no window left: who has seen it close may do with its
            // files what he likes, such as removing them.
            shell.gone();
            file.close();
        });
    }

    /** Writes the state where it has changed, then goes on. */
    public void keep(Stage stage, Shell shell, Runnable next) {
        var scene = stage.getScene();
        var state = shell.state(stage.getX(), stage.getY(), scene.getWidth(), scene.getHeight(), stage.isMaximized());
        if (state.equals(written)) {
            next.run();
        } else {
            written = state;
            tasks.quietly(
                    () -> {
                        file.save(state);
                        return true;
                    },
                    saved -> next.run(),
                    // A window that opens elsewhere next time is no reason to disturb anybody.
                    failure -> next.run());
        }
    }
}
