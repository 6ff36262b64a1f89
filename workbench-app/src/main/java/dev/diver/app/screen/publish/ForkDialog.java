package dev.diver.app.screen.publish;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Notices;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.publish.Fork;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Makes a folder of a kernel in which all can be changed. */
public final class ForkDialog {
    private final Bench bench;
    private final KernelReference kernel;
    private final TextField folder = Form.field("fork-directory", "an empty folder, or one that is not there yet");
    private final DialogBox dialog;

    public ForkDialog(Bench bench, KernelReference kernel) {
        this.bench = bench;
        this.kernel = kernel;
        folder.setText(Path.of(System.getProperty("user.home"), "kernels", kernel.name())
                .toString());
        var form = new Form()
                .row("Kernel", Form.wrapped(kernel.toString()))
                .row("In directory", folder)
                .help("Its sources, configuration and scripts are put there, to be changed, built and published under"
                        + " another version. It is pulled where that is needed.");
        dialog = new DialogBox(
                bench.modals(), "Fork " + kernel.name(), new VBox(form.node()), "Fork", "fork-start", this::start);
        folder.textProperty()
                .subscribe(text -> dialog.action().setDisable(directory().isEmpty()));
    }

    public void show() {
        dialog.show();
        folder.requestFocus();
    }

    private Optional<Path> directory() {
        try {
            return Optional.of(Path.of(Form.text(folder))).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void start() {
        var directory = directory().orElseThrow();
        dialog.busy();
        dialog.trouble("");
        bench.tasks()
                .start(
                        "Forking " + kernel,
                        (progress, cancellation) ->
                                bench.engine().publications().fork(kernel, directory, progress, cancellation),
                        this::made,
                        dialog::failed);
    }

    private void made(Fork fork) {
        if (dialog.isShown()) {
            dialog.hide();
        }
        bench.notices()
                .tell(
                        fork.kernel() + " is in " + fork.directory() + ". Change it, then publish it.",
                        new Notices.Remedy("Publish\u2026", () -> new PublishDialog(bench, fork.directory()).show()));
    }
}
