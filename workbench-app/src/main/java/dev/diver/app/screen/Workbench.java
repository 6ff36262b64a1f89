package dev.diver.app.screen;

import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.shell.Shell;
import dev.diver.app.screen.shell.WindowState;
import dev.diver.core.Engine;
import dev.diver.core.dive.Console;
import java.util.function.Function;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/** The workbench's window on an engine. */
public final class Workbench {
    private final Engine engine;
    private final Function<Console, ? extends Region> consoleViews;

    /** @param consoleViews makes the view of one console; closed with its tab where it is {@link AutoCloseable} */
    public Workbench(Engine engine, Function<Console, ? extends Region> consoleViews) {
        this.engine = engine;
        this.consoleViews = consoleViews;
    }

    /** Shows the window as it was left; on the JavaFX thread, returns at once. */
    public void start(Stage stage) {
        var shell = new Shell(engine, Tasks.onThreads(), consoleViews);
        stage.setScene(shell.scene(WindowState.FIRST));
        stage.setTitle("Diver");
        stage.show();
        shell.begin();
    }
}
