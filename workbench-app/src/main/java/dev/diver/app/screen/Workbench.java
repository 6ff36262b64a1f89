package dev.diver.app.screen;

import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.debug.Debugger;
import dev.diver.app.screen.shell.Shell;
import dev.diver.app.screen.shell.WindowKeeper;
import dev.diver.core.Engine;
import dev.diver.core.dive.Console;
import java.util.function.Function;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/** The workbench's window on an engine. */
public final class Workbench {
    private static final System.Logger LOG = System.getLogger("dev.diver.screen");

    private final Engine engine;
    private final Function<Console, ? extends Region> consoleViews;
    private final Debugger debugger;

    /**
     * @param engine not opened yet: the window opens its catalog in the background
     * @param consoleViews makes the view of one console, on the JavaFX thread; where the view is {@link AutoCloseable} it
     *     is closed with its tab, on that thread too, and must not block
     */
    public Workbench(Engine engine, Function<Console, ? extends Region> consoleViews, Debugger debugger) {
        this.engine = engine;
        this.debugger = debugger;
        this.consoleViews = consoleViews;
    }

    /**
     * Shows the window as it was left. Called on the JavaFX thread; returns at once, the window comes when its state has
     * been read.
     */
    public void start(Stage stage) {
        var tasks = Tasks.onThreads();
        var keeper = new WindowKeeper(engine.home().config(), tasks);
        keeper.load(state -> {
            var shell = new Shell(engine, tasks, consoleViews, debugger);
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                LOG.log(System.Logger.Level.ERROR, "A mistake of this program", thrown);
                shell.unexpected(thrown);
            });
            stage.setScene(shell.scene(state));
            stage.setTitle("Diver");
            stage.setMinWidth(900);
            stage.setMinHeight(560);
            keeper.follow(stage, shell, state);
            stage.setOnCloseRequest(event -> {
                event.consume();
                shell.close(() -> keeper.keep(stage, shell, stage::hide));
            });
            stage.show();
            shell.begin();
        });
    }
}
