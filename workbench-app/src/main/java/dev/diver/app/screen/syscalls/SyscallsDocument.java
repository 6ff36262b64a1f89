package dev.diver.app.screen.syscalls;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Png;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.common.WriteDialog;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.SyscallFile;
import dev.diver.core.syscall.SyscallSampler;
import dev.diver.core.syscall.SyscallTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The system calls of one run, and of those that it is compared with; live while it runs. */
public final class SyscallsDocument implements Document {
    private static final Duration LOOK_AGAIN = Duration.seconds(1);

    private static final String WAITING =
            "The program asks Linux for what the co-kernel cannot do itself. Each such call is"
                    + " counted from the moment when Linux and the co-kernel have started.";

    private final Bench bench;
    private final RunRecord run;
    private final Optional<SyscallSampler> sampler;
    private final List<ShownRun> runs = new ArrayList<>();
    private final BorderPane content = new BorderPane();
    private final CallsPane calls = new CallsPane();
    private final RunBar bar;
    private final AtomicReference<SyscallTrace> next = new AtomicReference<>();
    private final SyscallSampler.Subscription subscription;
    private final PauseTransition wait = new PauseTransition(LOOK_AGAIN);
    private boolean closed;

    private SyscallsDocument(Bench bench, RunRecord run, Optional<SyscallSampler> sampler) {
        this.bench = bench;
        this.run = run;
        this.sampler = sampler;
        bar = new RunBar(bench, () -> runs, this::compare, this::remove, this::export);
        content.setId("syscalls");
        content.getStyleClass().add("syscalls");
        content.setCenter(nothing("Nothing was counted yet", WAITING));
        wait.setOnFinished(event -> look());
        // From the sampler's thread: the newest trace waits to be shown, however busy the screen is.
        subscription = sampler.map(one -> one.onTrace(trace -> {
                    if (next.getAndSet(trace) == null) {
                        bench.tasks().onScreen(() -> live(next.getAndSet(null)));
                    }
                }))
                .orElse(() -> {});
        look();
    }

    /**
     * Opens it, or brings it to the front.
     *
     * @param sampler of a dive of this process that runs
     */
    public static void open(Bench bench, RunRecord run, Optional<SyscallSampler> sampler) {
        bench.documents()
                .find(id(run))
                .ifPresentOrElse(
                        bench.documents()::open,
                        () -> bench.documents().open(new SyscallsDocument(bench, run, sampler)));
    }

    private static String id(RunRecord run) {
        return "syscalls:" + run.run();
    }

    @Override
    public String id() {
        return id(run);
    }

    @Override
    public ObservableValue<String> title() {
        return new SimpleStringProperty("Calls of " + run.net() + ", " + Words.moment(run.started(), Instant.now()));
    }

    @Override
    public Ikon icon() {
        return MaterialDesignC.CHART_BAR;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(
                                "calls-compare",
                                "System calls",
                                "Compare with another run\u2026",
                                MaterialDesignC.COMPARE_HORIZONTAL,
                                bar::openCompare)
                        .unless(() -> runs.isEmpty()
                                ? "There is nothing to compare yet."
                                : runs.size() >= RunBar.MOST ? "No more than " + RunBar.MOST + " runs fit." : ""),
                export("Export as CSV\u2026", ExportForm.CSV),
                export("Export as JSON\u2026", ExportForm.JSON),
                export("Export as PNG\u2026", ExportForm.PNG));
    }

    private Action export(String name, ExportForm form) {
        return Action.of(
                        "calls-export-" + form.extension(),
                        "System calls",
                        name,
                        MaterialDesignF.FILE_EXPORT_OUTLINE,
                        () -> export(form))
                .unless(() -> runs.isEmpty() ? "There is nothing to export yet." : "");
    }

    @Override
    public void focus() {
        if (runs.isEmpty()) {
            content.requestFocus();
        } else {
            calls.focus();
        }
    }

    @Override
    public void closed() {
        closed = true;
        wait.stop();
        subscription.close();
    }

    /** Of a dive of this process the sampler tells all but its troubles; of another one's, the file grows. */
    private void look() {
        if (closed) {
            return;
        }
        if (sampler.isPresent()) {
            var problem = sampler.get().problem();
            if (problem.isPresent() && runs.isEmpty()) {
                content.setCenter(nothing(
                        problem.get().what(),
                        problem.get().why() + "\n" + problem.get().remedy()));
            } else if (runs.isEmpty()) {
                wait.playFromStart();
            }
            return;
        }
        bench.tasks()
                .quietly(
                        () -> SyscallFile.read(run.console().getParent()),
                        found -> {
                            found.ifPresent(this::live);
                            if (found.map(trace -> !trace.complete()).orElse(false)) {
                                wait.playFromStart();
                            } else if (found.isEmpty()) {
                                content.setCenter(nothing(
                                        "This run has no trace of system calls",
                                        "Only a co-kernel counts them: dive in the mode partitioned-vm."));
                            }
                        },
                        this::failed);
    }

    private void failed(Failure failure) {
        content.setCenter(nothing(
                failure.problem().what(),
                failure.problem().why() + "\n" + failure.problem().remedy()));
    }

    private void live(SyscallTrace trace) {
        if (closed || trace == null) {
            return;
        }
        var isFirst = runs.isEmpty();
        if (isFirst) {
            runs.add(new ShownRun(run, trace));
            var head = new BorderPane(bar.node());
            head.getStyleClass().add("calls-runs");
            content.setTop(head);
            content.setCenter(calls.node());
        } else {
            runs.set(0, new ShownRun(run, trace));
        }
        bar.refresh();
        calls.show(List.copyOf(runs));
        if (isFirst) {
            calls.focus();
        }
    }

    private void compare(RunRecord other) {
        bench.tasks()
                .quietly(
                        () -> SyscallFile.read(other.console().getParent()),
                        found -> found.ifPresent(trace -> {
                            runs.add(new ShownRun(other, trace));
                            changed();
                        }),
                        bench.notices()::problem);
    }

    private void remove(ShownRun other) {
        runs.remove(other);
        changed();
    }

    private void changed() {
        bar.refresh();
        calls.show(List.copyOf(runs));
    }

    private void export(ExportForm form) {
        var shown = List.copyOf(runs);
        Callable<byte[]> made = switch (form) {
            case CSV -> () -> Exports.csv(shown);
            case JSON -> () -> Exports.json(shown);
            case PNG -> {
                // Before the dialog lies over it.
                var picture = content.snapshot(null, null);
                yield () -> Png.of(picture);
            }
        };
        var name = run.net() + "-syscalls-" + run.run().toLowerCase(java.util.Locale.ROOT);
        new WriteDialog(
                        bench,
                        "Export as " + form.name(),
                        "Export",
                        "export",
                        name + "." + form.extension(),
                        () -> target -> AtomicFiles.write(target, made.call()))
                .show();
    }

    private static Node nothing(String title, String text) {
        return EmptyState.of(MaterialDesignC.CHART_BAR, title, text);
    }
}
