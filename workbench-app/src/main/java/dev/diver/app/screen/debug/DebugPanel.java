package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import java.util.concurrent.CompletableFuture;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;

/** A tab about the guest that is debugged. While that runs, it shows faded what was last; before, what it is for. */
abstract class DebugPanel extends FixedDocument implements Lookout {
    private static final PseudoClass FADED = PseudoClass.getPseudoClass("faded");

    private final Bench bench;
    private final DebugModel model;
    private final Place place;
    private final StackPane content = new StackPane();
    private Node focused = content;

    DebugPanel(Bench bench, DebugModel model, String id, String title, Ikon icon, Place place) {
        super(id, title, icon);
        this.bench = bench;
        this.model = model;
        this.place = place;
        content.setId(id);
        content.getStyleClass().add("debug-panel");
        model.add(this);
    }

    /**
     * Called once, when the panel is made.
     *
     * @param body what it shows of a guest
     * @param keyboard the part of it that takes the keyboard
     * @param purpose what it is for, where there is no guest
     */
    final void fill(Node body, Node keyboard, String purpose) {
        focused = keyboard;
        model.faded().subscribe(faded -> body.pseudoClassStateChanged(FADED, faded));
        model.state().subscribe(() -> choose(body, purpose));
        model.sight().subscribe(() -> choose(body, purpose));
        choose(body, purpose);
    }

    private void choose(Node body, String purpose) {
        var shown = model.sight().get() != null ? body : empty(purpose);
        if (content.getChildren().size() != 1 || content.getChildren().getFirst() != shown) {
            content.getChildren().setAll(shown);
        }
    }

    private Node empty(String purpose) {
        return switch (model.state().get()) {
            case null -> EmptyState.of(icon(), "Nothing is debugged", purpose);
            case DebugState.Starting() -> EmptyState.of(icon(), "gdb starts", purpose);
            case DebugState.Running() ->
                EmptyState.of(
                        icon(), "It runs", "Pause it, or wait for a breakpoint: then this shows " + lower(purpose));
            case DebugState.Stopped stopped -> new StackPane();
            case DebugState.Ended ended -> EmptyState.of(icon(), "The session has ended", purpose);
        };
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + sentence.substring(1);
    }

    final Bench bench() {
        return bench;
    }

    final DebugModel model() {
        return model;
    }

    @Override
    public final boolean isOpen() {
        return bench.documents().find(id()).isPresent();
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        return CompletableFuture.completedFuture(() -> {});
    }

    @Override
    public final Node content() {
        return content;
    }

    @Override
    public final void focus() {
        (focused.getScene() == null ? content : focused).requestFocus();
    }

    @Override
    public final Place place() {
        return place;
    }
}
