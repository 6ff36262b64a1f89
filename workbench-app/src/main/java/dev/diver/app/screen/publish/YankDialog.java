package dev.diver.app.screen.publish;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Form;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.publish.YankOrder;
import dev.diver.core.publish.Yanked;
import java.util.Arrays;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Hides a published version from search and from new nets, or shows it again. */
public final class YankDialog {
    private final Bench bench;
    private final KernelReference version;
    private final boolean undo;
    private final Runnable changed;
    private final TextField reason = Form.field("yank-reason", "such as: loses data when the disk is full");
    private final SignerFields signer = new SignerFields("yank");
    private final DialogBox dialog;

    /**
     * @param undo shows it again
     * @param changed is run when it was done
     */
    public YankDialog(Bench bench, KernelReference version, boolean undo, Runnable changed) {
        this.bench = bench;
        this.version = version;
        this.undo = undo;
        this.changed = changed;
        var form = new Form().row("Version", Form.wrapped(version.toString()));
        if (!undo) {
            form.row("Reason", reason).help("Who asks for this version is told.");
        }
        dialog = new DialogBox(
                bench.modals(),
                (undo ? "Show again " : "Yank ") + version.name(),
                new VBox(12, Form.wrapped(meaning()), signer.addTo(form).node()),
                undo ? "Show it again" : "Yank",
                "yank-confirm",
                this::start);
        if (!undo) {
            dialog.cautious();
            reason.textProperty().subscribe(text -> dialog.action().setDisable(text.isBlank()));
        }
    }

    private String meaning() {
        return undo
                ? "It is found by search again, and new nets can take it."
                : "It is found by search no more, and new nets cannot take it. Nothing is deleted: nets that are locked to"
                        + " it still get it, and it can be shown again.";
    }

    public void show() {
        bench.tasks()
                .quietly(
                        () -> SignerFields.of(bench.engine().keys()),
                        signer::offer,
                        failure -> dialog.trouble(failure.problem().text()));
        dialog.show();
        if (!undo) {
            reason.requestFocus();
        }
    }

    private void start() {
        var order = new YankOrder(version, Form.text(reason), undo, signer.key());
        var secret = signer.password();
        dialog.action().setDisable(true);
        dialog.trouble("");
        bench.tasks()
                .start(
                        (undo ? "Showing again " : "Yanking ") + version,
                        (progress, cancellation) -> {
                            try {
                                return bench.engine()
                                        .publications()
                                        .yank(order, asked -> secret.clone(), progress, cancellation);
                            } finally {
                                Arrays.fill(secret, '\0');
                            }
                        },
                        this::done,
                        this::failed);
    }

    private void done(Yanked yanked) {
        signer.clear();
        if (dialog.isShown()) {
            dialog.hide();
        }
        bench.notices().tell(yanked.ref() + (yanked.yanked() ? " is yanked." : " is shown again."));
        changed.run();
    }

    private void failed(Failure failure) {
        dialog.action().setDisable(false);
        if (!dialog.isShown()) {
            bench.notices().problem(failure);
        }
        dialog.trouble(
                failure.isCancelled() ? "It was stopped." : failure.problem().text());
    }
}
