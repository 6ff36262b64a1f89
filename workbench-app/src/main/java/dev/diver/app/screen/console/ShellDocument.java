package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Words;
import dev.diver.console.shell.LocalShell;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A shell of this host as a tab; closing the tab ends it. */
final class ShellDocument implements Document {
    private static final int MOST_NAMES = 3;

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

    /** A program that runs would be lost with what it does; a shell at its prompt has nothing to lose. */
    @Override
    public boolean mayClose(Runnable close) {
        if (shell.ended().isDone()) {
            return true;
        }
        bench.tasks().quietly(shell::programs, programs -> ask(programs, close), bench.notices()::problem);
        return false;
    }

    private void ask(List<String> programs, Runnable close) {
        if (programs.isEmpty()) {
            close.run();
            return;
        }
        var names = String.join(", ", programs.stream().limit(MOST_NAMES).toList())
                + (programs.size() > MOST_NAMES ? " and others" : "");
        var text = new Label("Closing the terminal ends what runs in it: " + names + ".");
        text.setWrapText(true);
        new DialogBox(bench.modals(), "Close " + title.get() + "?", text, "End and close", "shell-end", () -> {
                    bench.modals().hide();
                    close.run();
                })
                .cautious()
                .show();
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
