package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.common.Failure;
import dev.diver.core.problem.Problem;
import dev.diver.core.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/**
 * A plan's file as a drawing. What was drawn is never lost: what is not saved is kept as a draft all along, and what
 * another program has written is shown or asked about.
 */
final class PartitionDocument implements Document {
    private static final int DRAFT_PAUSE_MS = 700;
    private static final Duration LOOK_AGAIN = Duration.seconds(1.5);

    private final Bench bench;
    private final Drafts drafts;
    private final PlanFile file;
    private final PartitionModel model;
    private final PartitionView view;
    private final VBox questions = new VBox();
    private final BorderPane content = new BorderPane();
    private final Delay keeping = new Delay(DRAFT_PAUSE_MS, this::keepDraft);
    private final PauseTransition wait = new PauseTransition(LOOK_AGAIN);
    private final List<Action> actions;
    private PlanFile.Content base;
    /** What the disk holds that was asked about. */
    private byte[] asked = new byte[0];

    private boolean closed;

    /** What the desk does for a document. */
    interface Desk {
        /** Writes the plan into another file, and opens that beside this one. */
        void duplicate(PartitionDocument from);

        /** Opens the file as text. */
        void asText(Path file);
    }

    /** @param draft what was not saved last time */
    PartitionDocument(
            Bench bench,
            Drafts drafts,
            PlanFile file,
            PlanFile.Content read,
            Topology topology,
            Optional<String> draft,
            Desk desk) {
        this.bench = bench;
        this.drafts = drafts;
        this.file = file;
        this.base = read;
        model = new PartitionModel(
                read.plan(),
                topology,
                bench.tasks(),
                OptionalInt.of(Runtime.getRuntime().availableProcessors()));
        view = new PartitionView(model, bench.notices(), bench.modals());
        actions = List.of(
                of("save", "Save", MaterialDesignC.CONTENT_SAVE_OUTLINE, () -> save(() -> {}))
                        .on("Shortcut+S")
                        .unless(() -> model.modified().get() ? "" : "Everything is saved."),
                of("duplicate", "Duplicate layout\u2026", MaterialDesignC.CONTENT_DUPLICATE, () -> desk.duplicate(this))
                        .on("Shortcut+Shift+D"),
                of(
                                "dry-run",
                                "Dry run on a node\u2026",
                                MaterialDesignC.CLIPBOARD_LIST_OUTLINE,
                                () -> new DryRunDialog(bench, model.settled()).show())
                        .on("Shortcut+Alt+R"),
                of("as-text", "Edit as text", MaterialDesignF.FILE_CODE_OUTLINE, () -> desk.asText(file.path())));
        view.bar(actions);
        content.setTop(questions);
        content.setCenter(view.content());
        model.plan().subscribe((was, is) -> {
            if (!model.isDragging()) {
                keeping.again();
            }
        });
        draft.ifPresent(this::offer);
        wait.setOnFinished(event -> checkDisk());
        wait.playFromStart();
    }

    private static Action of(String id, String name, Ikon icon, Runnable run) {
        return Action.of("partition-" + id, "Partition", name, icon, run);
    }

    static String id(Path file) {
        return "partition:" + file;
    }

    @Override
    public String id() {
        return id(file.path());
    }

    @Override
    public ObservableValue<String> title() {
        var name = file.path().getFileName().toString();
        var folder = file.path().getParent().getFileName();
        return model.modified()
                .map(unsaved -> (folder == null ? "" : folder + ": ") + name + (unsaved ? " \u25cf" : ""));
    }

    @Override
    public Ikon icon() {
        return MaterialDesignV.VIEW_DASHBOARD_OUTLINE;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public List<Action> actions() {
        var all = new ArrayList<>(actions);
        all.addAll(view.allActions());
        return all;
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public void closed() {
        closed = true;
        wait.stop();
        keeping.stop();
        if (model.modified().get()) {
            keepDraft();
            CloseQuestion.ask(bench, file.path(), () -> save(() -> {}), this::dropDraft);
        }
    }

    Path file() {
        return file.path();
    }

    PartitionModel model() {
        return model;
    }

    PartitionView view() {
        return view;
    }

    /** What is not saved, as text; empty where everything is. */
    Optional<String> unsaved() {
        return model.modified().get()
                ? Optional.of(new String(file.text(model.settled()), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private void offer(String draft) {
        Consumer<Failure> spoilt = failure -> dropDraft();
        bench.tasks()
                .quietly(
                        () -> file.parse(draft.getBytes(StandardCharsets.UTF_8)),
                        plan -> {
                            if (!plan.equals(base.plan())) {
                                Question.ask(
                                        questions,
                                        "A layout that was not saved last time has been kept.",
                                        new Question.Answer(
                                                "Restore it",
                                                () -> model.apply(
                                                        new PartitionEdit.Replace("Restore what was kept", plan))),
                                        new Question.Answer("Throw it away", this::dropDraft));
                            }
                        },
                        spoilt);
    }

    /** Writes in the background, and goes on once it is written. */
    void save(Runnable next) {
        var plan = model.settled();
        var before = base.bytes();
        bench.tasks()
                .quietly(
                        () -> {
                            var written = file.write(plan, before);
                            drafts.drop(file.path());
                            return written;
                        },
                        written -> {
                            base = written;
                            model.saved(plan);
                            Question.none(questions);
                            next.run();
                        },
                        failure -> {
                            bench.notices().problem(failure);
                            if (failure.problem().kind() == Problem.Kind.IN_USE) {
                                asked = new byte[0];
                                checkDisk();
                            }
                        });
    }

    /** Looks whether another program has changed the file; shows that, and asks where both have. */
    private void checkDisk() {
        if (closed) {
            return;
        }
        bench.tasks()
                .quietly(
                        file::read,
                        read -> {
                            onDisk(read);
                            again();
                        },
                        // Half written, or gone: nothing to show yet, and nothing is lost here.
                        failure -> again());
    }

    private void again() {
        if (!closed) {
            wait.playFromStart();
        }
    }

    private void onDisk(PlanFile.Content read) {
        if (read.same(base.bytes()) || read.same(asked)) {
            return;
        }
        if (read.plan().equals(model.settled())) {
            base = read;
            model.saved(read.plan());
        } else if (!model.modified().get()) {
            take(read);
        } else {
            asked = read.bytes();
            Question.ask(
                    questions,
                    "Another program has changed this file.",
                    new Question.Answer("Take the file's plan", () -> take(read)),
                    new Question.Answer("Keep mine", () -> base = read));
        }
    }

    /** As one step that can be undone. */
    private void take(PlanFile.Content read) {
        base = read;
        model.apply(new PartitionEdit.Replace("Take the file's plan", read.plan()));
        model.saved(read.plan());
    }

    private void keepDraft() {
        var unsaved = unsaved();
        bench.tasks()
                .quietly(
                        () -> {
                            if (unsaved.isPresent()) {
                                drafts.keep(file.path(), unsaved.get());
                            } else {
                                drafts.drop(file.path());
                            }
                            return true;
                        },
                        kept -> {},
                        bench.notices()::problem);
    }

    private void dropDraft() {
        bench.tasks()
                .quietly(
                        () -> {
                            drafts.drop(file.path());
                            return true;
                        },
                        dropped -> {},
                        bench.notices()::problem);
    }
}
