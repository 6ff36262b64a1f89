package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Bench;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.dive.Console;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;

/** Makes the frames of all consoles in the window, and has what they share. */
public final class ConsoleDesk {
    private final Bench bench;
    private final Function<Console, ? extends Region> views;
    private final InputGroup group = new InputGroup();
    private final ObjectProperty<ConsoleSettings> settings = new SimpleObjectProperty<>(ConsoleSettings.FIRST);

    /** @param views makes the view of one console; what can be done with a {@link ConsoleView} its frame offers */
    public ConsoleDesk(Bench bench, Function<Console, ? extends Region> views) {
        this.bench = bench;
        this.views = views;
    }

    /** Of this window; each change reaches all consoles. */
    public ObjectProperty<ConsoleSettings> settings() {
        return settings;
    }

    /** The console with its view and its tools; whoever asked for it closes it. */
    public ConsoleFrame frame(Console console) {
        return new ConsoleFrame(this, console);
    }

    Bench bench() {
        return bench;
    }

    InputGroup group() {
        return group;
    }

    Region view(Console console) {
        return views.apply(console);
    }
}
