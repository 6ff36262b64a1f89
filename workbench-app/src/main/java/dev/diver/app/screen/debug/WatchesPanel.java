package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** Expressions that a person follows from stop to stop; kept with the net. */
final class WatchesPanel extends DebugPanel {
    private static final int MOST = 100;

    private final Breakpoints kept;
    private final ValueTree tree;

    WatchesPanel(Bench bench, DebugModel model, Breakpoints kept) {
        super(bench, model, "debug-watches", "Watches", MaterialDesignE.EYE_OUTLINE, Place.RIGHT);
        this.kept = kept;
        tree = new ValueTree(
                "debug-watches-tree",
                item -> Members.open(bench, model, tree(), item),
                (value, text) ->
                        model.ask(model.session().assign(value.variable().orElseThrow(), text)));
        tree.node().addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE && tree.chosen() != null) {
                remove(tree.chosen());
            }
        });
        var field = new TextField();
        field.setId("debug-watch-add");
        field.setPromptText("Expression to watch, such as counter or *list->next; Delete takes one away");
        field.getStyleClass().addAll(Styles.SMALL, "code-text");
        field.setOnAction(event -> {
            add(field.getText().strip());
            field.clear();
        });
        var body = new BorderPane(tree.node());
        body.setTop(field);
        fill(body, tree.node(), "Expressions that you follow from stop to stop.");
    }

    private ValueTree tree() {
        return tree;
    }

    private void add(String expression) {
        var all = new ArrayList<>(expressions());
        if (!expression.isEmpty() && !all.contains(expression) && all.size() < MOST && model().subject() != null) {
            all.add(expression);
            kept.expressions(model().subject().net(), List.copyOf(all));
            model().look();
        }
    }

    /** Only an expression itself can be taken away, not its members. */
    private void remove(Value value) {
        var all = new ArrayList<>(expressions());
        if (all.remove(value.path())) {
            kept.expressions(model().subject().net(), List.copyOf(all));
            model().look();
        }
    }

    private List<String> expressions() {
        return model().subject() == null
                ? List.of()
                : kept.expressions(model().subject().net());
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        var reader = new ValueReader(session, tree.open());
        var reading = expressions().stream()
                .map(expression -> Answer.to(session.evaluate(expression, focus.thread(), focus.frame()))
                        .thenCompose(answer -> switch (answer) {
                            case Answer.Known<Variable>(var variable) ->
                                reader.read(expression, variable).thenApply(value -> named(value, expression));
                            case Answer.Unknown<Variable>(var why) ->
                                CompletableFuture.completedFuture(Value.unknown(expression, expression, why));
                        }))
                .toList();
        return CompletableFuture.allOf(reading.toArray(CompletableFuture[]::new))
                .thenApply(done -> reading.stream().map(CompletableFuture::join).toList())
                .thenApply(values -> () -> tree.show(values, focus.stop()));
    }

    private static Value named(Value value, String expression) {
        return new Value(
                value.path(), expression, value.text(), value.type(), value.variable(), value.children(), false);
    }
}
