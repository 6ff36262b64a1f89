package dev.diver.app.screen.node;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.FindingsGrid;
import dev.diver.app.screen.node.Checked.HostKey;
import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Tells what of a node works, and leads from a host key that is not known to one that is. */
final class CheckDialog {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;

    private final Bench bench;
    private final NodeStates states;

    CheckDialog(Bench bench, NodeStates states) {
        this.bench = bench;
        this.states = states;
    }

    /** Asks the node, and shows what came of it. */
    void check(Node node) {
        states.check(node, this::show);
    }

    private void show(Checked checked) {
        var content = new VBox(16, FindingsGrid.of(checked.findings()));
        hostKey(checked).ifPresent(content.getChildren()::add);
        var node = checked.node();
        new DialogBox(
                        bench.modals(),
                        "What works on " + node.name(),
                        DialogBox.scrolled(content, HEIGHT),
                        "Check again",
                        "node-check-again",
                        () -> {
                            bench.modals().hide();
                            check(node);
                        })
                .onlyShowing()
                .wide(WIDTH)
                .show();
    }

    private Optional<javafx.scene.Node> hostKey(Checked checked) {
        return switch (checked.hostKey()) {
            case HostKey.Fine() -> Optional.empty();
            case HostKey.Unknown(var shown) ->
                Optional.of(button("node-trust-key", "Trust this key\u2026", () -> trust(checked.node(), shown)));
            case HostKey.Changed changed ->
                Optional.of(button("node-forget-key", "Forget the old key\u2026", () -> forget(checked.node())));
        };
    }

    private static Button button(String id, String name, Runnable run) {
        var button = new Button(name);
        button.setId(id);
        button.setOnAction(event -> run.run());
        return button;
    }

    private void trust(Node node, String shown) {
        var fingerprint = new TextField(shown);
        fingerprint.setId("node-fingerprint");
        fingerprint.setEditable(false);
        var command = new TextField("ssh-keyscan localhost | ssh-keygen -lf -");
        command.setEditable(false);
        var content = new VBox(
                10,
                FindingsGrid.wrapped(node.name() + " shows a host key with this fingerprint:"),
                fingerprint,
                FindingsGrid.wrapped(
                        "Compare it with what the machine itself says, on its own console, where nobody sits in between:"),
                command,
                FindingsGrid.wrapped("If one of the lines there has this fingerprint, it is " + node.name()
                        + ". If none has, somebody else answers for it."));
        new DialogBox(
                        bench.modals(),
                        "Trust the host key of " + node.name(),
                        content,
                        "It is the same: trust it",
                        "node-trust",
                        () -> then(node, () -> {
                            bench.engine().nodes().hostKeys().accept(node, shown, new Cancellation());
                            return true;
                        }))
                .cautious()
                .show();
    }

    /** By its name: what follows is that whoever answers now can be trusted. */
    private void forget(Node node) {
        NameDialog.ask(
                bench,
                node,
                "Forget the host key of " + node.name(),
                "It shows another key than before: it was installed anew, or somebody else answers for it. Find out which"
                        + " first; after this its present key can be trusted.",
                () -> then(node, () -> bench.engine().nodes().hostKeys().forget(node)));
    }

    private void then(Node node, Callable<?> work) {
        bench.modals().hide();
        bench.tasks().quietly(work, done -> check(node), bench.notices()::problem);
    }
}
