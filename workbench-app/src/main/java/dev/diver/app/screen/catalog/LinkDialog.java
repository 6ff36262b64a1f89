package dev.diver.app.screen.catalog;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import java.net.URI;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Shows where a link of a package's text leads, and goes there when the person says so. */
final class LinkDialog {
    private LinkDialog() {}

    static void show(Bench bench, URI target) {
        var address = Form.wrapped(target.toString(), "code-text");
        address.setId("link-target");
        var host = new Label("The host is " + target.getHost() + ".");
        new DialogBox(
                        bench.modals(),
                        "Open this address?",
                        new VBox(
                                12,
                                Form.wrapped(
                                        "It stands in the text of a package, which its publisher wrote. The browser"
                                                + " opens it."),
                                address,
                                host),
                        "Open in the browser",
                        "link-open",
                        () -> {
                            bench.modals().hide();
                            open(bench, target);
                        })
                .cautious()
                .show();
    }

    private static void open(Bench bench, URI target) {
        bench.tasks()
                .quietly(
                        () -> new ProcessBuilder("xdg-open", target.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start(),
                        process -> {},
                        failure -> bench.notices().tell("No browser was found. The address is " + target));
    }
}
