package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Variable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** Arguments and local variables of the frame that is looked at. */
final class LocalsPanel extends DebugPanel {
    private final ValueTree tree;
    private final Label trouble = new Label();

    LocalsPanel(Bench bench, DebugModel model) {
        super(bench, model, "debug-locals", "Locals", MaterialDesignV.VARIABLE, Place.RIGHT);
        tree = new ValueTree(
                "debug-locals-tree",
                this::open,
                (value, text) ->
                        model.ask(model.session().assign(value.variable().orElseThrow(), text)));
        trouble.setWrapText(true);
        trouble.getStyleClass().add("debug-trouble");
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        var body = new BorderPane(tree.node());
        body.setTop(trouble);
        fill(body, tree.node(), "The arguments and local variables of the function that the guest stands in.");
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        var reader = new ValueReader(session, tree.open());
        // The function's name is the root: what was opened in one is not another's.
        var function =
                Answer.to(session.frames(focus.thread(), focus.frame(), 1)).thenApply(LocalsPanel::name);
        return Answer.to(session.locals(focus.thread(), focus.frame()))
                .thenCombine(function, (answer, name) -> switch (answer) {
                    case Answer.Known<List<Variable>>(var variables) ->
                        reader.read(name, variables)
                                .thenApply(values ->
                                        showing(values, focus, values.isEmpty() ? "No variable is known here." : ""));
                    case Answer.Unknown<List<Variable>>(var why) ->
                        CompletableFuture.completedFuture(showing(List.of(), focus, why));
                })
                .thenCompose(shown -> shown);
    }

    private Runnable showing(List<Value> values, Focus focus, String why) {
        return () -> {
            trouble.setText(why);
            tree.show(values, focus.stop());
        };
    }

    private static String name(Answer<List<Frame>> frames) {
        return frames instanceof Answer.Known<List<Frame>>(var found) && !found.isEmpty()
                ? found.getFirst().function()
                : "";
    }

    private void open(TreeItem<Value> item) {
        Members.open(bench(), model(), tree, item);
    }
}
