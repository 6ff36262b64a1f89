package dev.diver.app.screen.common;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.Ikon;

/** A tab of the window: a view or a file. */
public interface Document {

    /** Unique in the window: opening it a second time brings the first one to the front. */
    String id();

    ObservableValue<String> title();

    Ikon icon();

    Node content();

    default Place place() {
        return Place.CENTRE;
    }

    /** What can be done while this one is in front. */
    default List<Action> actions() {
        return List.of();
    }

    /** Takes the keyboard, called when it comes to the front. */
    default void focus() {
        content().requestFocus();
    }

    /** Whether this key belongs to it even where it is a shortcut of the window, asked while it has the keyboard. */
    default boolean takes(KeyEvent key) {
        return false;
    }

    /**
     * Asked before a person closes it.
     *
     * @param close closes it without asking; for one that asks the person first, or must look whether it has to
     * @return whether it can be closed at once
     */
    default boolean mayClose(Runnable close) {
        return true;
    }

    /** It has been closed; lets go of what it holds and keeps what must not be lost. */
    default void closed() {}

    /** Where a tab opens; a person may drag it elsewhere. */
    enum Place {
        SIDE,
        CENTRE,
        RIGHT,
        RIGHT_LOWER,
        BOTTOM,
        /** Beside what is below: what one looks at together with that, such as a debugger beside a console. */
        BOTTOM_RIGHT
    }
}
