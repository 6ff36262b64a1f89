package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.ListWalk;
import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.Proposal;
import dev.diver.app.screen.language.TextChange;
import dev.diver.app.screen.language.TextChanges;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.app.screen.language.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;

/** Ways to go on at the caret, below it: they change with each key, Enter or Tab takes one, Escape none. */
final class CompletionPopup {
    private static final int PAUSE_MS = 40;
    private static final int MOST = 100;
    private static final int ROW_HEIGHT = 26;

    private final Editor editor;
    private final CodeArea area;
    private final CodeServer server;
    private final ListView<Proposal> list = new ListView<>();
    private final Label documentation = new Label();
    private final VBox box = new VBox();
    private final Popup popup = new Popup();
    private final Delay asking = new Delay(PAUSE_MS, this::ask);
    private Runnable call = () -> {};
    private int question;

    CompletionPopup(Editor editor, CodeServer server) {
        this.editor = editor;
        this.server = server;
        area = editor.area().area();
        list.setId("completions");
        list.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        list.setCellFactory(view -> new ProposalCell());
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPrefWidth(520);
        list.setFocusTraversable(false);
        list.setOnMouseClicked(event -> take());
        documentation.setWrapText(true);
        documentation.setMaxWidth(504);
        documentation.setMaxHeight(120);
        documentation.getStyleClass().addAll(Styles.TEXT_SMALL, "completion-text");
        // A part that is not laid out but is visible would still make the window as large as it was.
        documentation.visibleProperty().bind(documentation.textProperty().isNotEmpty());
        documentation.managedProperty().bind(documentation.visibleProperty());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> documentation.setText(chosen == null ? "" : chosen.documentation()));
        box.getChildren().setAll(list, documentation);
        box.getStyleClass().add("completion");
        popup.getContent().add(box);
        popup.setAutoHide(true);
        // Keys reach the text and, where the window's system counts a popup as the focused one, the popup.
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        popup.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        area.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        area.focusedProperty().subscribe(focused -> {
            if (!focused) {
                hide();
            }
        });
    }

    /** @param action is run when a call was written whose arguments come next */
    void onCall(Runnable action) {
        call = action;
    }

    /** Asks at the caret, whatever stands there; the keyboard, which may be at a panel, comes to the text. */
    void show() {
        area.requestFocus();
        ask();
    }

    private void hide() {
        question++;
        asking.stop();
        popup.hide();
    }

    private void typed(KeyEvent event) {
        if (event.isShortcutDown() || event.getCharacter().isEmpty() || !area.isEditable()) {
            return;
        }
        var typed = event.getCharacter().charAt(0);
        if (Character.isLetterOrDigit(typed)
                || typed == '_'
                || typed == '.'
                || typed == '>' && before().endsWith("->")) {
            var digits = word();
            if (typed == '.' || typed == '>' || !digits.isEmpty() && !Character.isDigit(digits.charAt(0))) {
                asking.again();
                return;
            }
        }
        if (typed == '\b' && popup.isShowing()) {
            asking.again();
        } else if (typed >= ' ') {
            hide();
        }
    }

    private void pressed(KeyEvent event) {
        if (!popup.isShowing()) {
            return;
        }
        if (ListWalk.by(event.getCode(), list)) {
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case ENTER, TAB -> take();
            case ESCAPE -> hide();
            case LEFT, RIGHT, HOME, END -> {
                hide();
                return;
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private String before() {
        return area.getText(area.getCurrentParagraph()).substring(0, area.getCaretColumn());
    }

    /** The name that is being written at the caret. */
    private String word() {
        var before = before();
        var from = before.length();
        while (from > 0 && (Character.isLetterOrDigit(before.charAt(from - 1)) || before.charAt(from - 1) == '_')) {
            from--;
        }
        return before.substring(from);
    }

    private void ask() {
        var mine = ++question;
        var place = editor.area().caret();
        server.proposals(editor.file(), place, proposals -> {
            if (mine == question && place.equals(editor.area().caret())) {
                offer(proposals);
            }
        });
    }

    private void offer(List<Proposal> proposals) {
        var word = word().toLowerCase(Locale.ROOT);
        var fitting = new ArrayList<Proposal>();
        proposals.stream()
                .filter(proposal -> proposal.name().toLowerCase(Locale.ROOT).startsWith(word))
                .forEach(fitting::add);
        proposals.stream().filter(proposal -> !fitting.contains(proposal)).forEach(fitting::add);
        list.getItems().setAll(fitting.subList(0, Math.min(MOST, fitting.size())));
        if (fitting.isEmpty()) {
            popup.hide();
            return;
        }
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        list.setPrefHeight(Math.min(8, list.getItems().size()) * ROW_HEIGHT + 2);
        nameOnScreen().ifPresent(name -> PopupPlace.show(popup, box, area, name, false));
    }

    /** Where the name begins, so that the list stays in its place while the name grows; the caret where there is none. */
    private Optional<Bounds> nameOnScreen() {
        var caret = area.getCaretPosition();
        var from = caret - word().length();
        return from == caret ? area.getCaretBounds() : area.getCharacterBoundsOnScreen(from, caret);
    }

    private void take() {
        var chosen = list.getSelectionModel().getSelectedItem();
        hide();
        if (chosen == null) {
            return;
        }
        // What was typed since it was proposed is part of what it replaces.
        var range = new TextRange(chosen.change().range().from(), editor.area().caret());
        var calls = chosen.label().contains("(") && !follows('(');
        var text = chosen.change().text().replaceAll("\\(\\)$", "") + (calls ? "()" : "");
        var all = new ArrayList<>(List.of(new TextChange(range, text)));
        all.addAll(chosen.others());
        editor.area().change(TextChanges.merge(editor.text(), all));
        var lines = chosen.others().stream()
                .mapToInt(other -> new TextPlace(0, 0).after(other.text()).line())
                .sum();
        var end = new TextPlace(range.from().line() + lines, range.from().character()).after(text);
        var inside = calls && !chosen.label().endsWith("()") ? 1 : 0;
        area.moveTo(end.line(), end.character() - inside);
        area.requestFollowCaret();
        if (inside == 1) {
            call.run();
        }
    }

    private boolean follows(char wanted) {
        var rest = area.getText(area.getCurrentParagraph()).substring(area.getCaretColumn());
        return !rest.isEmpty() && rest.charAt(0) == wanted;
    }

    private static final class ProposalCell extends ListCell<Proposal> {
        @Override
        protected void updateItem(Proposal proposal, boolean empty) {
            super.updateItem(proposal, empty);
            if (empty || proposal == null) {
                setGraphic(null);
                return;
            }
            var label = new Label(proposal.label());
            label.getStyleClass().add("code-text");
            label.setMinWidth(0);
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            var type = new Label(proposal.type());
            type.getStyleClass().addAll(Styles.TEXT_MUTED, "code-text");
            type.setMinWidth(Region.USE_PREF_SIZE);
            var line = new HBox(8, CodeIcons.of(proposal.kind()), label, type);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setPrefWidth(0);
            setGraphic(line);
        }
    }
}
