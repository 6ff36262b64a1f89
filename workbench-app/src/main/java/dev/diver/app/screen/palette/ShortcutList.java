package dev.diver.app.screen.palette;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All shortcuts, by group. */
public final class ShortcutList {
    private static final int COLUMNS = 3;
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
        var columns = columns(groups);
        var title = new Label("Shortcuts");
        title.getStyleClass().add(Styles.TITLE_3);
        var scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        columns.heightProperty().subscribe(height -> scroll.setPrefViewportHeight(Math.min(height.doubleValue(), 560)));
        var box = new VBox(16, title, scroll);
        box.setId("shortcuts");
        return box;
    }

    /** Each group goes below the shortest column, as in a newspaper. */
    private static HBox columns(Map<String, GridPane> groups) {
        var columns = new HBox(36);
        var lengths = new int[COLUMNS];
        for (var i = 0; i < COLUMNS; i++) {
            columns.getChildren().add(new VBox(24));
        }
        groups.entrySet().stream()
                .sorted(Comparator.comparing(group -> -group.getValue().getRowCount()))
                .forEach(group -> {
                    var heading = new Label(group.getKey());
                    heading.getStyleClass().add(Styles.TITLE_4);
                    var shortest = 0;
                    for (var i = 1; i < COLUMNS; i++) {
                        shortest = lengths[i] < lengths[shortest] ? i : shortest;
                    }
                    lengths[shortest] += 2 + group.getValue().getRowCount();
                    ((VBox) columns.getChildren().get(shortest))
                            .getChildren()
                            .add(new VBox(10, heading, group.getValue()));
                });
        return columns;
    }

    private static void add(GridPane grid, String keys, String name) {
        var label = new Label(keys);
        label.getStyleClass().add("keys");
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, new Label(name));
    }
}
