package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/**
 * All that can be done now, by group, behind one button: for who looks for what there is. Made anew of the same actions as
 * the palette each time that it opens.
 */
final class AppMenu {
    /** As they stand; a group that is not named here goes before the last. */
    private static final List<String> GROUPS = List.of(
            "Catalog",
            "Catalogs",
            "Keys",
            "Net",
            "Edit",
            "View",
            "Dive",
            "Console",
            "Debug",
            "Runs",
            "Partition",
            "Machine",
            "Help");

    private final Supplier<List<Action>> actions;
    private final Notices notices;
    private final Button button;
    private ContextMenu shown;

    AppMenu(Action open, Supplier<List<Action>> actions, Notices notices) {
        this.actions = actions;
        this.notices = notices;
        button = ActionButton.iconOnly(open, notices);
        button.getStyleClass().add("app-menu-button");
    }

    Button button() {
        return button;
    }

    void toggle() {
        if (shown != null && shown.isShowing()) {
            shown.hide();
            return;
        }
        shown = new ContextMenu();
        shown.setId("app-menu");
        shown.getItems().setAll(groups());
        shown.show(button, Side.BOTTOM, 0, 4);
    }

    List<Menu> groups() {
        var menus = new TreeMap<String, Menu>(
                Comparator.comparingInt(AppMenu::place).thenComparing(name -> name));
        var known = new java.util.HashSet<String>();
        for (var action : actions.get()) {
            if (known.add(action.id())) {
                menus.computeIfAbsent(action.group(), Menu::new).getItems().add(item(action));
            }
        }
        return List.copyOf(menus.values());
    }

    private static int place(String group) {
        var at = GROUPS.indexOf(group);
        return at >= 0 ? at * 2 : GROUPS.size() * 2 - 3;
    }

    /** What cannot be done now is said when it is chosen, or pointed at, as with buttons. */
    private MenuItem item(Action action) {
        var item = new MenuItem(action.name(), Icons.of(action.icon()));
        item.setId("menu-" + action.id());
        // Only shown here: a menu that is not part of the scene installs no keys, Shortcuts does.
        action.shortcuts().stream().findFirst().ifPresent(item::setAccelerator);
        item.setOnAction(event -> ActionButton.perform(action, notices));
        var reason = action.whyNot().get();
        if (!reason.isEmpty()) {
            item.getStyleClass().add("off");
            item.parentPopupProperty().subscribe(popup -> {
                if (popup != null) {
                    popup.showingProperty().subscribe(showing -> {
                        var node = item.getStyleableNode();
                        if (showing && node != null) {
                            Tooltip.install(node, new Tooltip(reason));
                        }
                    });
                }
            });
        }
        return item;
    }
}
