package dev.diver.app.screen.runs;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Notices.Remedy;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.syscalls.TraceLook;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.ConsoleTimesFile;
import dev.diver.core.run.ConsoleLog;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** What can be done with a run. */
final class RunCommands {
    private static final Duration UNDO_TIME = Duration.seconds(8);
    static final String COPY_COMMAND = "run-copy-command";
    static final String DEBUG = "run-debug";
    private static final List<String> ON_ITS_PAGE = List.of(COPY_COMMAND, DEBUG, "run-copy", "run-folder");

    private final Bench bench;
    private final RunsModel model;
    private final TraceLook traces;
    private final DebugDesk debug;
    private final Function<Console, ? extends Region> consoleViews;

    RunCommands(
            Bench bench,
            RunsModel model,
            TraceLook traces,
            Function<Console, ? extends Region> consoleViews,
            DebugDesk debug) {
        this.debug = debug;
        this.bench = bench;
        this.model = model;
        this.traces = traces;
        this.consoleViews = consoleViews;
    }

    List<Action> actions(Supplier<Optional<RunRecord>> selected) {
        Supplier<String> none = () -> selected.get().isEmpty() ? "Select a run first." : "";
        return List.of(
                Action.of(
                                "run-open",
                                "Runs",
                                "Open",
                                MaterialDesignF.FILE_EYE_OUTLINE,
                                () -> selected.get().ifPresent(this::open))
                        .unless(none),
                Action.of(
                                COPY_COMMAND,
                                "Runs",
                                "Copy command",
                                MaterialDesignC.CONSOLE_LINE,
                                () -> selected.get().ifPresent(this::copyCommand))
                        .unless(() -> selected.get()
                                .map(run -> run.commands().isEmpty() ? "Nothing was executed." : "")
                                .orElse(none.get())),
                Action.of(
                                "run-syscalls",
                                "Runs",
                                "System calls",
                                MaterialDesignC.CHART_BAR,
                                () -> selected.get().ifPresent(traces::open))
                        .on("Shortcut+Shift+Y")
                        .unless(() -> selected.get().map(traces::whyNot).orElse(none.get())),
                Action.of(
                                DEBUG,
                                "Runs",
                                "Open in debugger",
                                MaterialDesignB.BUG_OUTLINE,
                                () -> selected.get().ifPresent(debug::open))
                        .unless(() -> selected.get().map(debug::whyNot).orElse(none.get())),
                Action.of(
                                "run-copy",
                                "Runs",
                                "Copy id",
                                MaterialDesignC.CONTENT_COPY,
                                () -> selected.get().ifPresent(this::copy))
                        .unless(none),
                Action.of(
                                "run-folder",
                                "Runs",
                                "Show folder",
                                MaterialDesignF.FOLDER_OPEN_OUTLINE,
                                () -> selected.get().ifPresent(this::reveal))
                        .unless(none),
                Action.of(
                                "run-stop",
                                "Runs",
                                "Stop",
                                MaterialDesignS.STOP,
                                () -> selected.get().ifPresent(this::stop))
                        .unless(() -> selected.get()
                                .map(run -> run.state() == RunState.ENDED ? "It has ended." : "")
                                .orElse(none.get())),
                Action.of(
                                "run-delete",
                                "Runs",
                                "Delete",
                                MaterialDesignT.TRASH_CAN_OUTLINE,
                                () -> selected.get().ifPresent(this::delete))
                        .on("Shortcut+Shift+D")
                        .unless(() -> selected.get()
                                .map(run -> run.state() != RunState.ENDED ? "It still runs." : "")
                                .orElse(none.get())),
                Action.of("runs-refresh", "Runs", "Refresh", MaterialDesignR.REFRESH, model::refresh));
    }

    void open(RunRecord run) {
        var ofIt = actions(() -> Optional.of(run)).stream()
                .filter(action -> ON_ITS_PAGE.contains(action.id()))
                .toList();
        bench.tasks()
                .quietly(
                        () -> ConsoleLog.of(run).stream()
                                .map(log -> new KeptConsole(log.name(), log.file(), ConsoleTimesFile.read(log.file())))
                                .toList(),
                        logs -> bench.documents().open(new RunDocument(bench, run, traces, logs, consoleViews, ofIt)),
                        bench.notices()::problem);
    }

    private void copy(RunRecord run) {
        copy(run.run());
        bench.notices().tell("Copied " + run.run() + ".");
    }

    private void copyCommand(RunRecord run) {
        copy(run.commands().stream().map(Words::command).collect(Collectors.joining("\n")));
        bench.notices().tell("Copied what was executed.");
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void reveal(RunRecord run) {
        bench.tasks()
                .quietly(
                        () -> new ProcessBuilder(
                                        "xdg-open", run.console().getParent().toString())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start(),
                        process -> {},
                        failure -> bench.notices()
                                .tell("No file manager was found. The run's folder is "
                                        + run.console().getParent()));
    }

    private void stop(RunRecord run) {
        bench.tasks()
                .quietly(
                        () -> {
                            bench.engine().runs().stop(run, false);
                            return run;
                        },
                        stopped -> model.refresh(),
                        bench.notices()::problem);
    }

    /** Gone from the list at once, from the disk once the time to undo is over. */
    private void delete(RunRecord run) {
        model.hide(run);
        var timer = new PauseTransition(UNDO_TIME);
        timer.setOnFinished(event -> forGood(run));
        timer.play();
        bench.notices().tell("The run of " + run.net() + " is deleted.", new Remedy("Undo", () -> {
            timer.stop();
            model.bringBack(run);
        }));
    }

    private void forGood(RunRecord run) {
        bench.tasks()
                .quietly(
                        () -> {
                            bench.engine().runs().delete(run.run());
                            return run;
                        },
                        deleted -> {},
                        failure -> {
                            bench.notices().problem(failure);
                            model.bringBack(run);
                        });
    }
}
