package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Question;
import dev.diver.app.screen.download.Download;
import dev.diver.app.screen.download.DownloadLine;
import dev.diver.app.screen.download.DownloadsModel;
import dev.diver.app.screen.publish.ForkDialog;
import dev.diver.app.screen.publish.YankDialog;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Role;
import dev.diver.core.problem.DiverException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** All about one kernel, and what can be done with it. */
final class KernelPage {
    private final Bench bench;
    private final Consumer<Path> made;
    private final Consumer<KernelReference> pick;
    private final Runnable changed;
    private final DownloadsModel downloads;
    private final Question question;
    private final ScrollPane scroll = new ScrollPane();
    private final Action pull;
    private final Action newNet;
    private final Action copy;
    private final Action remove;
    private final Action compare;
    private final Action fork;
    private final Action yank;
    private final Action unyank;
    private Shown shown;
    private KernelReference wanted;
    private KernelReference drawn;
    private final Delay walked = new Delay(WALK_MS, this::ask);
    private Map<KernelReference, Download.State> followed = Map.of();

    /** Whoever walks the results with the arrow keys wants the one where he stops. */
    private static final int WALK_MS = 200;

    /** @param publishes whether this person has a key to sign with */
    private record Shown(KernelDetails details, List<Path> nets, boolean publishes) {
        CatalogEntry entry() {
            return details.entry();
        }

        KernelManifest manifest() {
            return details.manifest();
        }
    }

    /**
     * @param made is told of each new net's directory
     * @param pick goes to another version
     * @param changed is run when a kernel was pulled or removed
     * @param downloads brings kernels
     */
    KernelPage(
            Bench bench,
            Consumer<Path> made,
            Consumer<KernelReference> pick,
            Runnable changed,
            DownloadsModel downloads) {
        this.downloads = downloads;
        this.bench = bench;
        question = new Question(bench.tasks());
        this.made = made;
        this.pick = pick;
        this.changed = changed;
        pull = Action.of("kernel-pull", "Catalog", "Pull", MaterialDesignD.DOWNLOAD, this::pull)
                .on("Shortcut+Shift+L")
                .unless(() ->
                        whyNot(shown != null && shown.entry().pulled() ? "It is in the local store already." : ""));
        newNet = Action.of("kernel-new-net", "Catalog", "New net\u2026", MaterialDesignP.PLUS, this::newNet)
                .on("Shortcut+N")
                .unless(() -> whyNot(
                        shown != null
                                        && shown.manifest().app().model() == AppModel.NONE
                                        && shown.manifest().artifact(Role.IMAGE).isEmpty()
                                ? "This kernel has no image."
                                : ""));
        copy = Action.of("kernel-copy-reference", "Catalog", "Copy reference", MaterialDesignC.CONTENT_COPY, this::copy)
                .unless(() -> whyNot(""));
        remove = Action.of(
                        "kernel-remove",
                        "Catalog",
                        "Remove from the store",
                        MaterialDesignT.TRASH_CAN_OUTLINE,
                        this::remove)
                .unless(() -> whyNot(shown != null && !shown.entry().pulled() ? "It is not in the local store." : ""));
        compare = Action.of("kernel-compare", "Catalog", "Compare\u2026", MaterialDesignC.COMPARE, this::compare)
                .unless(() -> whyNot(""));
        fork = Action.of(
                        "kernel-fork",
                        "Catalog",
                        "Fork\u2026",
                        MaterialDesignS.SOURCE_FORK,
                        () -> new ForkDialog(bench, shown.entry().ref()).show())
                .unless(() -> whyNot(""));
        yank = Action.of("kernel-yank", "Catalog", "Yank\u2026", MaterialDesignE.EYE_OFF_OUTLINE, () -> yank(false))
                .unless(() -> whyNotYank(false));
        unyank = Action.of(
                        "kernel-unyank",
                        "Catalog",
                        "Undo the yank\u2026",
                        MaterialDesignE.EYE_OUTLINE,
                        () -> yank(true))
                .unless(() -> whyNotYank(true));
        scroll.setId("kernel-page");
        scroll.setFitToWidth(true);
        scroll.setMinWidth(280);
        downloads.all().addListener((ListChangeListener<Download>) change -> follow());
        empty();
    }

    Region node() {
        return scroll;
    }

    List<Action> actions() {
        return List.of(pull, newNet, fork, compare, copy, remove, yank, unyank);
    }

    void focus() {
        var button = scroll.getContent().lookup("#kernel-new-net");
        (button == null ? scroll : button).requestFocus();
    }

    /** Kernels of a registry are asked for over the network, which takes its time. */
    void show(KernelReference reference) {
        forget();
        wanted = reference;
        if (reference.catalog().isEmpty()) {
            ask();
        } else {
            if (shown == null || !shown.entry().ref().equals(reference)) {
                shown = null;
                asking(reference);
            }
            walked.again();
        }
    }

    /** The kernel that is shown or asked about; null for none. */
    KernelReference reference() {
        return wanted;
    }

    private void forget() {
        walked.stop();
        question.forget();
    }

    private void ask() {
        var reference = wanted;
        question.ask(
                "Asking about " + reference,
                (progress, cancellation) -> {
                    var details = bench.engine().catalog().details(reference, cancellation);
                    var entry = details.entry();
                    return new Shown(
                            details, bench.engine().nets().dependingOn(entry.ref(), entry.digest()), canSign());
                },
                found -> {
                    shown = found;
                    draw();
                },
                failure -> {
                    shown = null;
                    failed(reference, failure);
                });
    }

