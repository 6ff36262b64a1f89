package dev.diver.app.screen.common;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Callback;
import org.kordamp.ikonli.Ikon;

/** A tab with a list, what adds to it above, and beside it the page of what is chosen in it. */
public abstract class ListDocument<T> extends FixedDocument {
    private static final double LISTS_SHARE = 0.3;

    private final ListView<T> list = new ListView<>();
    private final HBox bar = new HBox(8);
    private final StackPane page = new StackPane();
    private final SplitPane split;
    private final StackPane content = new StackPane();

    protected ListDocument(String id, String title, Ikon icon) {
        super(id, title, icon);
        content.setId(id);
        list.setId(id + "-list");
        list.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        bar.getStyleClass().add("editor-bar");
        var side = new VBox(bar, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        split = new SplitPane(side, page);
        split.setDividerPositions(LISTS_SHARE);
        SplitPane.setResizableWithParent(side, false);
    }

    /**
     * Called once, when the tab is made.
     *
     * @param above need nothing that is chosen
     */
    protected final void begin(List<Action> above, Notices notices, Callback<ListView<T>, ListCell<T>> cells) {
        for (var action : above) {
            var button = ActionButton.of(action, notices);
            button.getStyleClass().add(Styles.SMALL);
            bar.getChildren().add(button);
        }
        list.setCellFactory(cells);
        list.getSelectionModel().selectedItemProperty().addListener((chosen, before, now) -> draw());
    }

    /** The page of one of the list; it scrolls where it is higher than the place. */
    protected abstract Node page(T chosen);

    /** Instead of list and page, where there is nothing. */
    protected abstract Node nothing();

    protected final ListView<T> list() {
        return list;
    }

    protected final Optional<T> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    /** What there is now; chosen is then the one of that name, or of the same name as before where it is empty. */
    protected final void take(List<T> all, Function<T, String> name, String wanted) {
        var chosen = wanted.isEmpty() ? selected().map(name).orElse("") : wanted;
        list.getItems().setAll(all);
        all.stream()
                .filter(one -> name.apply(one).equals(chosen))
                .findFirst()
                .ifPresent(list.getSelectionModel()::select);
        draw();
    }

    /** Shows what is chosen, the first one where nothing is. */
    protected final void draw() {
        if (list.getItems().isEmpty()) {
            content.getChildren().setAll(nothing());
            return;
        }
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().select(0);
        }
        var scroll = new ScrollPane(page(selected().orElse(list.getItems().getFirst())));
        scroll.setFitToWidth(true);
        page.getChildren().setAll(scroll);
        if (!content.getChildren().equals(List.of(split))) {
            content.getChildren().setAll(split);
        }
    }

    @Override
    public final Node content() {
        return content;
    }

    @Override
    public final void focus() {
        list.requestFocus();
    }
}
