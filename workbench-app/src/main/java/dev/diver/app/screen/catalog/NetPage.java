package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Job;
import dev.diver.core.catalog.NetDetails;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** All about one published net, as its registry has it, and a way to take it. */
final class NetPage {
    /** Whoever walks the results with the arrow keys wants the one where he stops. */
    private static final int WALK_MS = 200;

    private final Bench bench;
    private final Consumer<Path> made;
    private final Consumer<KernelReference> pick;
    private final Consumer<KernelReference> kernel;
    private final ScrollPane scroll = new ScrollPane();
    private final Action take;
    private final Action copy;
    private final Delay walked = new Delay(WALK_MS, this::ask);
    private NetDetails shown;
    private KernelReference wanted;
    private Job question;
    private int asked;

    /**
     * @param made is told of the directory of each net that was taken
     * @param pick goes to another version
     * @param kernel goes to a kernel
     */
    NetPage(Bench bench, Consumer<Path> made, Consumer<KernelReference> pick, Consumer<KernelReference> kernel) {
        this.bench = bench;
        this.made = made;
        this.pick = pick;
        this.kernel = kernel;
        take = Action.of("net-take", "Catalog", "New net from this\u2026", MaterialDesignP.PLUS, this::take)
                .unless(() -> shown != null && shown.yanked().isPresent()
                        ? "Its publisher has taken it back; choose another version."
                        : whyNot());
        copy = Action.of(
                        "net-copy-reference",
                        "Catalog",
                        "Copy the net's reference",
                        MaterialDesignC.CONTENT_COPY,
                        this::copy)
                .unless(this::whyNot);
        scroll.setId("net-page");
        scroll.setFitToWidth(true);
        scroll.setMinWidth(280);
        clear();
    }

    Region node() {
        return scroll;
    }

    List<Action> actions() {
        return List.of(take, copy);
    }

    void focus() {
        var button = scroll.getContent().lookup("#net-take");
        (button == null ? scroll : button).requestFocus();
    }

    void show(KernelReference net) {
        forget();
        wanted = net;
        if (shown == null || !shown.entry().ref().equals(net)) {
            shown = null;
            asking();
        }
        walked.again();
    }

    void clear() {
        forget();
        shown = null;
        place(EmptyState.of(
                MaterialDesignF.FOLDER_NETWORK_OUTLINE,
                "No net selected",
                "Applications that others have published, with the kernel that they run on."));
    }

    private void forget() {
        asked++;
        walked.stop();
        if (question != null) {
            question.cancellation().cancel();
            question = null;
        }
    }

    private void ask() {
        var turn = ++asked;
        question = bench.tasks()
                .startAside(
                        "Asking about " + wanted,
                        (progress, cancellation) -> bench.engine().catalog().net(wanted, cancellation),
                        found -> {
                            if (turn == asked) {
                                question = null;
                                shown = found;
                                draw();
                            }
                        },
                        failure -> {
                            if (turn == asked) {
                                question = null;
                                shown = null;
                                failed(failure);
                            }
                        });
    }

    private void asking() {
        var cancel = new Button("Cancel");
        cancel.setId("net-ask-cancel");
        cancel.setOnAction(event -> clear());
        place(EmptyState.of(
                MaterialDesignF.FOLDER_NETWORK_OUTLINE,
                wanted.toString(),
                "The registry of " + wanted.catalog() + " is being asked about it\u2026",
                cancel));
    }

    private void failed(Failure failure) {
        var again = new Button("Ask again");
        again.setId("net-ask-again");
        again.setOnAction(event -> show(wanted));
        place(EmptyState.of(
                MaterialDesignA.ALERT_CIRCLE_OUTLINE,
                wanted.toString(),
                failure.problem().text(),
                again));
    }

    private void place(Region state) {
        scroll.setFitToHeight(true);
        scroll.setContent(state);
    }

    private void draw() {
        scroll.setFitToHeight(false);
        scroll.setVvalue(0);
        scroll.setContent(new NetDrawing(bench, shown, pick, kernel).page(buttons()));
    }

    private Node buttons() {
        var taking = ActionButton.of(take, bench.notices());
        taking.getStyleClass().add(Styles.ACCENT);
        var copying = ActionButton.of(copy, bench.notices());
        copying.setText("Copy reference");
        return new FlowPane(8, 8, taking, copying);
    }

    private String whyNot() {
        return shown == null ? "Select a net first." : "";
    }

    private void take() {
        new TakeNetDialog(bench, shown.entry(), made).show();
    }

    private void copy() {
        PageParts.copy(shown.entry().ref().toString());
        bench.notices().tell("Copied " + shown.entry().ref() + ".");
    }
}