    private boolean canSign() {
        try {
            return bench.engine().keys().list().stream()
                    .anyMatch(key -> key.secret() != KnownKey.Secret.NONE
                            && key.revoked().isEmpty());
        } catch (DiverException unreadable) {
            // The view of the keys tells it; this page is about something else.
            return false;
        }
    }

    private void asking(KernelReference reference) {
        var cancel = new Button("Cancel");
        cancel.setId("kernel-ask-cancel");
        cancel.setOnAction(event -> {
            forget();
            empty();
        });
        place(EmptyState.of(
                MaterialDesignA.ANCHOR,
                reference.toString(),
                "The registry of " + reference.catalog() + " is being asked about it\u2026",
                cancel));
    }

    private void failed(KernelReference reference, Failure failure) {
        var again = new Button("Ask again");
        again.setId("kernel-ask-again");
        again.setOnAction(event -> show(reference));
        place(EmptyState.of(
                MaterialDesignA.ALERT_CIRCLE_OUTLINE,
                reference.toString(),
                failure.problem().text(),
                again));
    }

    /** Nothing is selected: a page of what was before would belong to nothing. */
    void clear() {
        forget();
        shown = null;
        wanted = null;
        empty();
    }

    private String whyNotYank(boolean undo) {
        if (shown == null) {
            return whyNot("");
        }
        return shown.entry().ref().catalog().isEmpty()
                ? "It is of the catalog on this machine, which nobody publishes to."
                : shown.details().yanked().isPresent() == undo ? "" : undo ? "It is not yanked." : "It is yanked.";
    }

    private String whyNot(String otherwise) {
        return shown == null ? "Select a kernel first." : otherwise;
    }

    private void empty() {
        place(EmptyState.of(
                MaterialDesignA.ANCHOR,
                "No kernel selected",
                "Type what you need into the search field, and walk the results with the arrow keys."));
    }

    private void place(Region state) {
        scroll.setFitToHeight(true);
        scroll.setContent(state);
    }

    private void draw() {
        var drawing = new KernelDrawing(bench, shown.details(), shown.nets(), pick, made);
        scroll.setFitToHeight(false);
        if (!shown.entry().ref().equals(drawn)) {
            scroll.setVvalue(0);
        }
        drawn = shown.entry().ref();
        scroll.setContent(drawing.page(buttons()));
    }

    private Node buttons() {
        var create = ActionButton.of(newNet, bench.notices());
        create.getStyleClass().add(Styles.ACCENT);
        var line = new FlowPane(8, 8, create);
        line.getChildren()
                .add(
                        shown.entry().pulled()
                                ? ActionButton.of(remove, bench.notices())
                                : downloads
                                        .find(shown.entry().ref())
                                        .filter(download ->
                                                !download.state().get().isOver())
                                        .map(download -> DownloadLine.of(download, downloads))
                                        .orElseGet(() -> ActionButton.of(pull, bench.notices())));
        line.getChildren().add(ActionButton.of(fork, bench.notices()));
        line.getChildren().add(ActionButton.of(compare, bench.notices()));
        line.getChildren().add(ActionButton.of(copy, bench.notices()));
        if (shown.publishes() && !shown.entry().ref().catalog().isEmpty()) {
            line.getChildren()
                    .add(ActionButton.of(shown.details().yanked().isPresent() ? unyank : yank, bench.notices()));
        }
        return line;
    }

    private void pull() {
        downloads.add(shown.entry().ref());
    }

    /** A download has begun, goes on or is over: of the kernel that is shown or of another one. */
    private void follow() {
        var now = new HashMap<KernelReference, Download.State>();
        downloads
                .all()
                .forEach(download ->
                        now.put(download.reference(), download.state().get()));
        if (now.equals(followed)) {
            return;
        }
        var fresh = now.entrySet().stream()
                .filter(one -> one.getValue().isOver() && followed.get(one.getKey()) != one.getValue())
                .map(Map.Entry::getKey)
                .toList();
        followed = Map.copyOf(now);
        fresh.forEach(this::redraw);
        if (fresh.isEmpty() && shown != null) {
            draw();
        }
    }

    private void remove() {
        var reference = shown.entry().ref();
        bench.tasks()
                .quietly(
                        () -> {
                            bench.engine().catalog().remove(reference);
                            return reference;
                        },
                        removed -> {
                            bench.notices().tell(removed + " was removed from the store; it can be pulled again.");
                            redraw(removed);
                        },
                        bench.notices()::problem);
    }

    private void redraw(KernelReference reference) {
        changed.run();
        if (shown != null && shown.entry().ref().equals(reference)) {
            show(reference);
        }
    }

    private void newNet() {
        new NewNetDialog(bench, shown.entry().ref(), shown.manifest(), directory -> {
                    changed.run();
                    made.accept(directory);
                })
                .show();
    }

    private void yank(boolean undo) {
        var reference = shown.entry().ref();
        new YankDialog(bench, reference, undo, () -> redraw(reference)).show();
    }

    private void compare() {
        new CompareDialog(bench, shown.details(), pick).show();
    }

    private void copy() {
        PageParts.copy(shown.entry().ref().toString());
        bench.notices().tell("Copied " + shown.entry().ref() + ".");
    }
}
