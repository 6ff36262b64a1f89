package dev.diver.app.screen.shell;

import atlantafx.base.controls.ModalPane;
import dev.diver.app.screen.common.Modals;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Dialogs within the window. */
final class ModalLayer implements Modals {
    private final ModalPane pane = new ModalPane();
    private final Supplier<Runnable> place;
    private Node before;
    private Runnable back = () -> {};

    /** @param place asked when a dialog opens for what leads back to where the person is, if all else is gone then */
    ModalLayer(Supplier<Runnable> place) {
        this.place = place;
        pane.setId("modal");
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.displayProperty().addListener((property, was, shown) -> {
            if (!shown) {
                if (before != null && before.getScene() != null) {
                    before.requestFocus();
                } else {
                    back.run();
                }
            }
        });
    }

    Region node() {
        return pane;
    }

    @Override
    public void show(Region content) {
        back = pane.isDisplay() ? back : place.get();
        before = pane.isDisplay() ? before : pane.getScene().getFocusOwner();
        content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        if (!content.getStyleClass().contains("modal-box")) {
            content.getStyleClass().add("modal-box");
        }
        pane.show(content);
        Platform.runLater(() -> takeKeyboard(content));
    }

    /** Unless the dialog has given the keyboard to one of its fields already. */
    private void takeKeyboard(Region content) {
        var owner = pane.getScene().getFocusOwner();
        for (var node = owner; node != null; node = node.getParent()) {
            if (node == content) {
                return;
            }
        }
        content.setFocusTraversable(true);
        content.requestFocus();
    }

    @Override
    public boolean shows(Region content) {
        return pane.isDisplay() && pane.getContent() == content;
    }

    boolean isShown() {
        return pane.isDisplay();
    }

    @Override
    public void hide() {
        pane.hide(true);
    }
}
