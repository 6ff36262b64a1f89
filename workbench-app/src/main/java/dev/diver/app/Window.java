package dev.diver.app;

import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.debug.Debugger;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Starts JavaFX with the workbench on it; a class of its own, so that the command loads nothing of JavaFX. */
final class Window {
    /** The first frame is laid out, the second one is drawn: then a person can use it. */
    private static final int FRAMES = 2;

    private Window() {}

    /** The program ends when the window is closed. */
    static void open(Engine engine, Debugger debugger) {
        Platform.startup(() -> new Workbench(engine, ConsoleView::new, debugger).start(new Stage()));
    }

    /** Ends the program as soon as the window can be used: for the start's benchmark and for training the JVM's cache. */
    static void openAndLeave(Engine engine, Debugger debugger) {
        Platform.startup(() -> {
            var stage = new Stage();
            stage.setOnShown(event -> new Leaving().start());
            new Workbench(engine, ConsoleView::new, debugger).start(stage);
        });
    }

    private static final class Leaving extends AnimationTimer {
        private int frames;

        @Override
        public void handle(long now) {
            if (++frames > FRAMES) {
                stop();
                // Not by closing the window: what it does then is no part of a start.
                System.exit(0);
            }
        }
    }
}
