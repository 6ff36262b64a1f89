package dev.diver.app.screen.palette;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import java.util.LinkedHashMap;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All shortcuts, by group. */
public final class ShortcutList {
    private static final List<List<String>> OF_THE_EDITOR = List.of(
            List.of("Ctrl+Z", "Undo"),
            List.of("Ctrl+Shift+Z", "Redo"),
            List.of("Ctrl+C, X, V", "Copy, cut, paste"),
            List.of("Escape", "Close the find bar or a dialog"));

    private ShortcutList() {}

    public static Region of(List<Action> actions) {
        var groups = new LinkedHashMap<String, GridPane>();
        for (var action : actions) {
            if (!action.keys().isEmpty()) {
                add(groups.computeIfAbsent(action.group(), name -> new GridPane(16, 8)), action.keys(), action.name());
            }
        }
        OF_THE_EDITOR.forEach(line ->
                add(groups.computeIfAbsent("Edit", name -> new GridPane(16, 8)), line.getFirst(), line.getLast()));
        var columns = new FlowPane(40, 28);
        groups.forEach((name, grid) -> {
            var heading = new Label(name);
            heading.getStyleClass().add(Styles.TITLE_4);
            columns.getChildren().add(new VBox(10, heading, grid));
        });
        columns.setPrefWrapLength(640);
        var title = new Label("Shortcuts");
        title.getStyleClass().add(Styles.TITLE_3);
        var scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(440);
        scroll.setPrefViewportWidth(680);
        var box = new VBox(16, title, scroll);
        box.setId("shortcuts");
        return box;
    }

    private static void add(GridPane grid, String keys, String name) {
        var label = new Label(keys);
        label.getStyleClass().add("keys");
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, new Label(name));
    }
}
