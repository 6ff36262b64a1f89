package dev.diver.app.screen.common;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/**
 * Makes buttons of actions. A button whose action cannot be done now stays clickable and says why, since a disabled one
 * could tell nobody.
 */
public final class ActionButton {
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private ActionButton() {}

    /** With icon and name. */
    public static Button of(Action action, Notices notices) {
        var button = iconOnly(action, notices);
        button.setText(action.name());
        return button;
    }

    /** Beside each other, and below where there is no room. */
    public static FlowPane row(List<Action> actions, Notices notices) {
        var line = new FlowPane(8, 8);
        actions.forEach(action -> line.getChildren().add(of(action, notices)));
        return line;
    }

    public static Button iconOnly(Action action, Notices notices) {
        var button = new Button(null, Icons.of(action.icon()));
        button.setId(action.id());
        button.setAccessibleText(action.name());
        button.setOnAction(event -> perform(action, notices));
        button.setTooltip(new Tooltip());
        refresh(button, action);
        button.setOnMouseEntered(event -> refresh(button, action));
        return button;
    }

    /** Does it, or tells why it cannot be done. */
    public static void perform(Action action, Notices notices) {
        var reason = action.whyNot().get();
        if (reason.isEmpty()) {
            action.run().run();
        } else {
            notices.tell(reason);
        }
    }

    /** Call when the state that {@code whyNot} looks at has changed. */
    public static void refresh(Button button, Action action) {
        var reason = action.whyNot().get();
        button.pseudoClassStateChanged(OFF, !reason.isEmpty());
        var keys = action.keys();
        var name = action.name() + (keys.isEmpty() ? "" : "  (" + keys + ")");
        button.getTooltip().setText(reason.isEmpty() ? name : name + "\n" + reason);
    }
}
