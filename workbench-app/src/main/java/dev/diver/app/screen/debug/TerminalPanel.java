package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Failure;
import dev.diver.core.dive.Console;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** The debugger's own terminal, of one session. */
final class TerminalPanel implements Document {
    static final String ID = "debug-terminal";

    private final Bench bench;
    private final Region view;
    private final StackPane content;

    TerminalPanel(Bench bench, Console terminal, Function<Console, ? extends Region> consoleViews) {
        this.bench = bench;
        view = consoleViews.apply(terminal);
        view.setId("gdb");
        content = new StackPane(view);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty("gdb");
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
        return Place.BOTTOM;
    }

    @Override
    public void focus() {
        view.requestFocus();
    }

    /** Control with a letter is for who types: Ctrl+C interrupts, Ctrl+R searches in what was typed before. */
    @Override
    public boolean takes(KeyEvent key) {
        return key.isControlDown()
                && !key.isShiftDown()
                && !key.isAltDown()
                && !key.isMetaDown()
                && key.getCode().isLetterKey()
                && view.isFocused();
    }

    @Override
    public void closed() {
        if (view instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                bench.notices().problem(Failure.of(e));
            }
        }
    }
}
