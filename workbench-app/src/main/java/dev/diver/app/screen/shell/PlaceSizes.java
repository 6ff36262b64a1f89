package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Document.Place;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;

/** How large the parts of the window are: as a person made them, else by the size of the window. */
final class PlaceSizes {
    private final Map<Place, Double> sizes = new EnumMap<>(Place.class);

    /** Takes over what is seen now. */
    void remember(Map<Place, DockContainer> pieces) {
        pieces.forEach((place, piece) -> {
            var branch = piece.getParentContainer();
            if (branch != null
                    && branch.getItems().size() > 1
                    && piece.asRegion().getWidth() > 0) {
                sizes.put(place, extent(branch, piece.asRegion()));
            }
        });
    }

    private static double extent(DockContainerBranch along, Region region) {
        return along.getOrientation() == Orientation.HORIZONTAL ? region.getWidth() : region.getHeight();
    }

    /** By the names of the places; whole pixels. */
    Map<String, Double> named() {
        return sizes.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(), entry -> (double) Math.round(entry.getValue())));
    }

    void set(Map<String, Double> named) {
        for (var place : Place.values()) {
            if (place != Place.CENTRE && named.get(place.name()) != null) {
                sizes.put(place, named.get(place.name()));
            }
        }
    }

    /** Gives a new part its size, and the others the one they had. */
    void fit(Map<Place, DockContainer> pieces, Region window) {
        pieces.forEach((place, piece) -> {
            var branch = piece.getParentContainer();
            if (branch == null || branch.getDividers().isEmpty()) {
                return;
            }
            var whole = Math.max(1, extent(branch, branch));
            var share = sizes.computeIfAbsent(place, one -> first(one, window)) / whole;
            var first = branch.getItems().indexOf(piece.asRegion()) == 0;
            var divider = first ? 0 : branch.getDividers().size() - 1;
            branch.setDividerPosition(divider, Math.clamp(first ? share : 1 - share, 0.1, 0.9));
        });
    }

    private static double first(Place place, Region window) {
        return switch (place) {
            case SIDE -> 240;
            case RIGHT -> Math.clamp(window.getWidth() * 0.26, 340, 480);
            case RIGHT_LOWER -> Math.clamp(window.getHeight() * 0.24, 150, 300);
            case CENTRE, BOTTOM -> Math.clamp(window.getHeight() * 0.42, 220, 480);
            case BOTTOM_RIGHT -> Math.clamp(window.getWidth() * 0.42, 300, 900);
        };
    }
}
