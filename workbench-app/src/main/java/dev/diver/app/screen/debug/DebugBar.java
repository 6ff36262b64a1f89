package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Words;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** A line below the top, there while something is debugged: how it stands, and what can be done. */
final class DebugBar {
    private final DebugModel model;
    private final HBox box = new HBox(6);
    /** There where several are debugged: the one that is shown. */
    private final ComboBox<Ongoing> sessions = new ComboBox<>();

    private final Label state = new Label();
    private final List<Action> actions;
    private final List<Button> buttons = new ArrayList<>();

    /** @param shows brings another session to the front */
    DebugBar(DebugModel model, Consumer<Ongoing> shows, List<Action> actions, Notices notices) {
        this.model = model;
        this.actions = actions;
        state.setId("debug-state");
        state.getStyleClass().add("outcome");
        state.setMinWidth(0);
        state.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(state, Priority.ALWAYS);
        CutText.tell(state);
        box.setId("debug-bar");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("debug-bar");
        sessions.setId("debug-sessions");
        sessions.setConverter(new Names());
        sessions.setItems(model.all());
        sessions.setVisible(false);
        sessions.managedProperty().bind(sessions.visibleProperty());
        sessions.setFocusTraversable(false);
        sessions.valueProperty().subscribe(chosen -> {
            if (chosen != null && chosen != model.front() && !chosen.isOver()) {
                shows.accept(chosen);
            }
        });
        model.all().addListener((ListChangeListener<Ongoing>) change -> choose());
        box.getChildren().addAll(sessions, state);
        for (var action : actions) {
            var button = ActionButton.iconOnly(action, notices);
            button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
            button.setMinWidth(Region.USE_PREF_SIZE);
            buttons.add(button);
            box.getChildren().add(button);
        }
        model.state().subscribe(this::show);
        model.sight().subscribe(this::show);
        show();
    }

    Region node() {
        return box;
    }

    private void choose() {
        sessions.setVisible(model.all().size() > 1);
        if (sessions.getValue() != model.front()) {
            sessions.setValue(model.front());
        }
    }

    private void show() {
        choose();
        var now = model.state().get();
        box.setVisible(now != null);
        box.setManaged(now != null);
        if (now != null) {
            var sight = now instanceof DebugState.Stopped ? model.sight().get() : null;
            state.setText(StopWords.of(model.subject().name(), now, sight, model.isAtStart()));
            state.setGraphic(Icons.of(icon(now)));
            state.getStyleClass().removeIf(style -> style.startsWith("outcome-"));
            state.getStyleClass().add(style(now));
        }
        for (var i = 0; i < buttons.size(); i++) {
            ActionButton.refresh(buttons.get(i), actions.get(i));
        }
    }

    /** Sessions by what is debugged; nobody types one. */
    private static final class Names extends StringConverter<Ongoing> {
        @Override
        public String toString(Ongoing session) {
            return session == null ? "" : Words.shortened(session.subject().name(), 24);
        }

        @Override
        public Ongoing fromString(String text) {
            return null;
        }
    }

    private static Ikon icon(DebugState state) {
        return switch (state) {
            case DebugState.Starting() -> MaterialDesignB.BUG_OUTLINE;
            case DebugState.Running() -> MaterialDesignP.PLAY_CIRCLE_OUTLINE;
            case DebugState.Stopped stopped -> MaterialDesignP.PAUSE_CIRCLE_OUTLINE;
            case DebugState.Ended(var why) ->
                why.isEmpty() ? MaterialDesignC.CHECK_CIRCLE_OUTLINE : MaterialDesignA.ALERT_CIRCLE_OUTLINE;
        };
    }

    private static String style(DebugState state) {
        return switch (state) {
            case DebugState.Starting() -> "outcome-stopped";
            case DebugState.Running() -> "outcome-running";
            case DebugState.Stopped(StopReason.Crashed(), var thread, var frame) -> "outcome-bad";
            case DebugState.Stopped(StopReason.Signal signal, var thread, var frame) -> "outcome-bad";
            case DebugState.Stopped stopped -> "outcome-warn";
            case DebugState.Ended(var why) -> why.isEmpty() ? "outcome-stopped" : "outcome-bad";
        };
    }
}
