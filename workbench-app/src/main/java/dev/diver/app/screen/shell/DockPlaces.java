package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Document.Place;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import software.coley.bentofx.building.DockBuilding;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/**
 * The parts of the window, each made when something is first put there, and gone when nothing is left in it:
 *
 * <pre>
 *  SIDE | CENTRE            | RIGHT
 *       |                   | RIGHT_LOWER
 *       +-------------------+------------
 *       | BOTTOM            | BOTTOM_RIGHT
 * </pre>
 *
 * The lower parts go below those at the right too: two consoles beside each other need the width.
 */
final class DockPlaces {
    /** Those that lie within others come after them. */
    private static final List<Set<Place>> FROM_OUTSIDE = List.of(
            Set.of(Place.SIDE),
            Set.of(Place.BOTTOM),
            Set.of(Place.RIGHT, Place.BOTTOM_RIGHT),
            Set.of(Place.RIGHT_LOWER));

    private final DockBuilding building;
    private final DockContainerBranch root;
    private final DockContainerBranch body;
    private final DockContainerBranch upper;
    private DockContainerBranch right;
    private DockContainerBranch lower;
    private final Map<Place, DockContainerLeaf> leaves = new EnumMap<>(Place.class);
    private final PlaceSizes sizes = new PlaceSizes();
    private boolean lowerHidden;
    /** While a new leaf has not got its size yet, none has the one that a person gave it. */
    private boolean fitting;

    DockPlaces(DockBuilding building) {
        this.building = building;
        root = building.root("root");
        body = branch("body", Orientation.VERTICAL);
        upper = branch("upper", Orientation.HORIZONTAL);
        var centre = building.leaf("centre");
        for (var always : List.<DockContainer>of(body, upper, centre)) {
            always.setPruneWhenEmpty(false);
        }
        leaves.put(Place.CENTRE, centre);
        root.addContainer(body);
        body.addContainer(upper);
        upper.addContainer(centre);
        root.sceneProperty().subscribe(this::fitAfterLayout);
    }

    private DockContainerBranch branch(String name, Orientation orientation) {
        var made = building.branch(name);
        made.setOrientation(orientation);
        return made;
    }

    DockContainerBranch root() {
        return root;
    }

    DockContainerLeaf centre() {
        return leaves.get(Place.CENTRE);
    }

    /** Those that can be seen and in which a tab is in front. */
    List<DockContainerLeaf> seen() {
        return leaves.values().stream()
                .filter(leaf -> leaf.getScene() != null && leaf.getSelectedDockable() != null)
                .toList();
    }

    /** The part for a place; made where it is not there. */
    DockContainerLeaf leaf(Place place) {
        var there = leaves.get(place);
        if (there != null && (place == Place.CENTRE || there.getParentContainer() != null)) {
            return there;
        }
        remember();
        var made = building.leaf(place.name());
        leaves.put(place, made);
        switch (place) {
            case SIDE -> root.addContainer(0, made);
            case RIGHT -> right().addContainer(0, made);
            case RIGHT_LOWER -> right().addContainer(made);
            case BOTTOM -> lower().addContainer(0, made);
            case BOTTOM_RIGHT -> lower().addContainer(made);
            case CENTRE -> upper.addContainer(made);
        }
        // The two lower parts share what the window gets more; what lies around the centre stays as large as it is.
        if (place == Place.SIDE || place == Place.RIGHT_LOWER) {
            SplitPane.setResizableWithParent(made, false);
        }
        if (!fitting) {
            fitting = true;
            fitAfterLayout();
        }
        return made;
    }

    /** The two parts at the right, one above the other. */
    private DockContainerBranch right() {
        if (right == null || right.getParentContainer() == null) {
            right = branch("right", Orientation.VERTICAL);
            upper.addContainer(right);
            SplitPane.setResizableWithParent(right, false);
        }
        return right;
    }

    /** The two lower parts, one beside the other. */
    private DockContainerBranch lower() {
        if (lower == null || isEmpty(lower) || lower.getParentContainer() == null && !lowerHidden) {
            lowerHidden = false;
            lower = branch("lower", Orientation.HORIZONTAL);
            body.addContainer(lower);
            SplitPane.setResizableWithParent(lower, false);
        }
        return lower;
    }

    private static boolean isEmpty(DockContainerBranch branch) {
        return branch.getChildContainers().isEmpty();
    }

    boolean isLower(DockContainer leaf) {
        return leaf.getParentContainer() != null && leaf.getParentContainer() == lower;
    }

    boolean isLowerHidden() {
        return lowerHidden;
    }

    boolean hasLower() {
        return lower != null && !lower.getDockables().isEmpty();
    }

    void hideLower() {
        remember();
        body.removeContainer(lower);
        lowerHidden = true;
    }

    void showLower() {
        lowerHidden = false;
        if (hasLower()) {
            body.addContainer(lower);
            SplitPane.setResizableWithParent(lower, false);
            Platform.runLater(this::fit);
        }
    }

    /** What is as large as the place: the right one's width is that of both parts there, the lower one's height too. */
    private DockContainer piece(Place place) {
        return switch (place) {
            case RIGHT -> right;
            case BOTTOM -> lower;
            case SIDE, CENTRE, RIGHT_LOWER, BOTTOM_RIGHT -> leaves.get(place);
        };
    }

    private Map<Place, DockContainer> pieces() {
        var pieces = new EnumMap<Place, DockContainer>(Place.class);
        for (var place : Place.values()) {
            if (place != Place.CENTRE && piece(place) != null) {
                pieces.put(place, piece(place));
            }
        }
        return pieces;
    }

    /** How large a person has made the parts. */
    private void remember() {
        if (!fitting) {
            sizes.remember(pieces());
        }
    }

    /** How large the parts are, or were when they were last there, by the names of their places; whole pixels. */
    Map<String, Double> sizes() {
        remember();
        return new TreeMap<>(sizes.named());
    }

    /** As they were left; before anything is open. */
    void sizes(Map<String, Double> kept) {
        sizes.set(kept);
    }

    /** Places hold only once the new leaf has been laid out; nothing of that has been painted by then. */
    private void fitAfterLayout() {
        var scene = root.getScene();
        if (scene == null || !fitting) {
            return;
        }
        var once = new Runnable[1];
        once[0] = () -> {
            scene.removePostLayoutPulseListener(once[0]);
            fit();
        };
        scene.addPostLayoutPulseListener(once[0]);
        Platform.requestNextPulse();
    }

    private void fit() {
        fitting = false;
        for (var level : FROM_OUTSIDE) {
            var pieces = pieces();
            pieces.keySet().retainAll(level);
            sizes.fit(pieces, root);
            // At once, so that nobody takes what the parts had before for what a person gave them; a split pane that is
            // made
            // wider in the same layout would give what does not grow with it the size that it had before, too.
            root.layout();
        }
    }
}
