package dev.diver.app.screen.console;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Icons;
import dev.diver.console.view.ConsoleInput;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.dive.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/** A console with its tools at the right, one view or several, and a warning while what is typed goes elsewhere too. */
public final class ConsoleFrame extends BorderPane implements AutoCloseable {
    private final ConsoleDesk desk;
    private final Console console;
    private final Region main;
    private final List<ConsoleView> views = new ArrayList<>();
    private final SplitPane split = new SplitPane();
    private final ConsoleActions actions;
    private final HBox warning = new HBox(8);
    private final Label warningText = new Label();
    private Optional<ConsoleToolBar> tools = Optional.empty();
    private final InvalidationListener groupChanged = observable -> {
        showWarning();
        showTools();
    };
    private final ChangeListener<ConsoleSettings> settingsChanged = (property, was, is) -> views.forEach(this::apply);
    private String name;

    ConsoleFrame(ConsoleDesk desk, Console console) {
        this.desk = desk;
        this.console = console;
        name = console.name();
        main = desk.view(console);
        actions = new ConsoleActions(this, desk);
        getStyleClass().add("console-frame");
        warning();
        if (main instanceof ConsoleView view) {
            add(view);
            setCenter(split);
            // After the view, as its buttons ask what can be done with that.
            var bar = new ConsoleToolBar(actions, desk.bench().notices());
            tools = Optional.of(bar);
            setRight(bar.node());
            desk.group().members().addListener(groupChanged);
            desk.settings().addListener(settingsChanged);
        } else {
            setCenter(main);
        }
    }

    private void add(ConsoleView view) {
        views.add(view);
        split.getItems().add(view);
        apply(view);
        view.fontSizeProperty()
                .subscribe(size -> desk.settings().set(desk.settings().get().withFontSize(size.doubleValue())));
        view.onProperty().subscribe(this::showTools);
        view.focusedProperty().subscribe(this::showTools);
        view.onTyped(desk.group().from(this));
    }

    private void showTools() {
        var on = current().map(view -> view.onProperty().get()).orElse(Set.of()).stream()
                .map(ConsoleActions::id)
                .toList();
        tools.ifPresent(bar -> bar.show(id -> on.contains(id)
                || id.equals("console-group") && desk.group().has(this)
                || id.equals("console-split") && isSplit()));
    }

    private void apply(ConsoleView view) {
        var settings = desk.settings().get();
        view.setFontSize(settings.fontSize());
        view.setScrollBack(settings.lines(), settings.megabytes() * 1_000_000L);
    }

    private void warning() {
        warning.getStyleClass().addAll("console-warning");
        warning.setAlignment(Pos.CENTER_LEFT);
        warningText.setMinWidth(0);
        warningText.setGraphic(Icons.of(MaterialDesignK.KEYBOARD_VARIANT));
        warningText.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(warningText, Priority.ALWAYS);
        var leave = new Button("Leave");
        leave.setOnAction(event -> desk.group().leave(this));
        var end = new Button("End for all");
        end.setId("console-group-end");
        end.setOnAction(event -> desk.group().disband());
        for (var button : List.of(leave, end)) {
            button.getStyleClass().add(Styles.SMALL);
            button.setFocusTraversable(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        warning.getChildren().setAll(warningText, leave, end);
    }

    private void showWarning() {
        warningText.setText(desk.group().warning(this));
        setTop(desk.group().has(this) ? warning : null);
    }

    /** What others call it, where that is more than the console's own name. */
    public void setName(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Console console() {
        return console;
    }

    /** The first view: it has the keyboard when the frame gets it, and the id. */
    public Region main() {
        return main;
    }

    @Override
    public void requestFocus() {
        main.requestFocus();
    }

    /** Control with a letter is what a shell takes, whatever shortcut the window has for it. */
    public static boolean isGuests(KeyEvent key) {
        return key.isControlDown()
                && !key.isShiftDown()
                && !key.isAltDown()
                && !key.isMetaDown()
                && key.getCode().isLetterKey();
    }

    /** Whether what is typed goes to one of its views. */
    public boolean isTypedInto() {
        return main.isFocused() || views.stream().anyMatch(Region::isFocused);
    }

    /** The view that has the keyboard, else the first one; empty where it is no terminal. */
    Optional<ConsoleView> current() {
        return views.stream()
                .filter(view -> hasFocus(view))
                .findFirst()
                .or(() -> views.stream().findFirst());
    }

    /** A bar over the view may have the keyboard. */
    private static boolean hasFocus(Region view) {
        var scene = view.getScene();
        var owner = scene == null ? null : scene.getFocusOwner();
        while (owner != null && owner != view) {
            owner = owner.getParent();
        }
        return owner != null;
    }

    /** Whether the keyboard is somewhere within. */
    public boolean holdsFocus() {
        return hasFocus(this);
    }

    boolean isSplit() {
        return views.size() > 1;
    }

    /** A further view of the same console, scrolled, searched and filtered by itself; or away with it again. */
    void split() {
        if (isSplit()) {
            var last = views.removeLast();
            split.getItems().remove(last);
            last.close();
            main.requestFocus();
            showTools();
            return;
        }
        split.setOrientation(getWidth() > 2 * getHeight() ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        add(new ConsoleView(console));
        split.setDividerPositions(0.5);
        views.getLast().requestFocus();
    }

    /** In the codes that its own guest has asked for. */
    void type(ConsoleInput input) {
        views.getFirst().type(input);
        views.getFirst().follow();
    }

    boolean bracketsPaste() {
        return views.getFirst().bracketsPaste();
    }

    /** What can be done with it. */
    public List<Action> actions() {
        return actions.all();
    }

    /** Ends its views; the console goes on. */
    @Override
    public void close() {
        desk.group().members().removeListener(groupChanged);
        desk.group().leave(this);
        desk.settings().removeListener(settingsChanged);
        views.stream().skip(1).forEach(ConsoleView::close);
        if (main instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                desk.bench().notices().problem(Failure.of(e));
            }
        }
    }
}
