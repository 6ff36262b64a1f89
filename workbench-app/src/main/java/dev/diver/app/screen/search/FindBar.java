package dev.diver.app.screen.search;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.richtext.CodeArea;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Find and replace in one text. */
public final class FindBar {
    /** On the screen's thread: what takes longer is given up. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final CodeArea area;
    private final Runnable close;
    private final TextField field = new TextField();
    private final TextField replacement = new TextField();
    private final ToggleButton matchCase = toggle("editor-find-case", "Aa", "Match case");
    private final ToggleButton word = toggle("editor-find-word", "W", "Whole word");
    private final ToggleButton regex = toggle("editor-find-regex", ".*", "Regular expression");
    private final Label result = new Label();
    private final HBox replacing;
    private final VBox box;
    /** The text as it was searched last; made anew only when it has changed. */
    private Optional<String> text = Optional.empty();

    /** @param close takes the bar away */
    public FindBar(CodeArea area, Runnable close) {
        this.area = area;
        this.close = close;
        area.plainTextChanges().subscribe(change -> text = Optional.empty());
        prepare(field, "editor-find-field", "Find");
        prepare(replacement, "editor-replace-field", "Replace with; $1 is a group");
        result.setId("editor-find-result");
        result.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        var finding = row(
                field,
                matchCase,
                word,
                regex,
                button("Previous", MaterialDesignC.CHEVRON_UP, () -> step(false)),
                button("Next", MaterialDesignC.CHEVRON_DOWN, () -> step(true)),
                result,
                space(),
                button("Close", MaterialDesignC.CLOSE, close));
        replacing = row(
                replacement,
                button("editor-replace-one", "Replace", this::replaceOne),
                button("editor-replace-all", "Replace all", this::replaceAll));
        box = new VBox(4, finding);
        box.getStyleClass().add("editor-bar");
        field.textProperty().subscribe((was, is) -> typed());
        for (var toggle : new ToggleButton[] {matchCase, word, regex}) {
            toggle.selectedProperty().subscribe((was, is) -> typed());
        }
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    public Region node() {
        return box;
    }

    /** @param withReplacement whether the row for replacing is there */
    public void open(boolean withReplacement) {
        box.getChildren().remove(replacing);
        if (withReplacement) {
            box.getChildren().add(replacing);
        }
        area.getSelectedText().lines().findFirst().ifPresent(field::setText);
        field.requestFocus();
        field.selectAll();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close.run();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == field) {
            step(!event.isShiftDown());
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == replacement) {
            replaceOne();
            event.consume();
        }
    }

    private void typed() {
        area.moveTo(area.getSelection().getStart());
        step(true);
    }

    private Optional<Matcher> matcher() {
        if (field.getText().isEmpty()) {
            result.setText("");
            return Optional.empty();
        }
        var query = new SearchQuery(field.getText(), regex.isSelected(), matchCase.isSelected(), word.isSelected(), "");
        if (text.isEmpty()) {
            text = Optional.of(area.getText());
        }
        var patient = Patience.with(text.get(), System.nanoTime() + PATIENCE.toNanos(), new Cancellation());
        return Optional.of(java.util.regex.Pattern.compile(
                        query.pattern().pattern(), query.pattern().flags() | java.util.regex.Pattern.MULTILINE)
                .matcher(patient));
    }

    private void step(boolean forwards) {
        try {
            matcher().ifPresent(matcher -> step(matcher, forwards));
        } catch (DiverException e) {
            result.setText(e.problem().what());
        }
    }

    private void step(Matcher matcher, boolean forwards) {
        var selection = area.getSelection();
        var from = selection.getStart() + (selection.getLength() > 0 ? 1 : 0);
        var found = forwards ? next(matcher, from) : previous(matcher, selection.getStart());
        result.setText(found ? "" : "not found");
        if (found) {
            area.selectRange(matcher.start(), matcher.end());
            area.requestFollowCaret();
        }
    }

    /** Behind a place, or else the first. */
    private boolean next(Matcher matcher, int from) {
        return from <= text.orElseThrow().length() && found(matcher, from) || found(matcher, 0);
    }

    private static boolean found(Matcher matcher, int from) {
        if (!matcher.find(from)) {
            return false;
        }
        return matcher.end() > matcher.start() || matcher.find();
    }

    /** Before a place, or else the last. */
    private static boolean previous(Matcher matcher, int before) {
        var best = -1;
        var last = -1;
        matcher.reset();
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                best = matcher.start() < before ? matcher.start() : best;
                last = matcher.start();
            }
        }
        return last >= 0 && matcher.find(best >= 0 ? best : last);
    }

    /** Replaces what is selected where it is a place that was found, and goes on to the next. */
    private void replaceOne() {
        try {
            var matcher = matcher();
            var selection = area.getSelection();
            if (matcher.isPresent()
                    && matcher.get().find(selection.getStart())
                    && matcher.get().start() == selection.getStart()
                    && matcher.get().end() == selection.getEnd()) {
                area.replaceSelection(expanded(matcher.get()));
            }
            step(true);
        } catch (DiverException e) {
            result.setText(e.problem().what());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            result.setText("The replacement names a group that is not there.");
        }
    }

    private String expanded(Matcher matcher) {
        if (!regex.isSelected()) {
            return replacement.getText();
        }
        var made = new StringBuilder();
        var begin = matcher.start();
        matcher.appendReplacement(made, replacement.getText());
        return made.substring(begin);
    }

    private void replaceAll() {
        try {
            matcher().ifPresent(this::replaceAll);
        } catch (DiverException e) {
            result.setText(e.problem().what());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            result.setText("The replacement names a group that is not there.");
        }
    }

    private void replaceAll(Matcher matcher) {
        var by = regex.isSelected() ? replacement.getText() : Matcher.quoteReplacement(replacement.getText());
        var count = new int[1];
        var made = matcher.replaceAll(match -> {
            count[0]++;
            return by;
        });
        if (count[0] > 0) {
            var caret = area.getCurrentParagraph();
            area.replaceText(made);
            area.moveTo(Math.min(caret, area.getParagraphs().size() - 1), 0);
            area.requestFollowCaret();
        }
        result.setText(count[0] + " replaced");
    }

    private static void prepare(TextField field, String id, String prompt) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setPrefWidth(320);
        field.setMaxWidth(360);
        HBox.setHgrow(field, Priority.SOMETIMES);
    }

    private static HBox row(javafx.scene.Node... nodes) {
        var row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static ToggleButton toggle(String id, String text, String name) {
        var toggle = new ToggleButton(text);
        toggle.setId(id);
        toggle.setAccessibleText(name);
        toggle.setTooltip(new Tooltip(name));
        toggle.getStyleClass().add(Styles.SMALL);
        return toggle;
    }

    private static Button button(String id, String name, Runnable run) {
        var button = new Button(name);
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setOnAction(event -> run.run());
        return button;
    }

    private static Button button(String name, Ikon icon, Runnable run) {
        var button = new Button(null, Icons.of(icon));
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(event -> run.run());
        return button;
    }

    private static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
