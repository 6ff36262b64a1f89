package dev.diver.app.screen.syscalls;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** How the calls are shown, as buttons, with the legend of the colours. */
final class ChoiceBar {
    private final FlowPane bar = new FlowPane(14, 6);
    private final Consumer<Choice> changed;
    private Choice choice = Choice.FIRST;

    ChoiceBar(Consumer<Choice> changed) {
        this.changed = changed;
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("calls-choice");
        bar.getChildren()
                .addAll(
                        group(
                                Measure.values(),
                                Measure::word,
                                Measure::help,
                                measure -> set(
                                        new Choice(measure, choice.logarithmic(), choice.server(), choice.byNumber()))),
                        group(
                                Server.values(),
                                Server::word,
                                server ->
                                        "calls that are shown: " + server.word().toLowerCase(java.util.Locale.ROOT),
                                server -> set(
                                        new Choice(choice.measure(), choice.logarithmic(), server, choice.byNumber()))),
                        group(
                                new Boolean[] {false, true},
                                log -> log ? "Log" : "Linear",
                                log -> log
                                        ? "each tenfold is as long as the one before"
                                        : "twice as much is twice as long",
                                log -> set(new Choice(choice.measure(), log, choice.server(), choice.byNumber()))),
                        group(
                                new Boolean[] {false, true},
                                number -> number ? "By number" : "Largest first",
                                number -> number ? "in the order of the calls' numbers" : "the largest value first",
                                number -> set(
                                        new Choice(choice.measure(), choice.logarithmic(), choice.server(), number))),
                        legend());
    }

    Node node() {
        return bar;
    }

    Choice choice() {
        return choice;
    }

    private void set(Choice next) {
        choice = next;
        changed.accept(next);
    }

    private <T> HBox group(T[] values, Function<T, String> word, Function<T, String> help, Consumer<T> chosen) {
        var toggles = new ToggleGroup();
        var box = new HBox();
        for (var i = 0; i < values.length; i++) {
            var value = values[i];
            var button = new ToggleButton(word.apply(value));
            button.setId("calls-"
                    + word.apply(value).toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
            button.setToggleGroup(toggles);
            button.setSelected(i == 0);
            button.setTooltip(new Tooltip(help.apply(value)));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass()
                    .addAll(
                            Styles.SMALL,
                            i == 0
                                    ? Styles.LEFT_PILL
                                    : i == values.length - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            // One of them always holds: a second click on it changes nothing.
            button.setOnAction(event -> {
                button.setSelected(true);
                chosen.accept(value);
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private static HBox legend() {
        var box = new HBox(
                12,
                entry("call-linux", "forwarded to Linux"),
                entry("call-kernel", "served by the kernel"),
                entry("call-nobody", "not supported"));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Label entry(String style, String text) {
        var swatch = new Region();
        swatch.getStyleClass().addAll("call-bar", style);
        swatch.setMinSize(18, 11);
        swatch.setMaxSize(18, 11);
        var label = new Label(text, swatch);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
