package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.console.ConsoleFrame;
import dev.diver.core.dive.Console;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** The debugger's own terminal, of one session. */
final class TerminalPanel implements Document {
    private final String id;
    private final String title;
    private final ConsoleFrame view;
    private final StackPane content;

    /** @param alone whether no other session has one */
    TerminalPanel(Ongoing session, boolean alone, Function<Console, ConsoleFrame> consoleViews) {
        var name = session.subject().name();
        id = "debug-terminal:" + session.subject().net();
        title = alone ? "gdb" : "gdb " + Words.shortened(name, 16);
        view = consoleViews.apply(session.session().terminal());
        view.setName(title);
        view.main().setId(alone ? "gdb" : "gdb-" + name);
        content = new StackPane(view);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty(title);
    }

    @Override
    public Ikon icon() {
        return MaterialDesignB.BUG_OUTLINE;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.BOTTOM_RIGHT;
    }

    @Override
    public List<Action> actions() {
        return view.actions();
    }

    @Override
    public void focus() {
        view.requestFocus();
    }

    /** Control with a letter is for who types: Ctrl+C interrupts, Ctrl+R searches in what was typed before. */
    @Override
    public boolean takes(KeyEvent key) {
        return ConsoleFrame.isGuests(key) && view.isTypedInto();
    }

    @Override
    public void closed() {
        view.close();
    }
}
