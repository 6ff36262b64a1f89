package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.node.Node;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/** A list of the nodes that are reached by SSH, to choose one of. */
final class NodeChoice {
    /** What to say to somebody who has none. */
    static final String NONE =
            "Diver knows no node that it could reach by SSH. Add one among the nodes (Ctrl+5) first.";

    private final Bench bench;
    private final ComboBox<Node> box = new ComboBox<>();

    NodeChoice(Bench bench, String id) {
        this.bench = bench;
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Node one) {
                return one == null ? "" : one.name();
            }

            @Override
            public Node fromString(String text) {
                throw new UnsupportedOperationException("it cannot be typed");
            }
        });
    }

    ComboBox<Node> box() {
        return box;
    }

    /** Null where there is none. */
    ObservableValue<Node> chosen() {
        return box.valueProperty();
    }

    /**
     * Lists them, and chooses the first.
     *
     * @param listed is run once they are there
     */
    void load(Runnable listed) {
        bench.tasks()
                .quietly(
                        () -> bench.engine().nodes().nodes().list().stream()
                                .filter(one -> one.ssh().isPresent())
                                .toList(),
                        nodes -> {
                            take(nodes);
                            listed.run();
                        },
                        bench.notices()::problem);
    }

    private void take(List<Node> nodes) {
        box.getItems().setAll(nodes);
        if (nodes.isEmpty()) {
            box.setPromptText("none yet");
        } else {
            box.setValue(nodes.getFirst());
        }
    }
}
