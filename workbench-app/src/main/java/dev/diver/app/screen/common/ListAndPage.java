package dev.diver.app.screen.common;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A list with what adds to it above, and beside it the page of what is chosen in it. */
public final class ListAndPage {
    private static final double LISTS_SHARE = 0.3;

    private final StackPane content = new StackPane();
    private final StackPane page = new StackPane();
    private final SplitPane split;

    /**
     * @param id of the whole
     * @param above need nothing that is chosen
     */
    public ListAndPage(String id, ListView<?> list, List<Action> above, Notices notices) {
        content.setId(id);
        var bar = new HBox(8);
        bar.getStyleClass().add("editor-bar");
        for (var action : above) {
            var button = ActionButton.of(action, notices);
            button.getStyleClass().add(Styles.SMALL);
            bar.getChildren().add(button);
        }
        var side = new VBox(bar, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        split = new SplitPane(side, page);
        split.setDividerPositions(LISTS_SHARE);
        SplitPane.setResizableWithParent(side, false);
    }

    public Node node() {
        return content;
    }

    /** Instead of list and page. */
    public void showInstead(Node state) {
        content.getChildren().setAll(state);
    }

    /** @param chosen the page; it scrolls where it is higher than the place */
    public void show(Node chosen) {
        var scroll = new ScrollPane(chosen);
        scroll.setFitToWidth(true);
        page.getChildren().setAll(scroll);
        if (!content.getChildren().equals(List.of(split))) {
            content.getChildren().setAll(split);
        }
    }
}
