package dev.diver.app.screen.catalog;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.NetEntry;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Takes a published net into a directory of one's own. Nobody is asked for trust: that comes with the first build. */
final class TakeNetDialog {
    private final Bench bench;
    private final NetEntry net;
    private final Consumer<Path> made;
    private final NetPlace place;
    private final DialogBox dialog;

    TakeNetDialog(Bench bench, NetEntry net, Consumer<Path> made) {
        this.bench = bench;
        this.net = net;
        this.made = made;
        place = new NetPlace("take-net", net.ref().name().replace('.', '-'));
        var form = new Form()
                .row("Net", Form.wrapped(net.ref().toString()))
                .row("Name", place.name())
                .row("In directory", place.folder())
                .wide(place.result())
                .help("Its sources come, and nothing of them runs before you have looked at them and said that you"
                        + " trust them: the first build asks.");
        dialog = new DialogBox(
                bench.modals(), "New net from " + net.ref().name(), form.node(), "Take", "take-net-start", this::take);
        place.onChange(() -> {
            dialog.action().setDisable(place.directory().isEmpty());
            dialog.trouble(place.trouble());
        });
    }

    void show() {
        dialog.show();
        place.focus();
    }

    private void take() {
        var directory = place.directory().orElseThrow();
        dialog.action().setDisable(true);
        dialog.trouble("");
        bench.tasks()
                .start(
                        "Taking " + net.ref(),
                        (progress, cancellation) ->
                                bench.engine().publications().take(net.ref(), directory, progress, cancellation),
                        taken -> {
                            if (dialog.isShown()) {
                                dialog.hide();
                            }
                            made.accept(taken);
                        },
                        failure -> {
                            dialog.action().setDisable(false);
                            dialog.trouble(failure.problem().text());
                        });
    }
}
