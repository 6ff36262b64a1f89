package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import javafx.scene.control.TreeItem;

/** Reads what a person has opened in a tree of values. */
final class Members {
    private Members() {}

    static void open(Bench bench, DebugModel model, ValueTree tree, TreeItem<Value> item) {
        var value = item.getValue();
        if (model.isStopped() && value.variable().isPresent()) {
            new ValueReader(model.session(), tree.open())
                    .read(value.path(), value.variable().get())
                    .thenAccept(read -> bench.tasks().onScreen(() -> {
                        if (item.getValue() != null && item.getValue().path().equals(read.path())) {
                            tree.members(item, read);
                        }
                    }));
        }
    }
}
