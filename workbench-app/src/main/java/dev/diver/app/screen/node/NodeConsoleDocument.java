package dev.diver.app.screen.node;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.console.ConsoleFrame;
import dev.diver.core.dive.Console;
import dev.diver.core.node.NodeConsole;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A node's serial console, or a shell on it, as a tab; closing the tab leaves the console and ends the shell. */
final class NodeConsoleDocument extends FixedDocument {
    private final Bench bench;
    private final String node;
    private final Kind kind;
    private final NodeConsole console;
    private final Region view;

    /** What is behind it. */
    enum Kind {
        CONSOLE("Console", "node-console"),
        SHELL("Shell", "node-shell");

        private final String word;
        private final String id;

        Kind(String word, String id) {
            this.word = word;
            this.id = id;
        }
    }

    NodeConsoleDocument(
            Bench bench,
            String node,
            Kind kind,
            NodeConsole console,
            Function<Console, ? extends Region> consoleViews) {
        super(id(node, kind), kind.word + " " + node, MaterialDesignC.CONSOLE);
        this.bench = bench;
        this.node = node;
        this.kind = kind;
        this.console = console;
        view = consoleViews.apply(console);
        var id = view instanceof ConsoleFrame frame ? frame.main() : view;
        id.setId(kind.id);
        if (view instanceof ConsoleFrame frame) {
            frame.setName(node);
        }
        console.ended().whenComplete((ended, failure) -> {
            if (failure != null) {
                bench.tasks().onScreen(() -> bench.notices().problem(Failure.of(failure)));
            }
        });
    }

    static String id(String node, Kind kind) {
        return kind.id + "-" + node;
    }

    @Override
    public Node content() {
        return view;
    }

    @Override
    public List<Action> actions() {
        return view instanceof ConsoleFrame frame ? frame.actions() : List.of();
    }

    /** What is typed is the node's, as in a dive. */
    @Override
    public boolean takes(KeyEvent key) {
        return ConsoleFrame.isGuests(key) && view instanceof ConsoleFrame frame && frame.isTypedInto();
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public void closed() {
        if (view instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                bench.notices().problem(Failure.of(e));
            }
        }
        // It says good-bye to the BMC, which takes a moment.
        bench.tasks()
                .quietly(
                        () -> {
                            console.close();
                            return true;
                        },
                        done -> {},
                        bench.notices()::problem);
    }
}
