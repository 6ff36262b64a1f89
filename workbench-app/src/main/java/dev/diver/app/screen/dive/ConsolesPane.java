package dev.diver.app.screen.dive;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.console.ConsoleFrame;
import dev.diver.core.dive.Console;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
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
        var tabs = new ArrayList<Tab>();
        for (var console : consoles) {
            var view = make.apply(console);
            main(view).setId(views.isEmpty() ? id : id + "-" + console.name());
            views.add(view);
            tabs.add(new Tab(console.name(), consoles.size() > 1 ? view : null));
        }
        node = switch (views.size()) {
            case 0 -> new Region();
            case 1 -> views.getFirst();
            default -> beside(id, tabs);
        };
    }

    private static Region main(Region view) {
        return view instanceof ConsoleFrame frame ? frame.main() : view;
    }

    /** What can be done with the one that has the keyboard, or else with the main one. */
    public List<Action> actions() {
        var frames = views.stream()
                .filter(ConsoleFrame.class::isInstance)
                .map(ConsoleFrame.class::cast)
                .toList();
        return frames.stream()
                .filter(ConsoleFrame::holdsFocus)
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .map(ConsoleFrame::actions)
                .orElse(List.of());
    }

    private static Node beside(String id, List<Tab> all) {
        // A run's come from a directory and have no order of their own.
        var others =
                all.stream().skip(1).sorted(Comparator.comparing(Tab::getText)).toList();
        var right = tabs(others);
        right.setId(id + "-others");
        var split = new SplitPane(tabs(List.of(all.getFirst())), right);
        split.setDividerPositions(0.5);
        return split;
    }

    private static TabPane tabs(List<Tab> tabs) {
        var pane = new TabPane(tabs.toArray(Tab[]::new));
        pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pane.getStyleClass().add(Styles.DENSE);
        return pane;
    }

    public Node node() {
        return node;
    }

    public void focus() {
        if (!views.isEmpty()) {
            main(views.getFirst()).requestFocus();
        }
    }

    boolean isFocused() {
        return views.stream()
                .anyMatch(view -> view instanceof ConsoleFrame frame ? frame.isTypedInto() : view.isFocused());
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
