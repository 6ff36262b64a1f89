package dev.diver.app.screen.console;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import dev.diver.console.view.ConsoleCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/**
 * A strip of small buttons beside a console, as consoles have more width than height: all actions behind the first one, so
 * that it is there however low the console is, and those that are wanted often below it.
 */
final class ConsoleToolBar {
    private static final List<ConsoleCommand> OFTEN = List.of(
            ConsoleCommand.FIND,
            ConsoleCommand.FILTER,
            ConsoleCommand.HOLD,
            ConsoleCommand.TIME_STAMPS,
            ConsoleCommand.MARK,
            ConsoleCommand.PASTE);

    /** Not in the menu: they are on keys and the wheel, as everywhere. */
    private static final List<ConsoleCommand> HIDDEN =
            List.of(ConsoleCommand.LARGER_TEXT, ConsoleCommand.SMALLER_TEXT, ConsoleCommand.USUAL_TEXT);

    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private final ConsoleActions actions;
    private final Notices notices;
    /** A button of which only a part would be seen is not seen at all. */
    private final VBox box = new VBox() {
        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            getChildren()
                    .forEach(button -> button.setVisible(
                            button.getLayoutY() + button.getLayoutBounds().getHeight() <= getHeight()));
        }
    };

    private final Map<String, Button> buttons = new HashMap<>();
    private ContextMenu menu;

    ConsoleToolBar(ConsoleActions actions, Notices notices) {
        this.actions = actions;
        this.notices = notices;
        box.getStyleClass().add("console-tools");
        box.setMinHeight(0);
        var more = new Button(null, Icons.of(MaterialDesignD.DOTS_VERTICAL));
        more.setId("console-more");
        more.setAccessibleText("All that can be done with this console");
        more.setTooltip(new Tooltip(more.getAccessibleText()));
        more.setOnAction(event -> toggleMenu(more));
        add(more);
        OFTEN.forEach(command -> add(ActionButton.iconOnly(actions.get(command), notices)));
        for (var id : List.of("console-split", "console-group")) {
            actions.find(id).ifPresent(action -> add(ActionButton.iconOnly(action, notices)));
        }
    }

    /** Shows which actions stand for a state that the console is in. */
    void show(Predicate<String> isOn) {
        buttons.forEach((id, button) -> {
            var on = isOn.test(id);
            button.pseudoClassStateChanged(ON, on);
            actions.find(id).ifPresent(action -> button.setAccessibleText(action.name() + (on ? ", is on" : "")));
        });
    }

    private void add(Button button) {
        buttons.put(button.getId(), button);
        // The keyboard stays with the console.
        button.setFocusTraversable(false);
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
        box.getChildren().add(button);
    }

    private void toggleMenu(Button button) {
        if (menu != null && menu.isShowing()) {
            menu.hide();
            return;
        }
        menu = new ContextMenu();
        menu.setId("console-menu");
        menu.getStyleClass().add(Tweaks.NO_ARROW);
        menu.getItems().setAll(items());
        menu.show(button, Side.LEFT, 0, 0);
    }

    private List<MenuItem> items() {
        var hidden = HIDDEN.stream().map(ConsoleActions::id).toList();
        var breaks = List.of(
                ConsoleActions.id(ConsoleCommand.FIND),
                ConsoleActions.id(ConsoleCommand.TIME_STAMPS),
                ConsoleActions.id(ConsoleCommand.CLEAR),
                ConsoleActions.id(ConsoleCommand.BREAK),
                "console-split");
        var items = new ArrayList<MenuItem>();
        for (var action : actions.all()) {
            if (!hidden.contains(action.id())) {
                if (breaks.contains(action.id())) {
                    items.add(new SeparatorMenuItem());
                }
                items.add(item(action));
            }
        }
        return items;
    }

    private MenuItem item(Action action) {
        var item = new MenuItem(action.name(), Icons.of(action.icon()));
        item.setId("menu-" + action.id());
        action.shortcuts().stream().findFirst().ifPresent(item::setAccelerator);
        item.setDisable(!action.enabled());
        item.setOnAction(event -> ActionButton.perform(action, notices));
        return item;
    }

    Node node() {
        return box;
    }
}
