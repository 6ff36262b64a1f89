package dev.diver.app.screen.dive;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.console.ConsoleFrame;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.syscalls.SyscallsDocument;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** One dive: how it is, and its consoles. */
final class DiveDocument implements Document {
    private static final Set<String> ICONS = Set.of("dive-copy-command", "dive-plan", "dive-debug");

    /** Pixels; in less, the names of its buttons would leave its state no place. */
    private static final double NAMED_FROM = 640;

    private final ActiveDive dive;
    private final Bench bench;
    private final StringProperty title = new SimpleStringProperty();
    private final BorderPane content = new BorderPane();
    private final Label state = new Label();
    private final Label facts = new Label();
    private final TimelineBar timeline = new TimelineBar();
    private final List<Action> actions;
    private final List<Button> buttons = new ArrayList<>();
    private final ConsolesPane consoles;
    private final Console.Subscription subscription;
    private final String name;

    DiveDocument(
            Bench bench,
            ActiveDive dive,
            int number,
            Function<Console, ? extends Region> consoleViews,
            Runnable again,
            DebugDesk debug) {
        this.bench = bench;
        this.dive = dive;
        name = Words.shortened(dive.record().net(), 16) + " #" + number;
        actions = List.of(
                Action.of("dive-stop", "Dive", "Stop", MaterialDesignS.STOP, () -> later(dive::stop))
                        .on("Shortcut+F2")
                        .unless(this::ended),
                Action.of("dive-kill", "Dive", "Kill", MaterialDesignS.SKULL_OUTLINE, () -> later(dive::kill))
                        .unless(this::ended),
                Action.of(
                                "dive-debug",
                                "Dive",
                                "Attach debugger",
                                MaterialDesignB.BUG_OUTLINE,
                                () -> debug.attach(dive, false))
                        .unless(() ->
                                ended().isEmpty() ? debug.whyNot(dive.record().directory()) : ended()),
                Action.of("dive-again", "Dive", "Dive again", MaterialDesignR.REPLAY, again)
                        .on("Shortcut+R"),
                Action.of(
                                "dive-syscalls",
                                "Dive",
                                "System calls",
                                MaterialDesignC.CHART_BAR,
                                () -> SyscallsDocument.open(bench, dive.record(), dive.syscalls()))
                        .on("Shortcut+Shift+Y")
                        .unless(() -> dive.syscalls().isPresent()
                                ? ""
                                : "A co-kernel counts system calls, and there is none in the mode "
                                        + dive.plan().mode() + "."),
                Action.of("dive-copy-command", "Dive", "Copy command", MaterialDesignC.CONTENT_COPY, this::copyCommand),
                Action.of(
                        "dive-plan",
                        "Dive",
                        "Show its plan",
                        MaterialDesignC.CONSOLE_LINE,
                        () -> PlanDialog.show(bench, dive.plan())));
        content.getStyleClass().add("dive");
        content.setTop(header());
        consoles = new ConsolesPane("console", dive.consoles(), console -> named(consoleViews.apply(console), console));
        content.setCenter(consoles.node());
        // What it is when it is shown: threads that tell of changes may come in another order than the changes.
        subscription = dive.onChange(changed -> bench.tasks().onScreen(() -> show(changed.record())));
    }

    /** Several dives have consoles of the same name. */
    private Region named(Region view, Console console) {
        if (view instanceof ConsoleFrame frame) {
            frame.setName(name + " " + console.name());
        }
        return view;
    }

    @Override
    public String id() {
        return id(dive);
    }

    static String id(ActiveDive dive) {
        return "dive:" + dive.runId();
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    @Override
    public Ikon icon() {
        return MaterialDesignC.CONSOLE;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public List<Action> actions() {
        return Stream.concat(actions.stream(), consoles.actions().stream()).toList();
    }

    @Override
    public void focus() {
        consoles.focus();
    }

    /**
     * Control with a letter is the guest's while it runs and is typed into: a shell's Ctrl+R or Ctrl+W must not dive again
     * or close the tab.
     */
    @Override
    public boolean takes(KeyEvent key) {
        return ConsoleFrame.isGuests(key) && dive.state() != RunState.ENDED && consoles.isFocused();
    }

    @Override
    public void closed() {
        subscription.close();
        consoles.close(bench.notices());
    }

    private Region header() {
        state.setId("dive-state");
        state.getStyleClass().add("outcome");
        state.setMinWidth(0);
        CutText.tell(state);
        facts.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        facts.setMinWidth(0);
        CutText.tell(facts);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(8, state, space);
        line.setAlignment(Pos.CENTER_LEFT);
        for (var action : actions) {
            // These are wanted seldom: their names are in the tooltips.
            var button = ICONS.contains(action.id())
                    ? ActionButton.iconOnly(action, bench.notices())
                    : ActionButton.of(action, bench.notices());
            button.getStyleClass().add(Styles.SMALL);
            button.setMinWidth(Region.USE_PREF_SIZE);
            buttons.add(button);
            line.getChildren().add(button);
        }
        line.widthProperty()
                .subscribe(width -> buttons.forEach(button -> button.setContentDisplay(
                        width.doubleValue() < NAMED_FROM ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT)));
        var second = new HBox(12, timeline.node(), facts);
        second.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(6, line, second);
        box.getStyleClass().add("dive-header");
        return box;
    }

    private void show(RunRecord record) {
        title.set(name + (record.state() == RunState.ENDED ? " (" + Outcomes.word(record) + ")" : ""));
        state.setText(Outcomes.sentence(record));
        state.setGraphic(Icons.of(Outcomes.icon(record)));
        state.getStyleClass().removeIf(style -> style.startsWith("outcome-"));
        state.getStyleClass().add(Outcomes.style(record));
        var words = new ArrayList<String>();
        words.add(record.kernel());
        words.add(record.mode()
                + (record.accelerator().isEmpty()
                        ? ""
                        : ", " + record.accelerator().toUpperCase(java.util.Locale.ROOT)));
        words.addAll(dive.plan().headline());
        facts.setText(String.join("  \u00b7  ", words));
        timeline.show(record.timeline());
        for (var i = 0; i < buttons.size(); i++) {
            ActionButton.refresh(buttons.get(i), actions.get(i));
        }
    }

    /** What was executed, as a shell takes it. */
    private void copyCommand() {
        var content = new ClipboardContent();
        content.putString(dive.plan().commands().stream().map(Words::command).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
        bench.notices().tell("Copied what was executed.");
    }

    private String ended() {
        return dive.state() == RunState.ENDED ? "It has ended." : "";
    }

    private void later(Runnable action) {
        bench.tasks()
                .quietly(
                        () -> {
                            action.run();
                            return true;
                        },
                        done -> {},
                        bench.notices()::problem);
    }
}
