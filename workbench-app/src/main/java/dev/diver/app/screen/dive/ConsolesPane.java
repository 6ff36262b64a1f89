package dev.diver.app.screen.dive;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices;
import dev.diver.core.dive.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Region;

/**
 * All consoles of a dive or of a run: the main one at the left, where the eye is, and the others at the right; of several,
 * one at a time, because three beside each other are too narrow for a line of a boot log.
 */
public final class ConsolesPane {
    private final List<Region> views = new ArrayList<>();
    private final Node node;

    /** @param id of the main one's view; the others have this with their name */
    public ConsolesPane(String id, List<? extends Console> consoles, Function<Console, ? extends Region> make) {
        for (var console : consoles) {
            var view = make.apply(console);
            view.setId(views.isEmpty() ? id : id + "-" + console.name());
            views.add(view);
        }
        node = switch (consoles.size()) {
            case 0 -> new Region();
            case 1 -> views.getFirst();
            case 2 -> beside(consoles, titled(consoles.getLast(), views.getLast()));
            default -> beside(consoles, tabs(id, consoles));
        };
    }

    private Node beside(List<? extends Console> consoles, Node others) {
        var split = new SplitPane(titled(consoles.getFirst(), views.getFirst()), others);
        split.setDividerPositions(0.5);
        return split;
    }

    private static Node titled(Console console, Region view) {
        var pane = new TitledPane(console.name(), view);
        pane.setCollapsible(false);
        pane.setMaxHeight(Double.MAX_VALUE);
        pane.getStyleClass().addAll(Styles.DENSE, "console-part");
        return pane;
    }

    private Node tabs(String id, List<? extends Console> consoles) {
        var tabs = new TabPane();
        tabs.setId(id + "-others");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().addAll(Styles.DENSE, "console-part");
        for (var i = 1; i < consoles.size(); i++) {
            tabs.getTabs().add(new Tab(consoles.get(i).name(), views.get(i)));
        }
        return tabs;
    }

    public Node node() {
        return node;
    }

    public void focus() {
        if (!views.isEmpty()) {
            views.getFirst().requestFocus();
        }
    }

    boolean isFocused() {
        return views.stream().anyMatch(Region::isFocused);
    }

    /** Ends what the views look at. */
    public void close(Notices notices) {
        for (var view : views) {
            if (view instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    notices.problem(Failure.of(e));
                }
            }
        }
    }
}
