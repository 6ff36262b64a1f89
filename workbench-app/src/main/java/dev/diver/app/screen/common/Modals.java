package dev.diver.app.screen.common;

import javafx.scene.layout.Region;

/** The layer above the window for questions and dialogs; one at a time, Escape closes it. */
public interface Modals {

    void show(Region content);

    void hide();

    /** Whether that is what is seen now. */
    boolean shows(Region content);
}
