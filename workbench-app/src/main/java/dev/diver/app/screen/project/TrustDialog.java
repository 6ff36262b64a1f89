package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.problem.Problem;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Asks whether a project that came from elsewhere may run its own code here. */
final class TrustDialog {
    private TrustDialog() {}

    /** @param trusted goes on with what was asked for */
    static void ask(Bench bench, Editors editors, Project project, Problem problem, Runnable trusted) {
        var text = new Label(problem.text()
                + "\n\nIts commands run in a sandbox: no network, the system read-only, this"
                + " directory writable, time and memory limited. Trust is remembered for\n" + project.directory());
        text.setWrapText(true);
        var look = new Hyperlink("Look at its Makefile");
        look.setOnAction(event -> {
            bench.modals().hide();
            editors.open(project, project.directory().resolve("Makefile"), Spot.NONE);
        });
        var dialog = new DialogBox[1];
        dialog[0] = new DialogBox(
                bench.modals(),
                "Do you trust " + project.name() + "?",
                new VBox(10, text, look),
                "Trust and go on",
                "trust-accept",
                () -> bench.tasks()
                        .quietly(
                                () -> {
                                    bench.engine().nets().trust(project.directory());
                                    return true;
                                },
                                done -> {
                                    dialog[0].hide();
                                    trusted.run();
                                },
                                failure -> dialog[0].trouble(failure.problem().text())));
        dialog[0].cautious().show();
    }
}
