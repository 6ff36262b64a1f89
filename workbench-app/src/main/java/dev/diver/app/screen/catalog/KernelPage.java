package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Job;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Role;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** All about one kernel, and what can be done with it. */
final class KernelPage {
    private final Bench bench;
    private final Consumer<Path> made;
    private final Consumer<KernelReference> pick;
    private final Runnable changed;
    private final ScrollPane scroll = new ScrollPane();
    private final Action pull;
    private final Action newNet;
    private final Action copy;
    private final Action remove;
    private final Action compare;
    private Shown shown;
    private Job pulling;
    private int asked;

    private static final int MOST_VERSIONS = 100;

    private record Shown(CatalogEntry entry, KernelManifest manifest, List<CatalogEntry> versions) {}

    /**
     * @param made is told of each new net's directory
     * @param pick goes to another version
     * @param changed is run when a kernel was pulled or removed
     */
    KernelPage(Bench bench, Consumer<Path> made, Consumer<KernelReference> pick, Runnable changed) {
        this.bench = bench;
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
        scroll.setId("kernel-page");
        scroll.setFitToWidth(true);
        scroll.setMinWidth(280);
        empty();
    }

    Region node() {
        return scroll;
    }

    List<Action> actions() {
        return List.of(pull, newNet, compare, copy, remove);
    }

    void focus() {
        var button = scroll.getContent().lookup("#kernel-new-net");
        (button == null ? scroll : button).requestFocus();
    }

    void show(KernelReference reference) {
        var turn = ++asked;
        var catalog = bench.engine().catalog();
        bench.tasks()
                .quietly(
                        () -> new Shown(
                                catalog.entry(reference), catalog.show(reference), versions(catalog, reference)),
                        found -> {
                            if (turn == asked) {
                                shown = found;
                                draw();
                            }
                        },
                        failure -> {
                            if (turn == asked) {
                                bench.notices().problem(failure);
                            }
                        });
    }

    /** Nothing is selected: a page of what was before would belong to nothing. */
    void clear() {
        asked++;
        shown = null;
        empty();
    }

    /** All that have its name, the version and configuration that is shown among them. */
    private static List<CatalogEntry> versions(Catalog catalog, KernelReference reference) {
        var query = new CatalogQuery(reference.name(), List.of(), List.of(), Optional.empty(), false, MOST_VERSIONS);
        return catalog.search(query).entries().stream()
                .filter(entry -> entry.ref().name().equals(reference.name()))
                .sorted(Comparator.comparing(entry -> entry.ref().tag()))
                .toList();
    }

    private String whyNot(String otherwise) {
        return shown == null ? "Select a kernel first." : otherwise;
    }

    private void empty() {
        scroll.setFitToHeight(true);
        scroll.setContent(EmptyState.of(
                MaterialDesignA.ANCHOR,
                "No kernel selected",
                "Type what you need into the search field, and walk the results with the arrow keys."));
    }

    private void draw() {
        var drawing = new KernelDrawing(shown.entry(), shown.manifest(), shown.versions(), pick, bench.notices());
        scroll.setFitToHeight(false);
        scroll.setVvalue(0);
        scroll.setContent(drawing.page(buttons()));
    }

    private Node buttons() {
        var create = ActionButton.of(newNet, bench.notices());
        create.getStyleClass().add(Styles.ACCENT);
        var line = new FlowPane(8, 8, create);
        if (pulling != null) {
            line.getChildren().add(progress(pulling));
        } else {
            line.getChildren().add(ActionButton.of(shown.entry().pulled() ? remove : pull, bench.notices()));
        }
        line.getChildren().add(ActionButton.of(compare, bench.notices()));
        line.getChildren().add(ActionButton.of(copy, bench.notices()));
        return line;
    }

    private static Node progress(Job job) {
        var bar = new ProgressBar();
        bar.progressProperty().bind(job.fraction());
        bar.setPrefWidth(140);
        var cancel = new Button("Cancel");
        cancel.setId("kernel-pull-cancel");
        cancel.setOnAction(event -> job.cancellation().cancel());
        var label = new Label("Pulling");
        var line = new HBox(8, label, bar, cancel);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return line;
    }

    private void pull() {
        var reference = shown.entry().ref();
        if (pulling != null) {
            bench.notices().tell("One kernel is being pulled already.");
            return;
        }
        pulling = bench.tasks()
                .start(
                        "Pulling " + reference,
                        (progress, cancellation) -> bench.engine().catalog().pull(reference, progress, cancellation),
                        pulled -> {
                            pulling = null;
                            bench.notices().tell(reference + " is in the local store now.");
                            redraw(reference);
                        },
                        failure -> {
                            pulling = null;
                            bench.notices().problem(failure);
                            redraw(reference);
                        });
        draw();
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
        new NewNetDialog(bench, shown.manifest(), directory -> {
                    changed.run();
                    made.accept(directory);
                })
                .show();
    }

    private void compare() {
        new CompareDialog(bench, shown.manifest(), pick).show();
    }

    private void copy() {
        KernelDrawing.copy(shown.entry().ref().toString());
        bench.notices().tell("Copied " + shown.entry().ref() + ".");
    }
}
