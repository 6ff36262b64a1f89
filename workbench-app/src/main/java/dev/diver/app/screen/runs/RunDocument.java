package dev.diver.app.screen.runs;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.dive.ConsolesPane;
import dev.diver.app.screen.dive.Outcomes;
import dev.diver.app.screen.dive.TimelineBar;
import dev.diver.app.screen.syscalls.TraceLook;
import dev.diver.core.dive.Console;
import dev.diver.core.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** A run that was: how it went, what it said, as it looked when it was said, and what was executed. */
final class RunDocument implements Document {
    private final Bench bench;
    private final RunRecord run;
    private final TraceLook traces;
    private final Action calls;
    private final List<Action> actions;
    private final ConsolesPane consoles;
    private final Optional<ReplayBar> bar;
    private final BorderPane content = new BorderPane();

    /**
     * @param logs of its consoles, the main one first
     * @param consoleViews the same as of a dive, so that a console looks the same later
     * @param others actions for the buttons of the head
     */
    RunDocument(
            Bench bench,
            RunRecord run,
            TraceLook traces,
            List<KeptConsole> logs,
            Function<Console, ? extends Region> consoleViews,
            List<Action> others) {
        this.bench = bench;
        this.run = run;
        this.traces = traces;
        calls = Action.of(
                        "run-page-syscalls", "Runs", "System calls", MaterialDesignC.CHART_BAR, () -> traces.open(run))
                .on("Shortcut+Shift+Y")
                .unless(() -> traces.whyNot(run));
        actions = Stream.concat(Stream.of(calls), others.stream()).toList();
        consoles = new ConsolesPane("run-log", logs, consoleViews);
        var replay = new Replay(logs, System::nanoTime);
        bar = replay.isPossible() ? Optional.of(new ReplayBar(replay)) : Optional.empty();
        var upper = new BorderPane(consoles.node());
        bar.ifPresent(shown -> upper.setBottom(shown.node()));
        var executed = executed();
        var split = new SplitPane(upper, executed);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.62);
        content.setTop(head());
        content.setCenter(split);
    }

    @Override
    public String id() {
        return "run:" + run.run();
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty(
                Words.shortened(run.net(), 16) + ", " + Words.moment(run.started(), Instant.now()));
    }

    @Override
    public Ikon icon() {
        return MaterialDesignF.FILE_EYE_OUTLINE;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public List<Action> actions() {
        return Stream.concat(actions.stream(), consoles.actions().stream()).toList();
    }

    @Override
    public void focus() {
        consoles.focus();
    }

    @Override
    public void closed() {
        bar.ifPresent(ReplayBar::close);
        consoles.close(bench.notices());
    }

    private Node head() {
        var state = new Label(run.net() + " " + Outcomes.sentence(run), Icons.of(Outcomes.icon(run)));
        state.setId("run-state");
        state.getStyleClass().addAll("outcome", Outcomes.style(run));
        state.setWrapText(true);
        state.setMinWidth(0);
        state.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(state, Priority.ALWAYS);
        var first = new HBox(8, state);
        first.setAlignment(Pos.CENTER_LEFT);
        actions.stream()
                .filter(action -> !action.equals(calls) && !action.id().equals(RunCommands.COPY_COMMAND))
                .forEach(action -> first.getChildren().add(button(action)));
        var callsButton = ActionButton.of(calls, bench.notices());
        callsButton.getStyleClass().add(Styles.SMALL);
        callsButton.setMinWidth(Region.USE_PREF_SIZE);
        first.getChildren().add(1, callsButton);
        traces.look(run, () -> ActionButton.refresh(callsButton, calls));
        var timeline = new TimelineBar();
        timeline.show(run.timeline());
        var facts = new Label(run.kernel() + "  \u00b7  " + run.mode()
                + (run.accelerator().isEmpty() ? "" : ", " + run.accelerator()) + "  \u00b7  "
                + Words.moment(run.started(), Instant.now()) + "  \u00b7  " + run.run());
        facts.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        facts.setMinWidth(0);
        CutText.tell(facts);
        var second = new HBox(12, timeline.node(), facts);
        second.setAlignment(Pos.CENTER_LEFT);
        var head = new VBox(6, first, second);
        head.getStyleClass().add("dive-header");
        return head;
    }

    private Button button(Action action) {
        // The one that a crash calls for has its name.
        var button = action.id().equals(RunCommands.DEBUG) && action.enabled()
                ? ActionButton.of(action, bench.notices())
                : ActionButton.iconOnly(action, bench.notices());
        button.getStyleClass().add(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Region executed() {
        var text = new TextArea(run.commands().stream().map(Words::command).collect(Collectors.joining("\n")));
        text.setId("run-command");
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(3);
        text.getStyleClass().addAll("code-text", "plain-text");
        VBox.setVgrow(text, Priority.ALWAYS);
        var title = new Label("Executed");
        title.getStyleClass().add(Styles.TEXT_BOLD);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(8, title, space);
        actions.stream()
                .filter(action -> action.id().equals(RunCommands.COPY_COMMAND))
                .map(action -> ActionButton.of(action, bench.notices()))
                .forEach(copy -> {
                    copy.getStyleClass().add(Styles.SMALL);
                    line.getChildren().add(copy);
                });
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("part-heading");
        var box = new VBox(line, text);
        box.setMinHeight(90);
        return box;
    }
}
