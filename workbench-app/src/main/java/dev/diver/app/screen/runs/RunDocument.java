package dev.diver.app.screen.runs;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.dive.Outcomes;
import dev.diver.app.screen.dive.TimelineBar;
import dev.diver.app.screen.syscalls.TraceLook;
import dev.diver.core.run.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** A run that was: how it went, what was executed, what it said. */
final class RunDocument implements Document {
    /** What a person reads of a log; all of it is in the file. */
    private static final int MOST_BYTES = 1 << 20;

    private final RunRecord run;
    private final VBox content = new VBox(10);
    private final TextArea log = new TextArea();
    private final List<Action> actions;

    RunDocument(Bench bench, RunRecord run) {
        this.run = run;
        var traces = new TraceLook(bench);
        var calls = Action.of(
                        "run-page-syscalls", "Runs", "System calls", MaterialDesignC.CHART_BAR, () -> traces.open(run))
                .on("Shortcut+Shift+Y")
                .unless(() -> traces.whyNot(run));
        actions = List.of(calls);
        var callsButton = ActionButton.of(calls, bench.notices());
        callsButton.getStyleClass().add(Styles.SMALL);
        callsButton.setMinWidth(Label.USE_PREF_SIZE);
        traces.look(run, () -> ActionButton.refresh(callsButton, calls));
        var state = new Label(run.net() + " " + Outcomes.sentence(run), Icons.of(Outcomes.icon(run), 18));
        state.getStyleClass().addAll(Styles.TITLE_4, "outcome", Outcomes.style(run));
        state.setWrapText(true);
        state.setMinHeight(Label.USE_PREF_SIZE);
        var facts = wrapped(run.run() + "  \u00b7  " + run.kernel() + "  \u00b7  " + run.mode() + ", "
                + run.accelerator() + "  \u00b7  " + Words.moment(run.started(), Instant.now()));
        facts.getStyleClass().add(Styles.TEXT_MUTED);
        var timeline = new TimelineBar();
        timeline.show(run.timeline());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var steps = new HBox(8, timeline.node(), space, callsButton);
        steps.setAlignment(Pos.CENTER_LEFT);
        log.setId("run-log");
        log.setEditable(false);
        log.getStyleClass().add("code-text");
        log.setText("\u2026");
        VBox.setVgrow(log, Priority.ALWAYS);
        content.getChildren().addAll(state, facts, steps, heading("Console"), log, heading("Executed"), commands());
        content.getStyleClass().add("page");
        bench.tasks()
                .quietly(
                        () -> read(run.console()),
                        log::setText,
                        failure -> log.setText("The console log is not there (any more)."));
    }

    @Override
    public String id() {
        return "run:" + run.run();
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty("Run of " + run.net());
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
        return actions;
    }

    @Override
    public void focus() {
        log.requestFocus();
    }

    private Node commands() {
        var text = new TextArea(
                run.commands().stream().map(words -> String.join(" ", words)).collect(Collectors.joining("\n")));
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(3);
        text.setMinHeight(60);
        text.getStyleClass().add("code-text");
        return text;
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private static Label heading(String text) {
        var label = new Label(text);
        label.getStyleClass().add(Styles.TEXT_BOLD);
        return label;
    }

    /** The last part of a log, without what a terminal would have obeyed. */
    static String read(Path file) throws java.io.IOException {
        try (var channel = Files.newByteChannel(file)) {
            var size = channel.size();
            channel.position(Math.max(0, size - MOST_BYTES));
            var bytes = java.nio.ByteBuffer.allocate((int) Math.min(size, MOST_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // reads on
            }
            var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            return (size > MOST_BYTES ? "(the last mebibyte of " + size + " bytes)\n" : "") + plain(text);
        }
    }

    static String plain(String text) {
        return text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[()][A-Za-z0-9]|\r", "")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\ufffd");
    }
}
