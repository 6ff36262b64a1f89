package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Words;
import dev.diver.console.shell.LocalShell;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A shell of this host as a tab; closing the tab ends it. */
final class ShellDocument implements Document {
    private final Bench bench;
    private final LocalShell shell;
    private final int number;
    private final Runnable gone;
    private final ConsoleFrame frame;
    private final StringProperty title = new SimpleStringProperty();

    /** @param gone is run when it has been closed */
    ShellDocument(Bench bench, ConsoleDesk consoles, LocalShell shell, Path directory, int number, Runnable gone) {
        this.bench = bench;
        this.shell = shell;
        this.number = number;
        this.gone = gone;
        frame = consoles.frame(shell);
        frame.main().setId("shell");
        var name = "Terminal " + Words.shortened(directory.getFileName().toString(), 16);
        frame.setName(name);
        title.set(name);
        shell.ended()
                .thenAccept(status -> bench.tasks()
                        .onScreen(() -> title.set(name + (status == 0 ? " (ended)" : " (ended with " + status + ")"))));
    }

    @Override
    public String id() {
        return "shell:" + number;
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    @Override
    public Ikon icon() {
        return MaterialDesignC.CONSOLE;
    }

    @Override
    public Node content() {
        return frame;
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public List<Action> actions() {
        return frame.actions();
    }

    @Override
    public void focus() {
        frame.requestFocus();
    }

    /** What a shell takes with Control is its own as long as it lives. */
    @Override
    public boolean takes(KeyEvent key) {
        return ConsoleFrame.isGuests(key)
                && frame.isTypedInto()
                && !shell.ended().isDone();
    }

    @Override
    public void closed() {
        frame.close();
        bench.tasks()
                .quietly(
                        () -> {
                            shell.close();
                            return true;
                        },
                        done -> gone.run(),
                        bench.notices()::problem);
    }
}
