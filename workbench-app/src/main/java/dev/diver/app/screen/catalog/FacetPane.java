package dev.diver.app.screen.catalog;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.catalog.Found.Kind;
import dev.diver.app.screen.common.CutText;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.SizeClass;
import dev.diver.core.kernel.Mode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ObservableSet;
import javafx.geometry.HorizontalDirection;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Narrows the search, with how many of what was found have each value. */
final class FacetPane {
    private final CatalogModel model;
    private final Map<Section, VBox> boxes = new EnumMap<>(Section.class);
    private final ScrollPane scroll;

    /** As they stand. */
    private enum Section {
        CATALOG(Facet.CATALOG, "Catalog", "catalog-", 12, true),
        FAMILY(Facet.FAMILY, "Family", "family-", 24, false),
        LICENCE(Facet.LICENCE, "Licence", "licence-", 8, false),
        ARCHITECTURE(Facet.ARCHITECTURE, "Architecture", "architecture-", 8, true),
        BOOT(Facet.BOOT, "Boots by", "boot-", 8, true),
        SIZE(Facet.SIZE, "Size", "size-", 8, true),
        TESTED(Facet.TESTED, "Tested with", "tested-", 8, true),
        TAG(Facet.TAG, "Tags", "tag-", 24, false);

        private final Facet facet;
        private final String name;
        private final String ids;
        private final int most;
        /** Where all have the same value, there is nothing to choose. */
        private final boolean quietWhereAlike;

        Section(Facet facet, String name, String ids, int most, boolean quietWhereAlike) {
            this.facet = facet;
            this.name = name;
            this.ids = ids;
            this.most = most;
            this.quietWhereAlike = quietWhereAlike;
        }
    }

    FacetPane(CatalogModel model) {
        this.model = model;
        var box = new VBox(
                10,
                heading("Mode"),
                modes(),
                toggle("Works here", "catalog-works-here", model.worksHere()),
                ofKernels(toggle("Pulled only", "catalog-pulled-only", model.pulledOnly())),
                ofKernels(toggle("Ran here", "catalog-ran-here", model.ranHere())),
                toggle("Signed", "catalog-signed", model.signed()));
        for (var section : Section.values()) {
            var values = new VBox(6);
            values.managedProperty().bind(Bindings.isNotEmpty(values.getChildren()));
            boxes.put(section, values);
            box.getChildren().addAll(heading(section.name, values), values);
        }
        box.getStyleClass().add("facets");
        scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setMinWidth(170);
        scroll.setPrefWidth(200);
        scroll.setMaxWidth(240);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setId("catalog-facets");
        model.result().subscribe(this::show);
    }

    private ToggleSwitch toggle(String name, String id, BooleanProperty on) {
        var toggle = new ToggleSwitch(name);
        toggle.setId(id);
        toggle.setLabelPosition(HorizontalDirection.RIGHT);
        toggle.selectedProperty().bindBidirectional(on);
        toggle.selectedProperty().subscribe((was, is) -> model.search());
        return toggle;
    }

    /** Nets are taken into a folder, not pulled. */
    private ToggleSwitch ofKernels(ToggleSwitch toggle) {
        toggle.visibleProperty().bind(model.kind().isEqualTo(Kind.KERNELS));
        toggle.managedProperty().bind(toggle.visibleProperty());
        return toggle;
    }

    Region node() {
        return scroll;
    }

    private ComboBox<Mode> modes() {
        var box = new ComboBox<Mode>();
        box.setId("catalog-mode");
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().add(null);
        box.getItems().addAll(Mode.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Mode mode) {
                return mode == null ? "any" : mode.word();
            }

            @Override
            public Mode fromString(String word) {
                return null;
            }
        });
        box.valueProperty().bindBidirectional(model.mode());
        box.valueProperty().subscribe((was, is) -> model.search());
        return box;
    }

    private void show(Found result) {
        boxes.forEach((section, box) -> {
            var counts = counts(section, result);
            var chosen = model.chosen(section.facet);
            var shown = section.quietWhereAlike && counts.size() < 2 && chosen.isEmpty()
                    ? List.<String>of()
                    : values(section, counts, chosen);
            box.getChildren()
                    .setAll(shown.stream()
                            .map(value -> line(value, counts.getOrDefault(value, 0), chosen, section))
                            .toList());
        });
    }

    /** The catalog on this machine has no name that could be counted. */
    private static Map<String, Integer> counts(Section section, Found result) {
        var counts = new HashMap<>(result.counts(section.facet));
        if (section == Section.CATALOG) {
            var others = counts.entrySet().stream()
                    .filter(one -> !one.getKey().isEmpty())
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            if (result.total() > others) {
                counts.put("", result.total() - others);
            }
        }
        return counts;
    }

    private static List<String> values(Section section, Map<String, Integer> counts, Set<String> chosen) {
        var frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(section.most)
                .map(Map.Entry::getKey);
        return Stream.concat(frequent, chosen.stream())
                .distinct()
                .sorted(section == Section.SIZE ? Comparator.comparing(FacetPane::size) : Comparator.naturalOrder())
                .toList();
    }

    private static int size(String word) {
        return Arrays.stream(SizeClass.values())
                .filter(one -> one.word().equals(word))
                .map(SizeClass::ordinal)
                .findFirst()
                .orElse(SizeClass.values().length);
    }

    private HBox line(String word, int count, ObservableSet<String> chosen, Section section) {
        var check = new CheckBox(word.isEmpty() ? "on this machine" : word);
        check.setId("catalog-" + section.ids + word);
        check.setSelected(chosen.contains(word));
        check.setMinWidth(0);
        CutText.tell(check);
        check.setOnAction(event -> {
            if (check.isSelected()) {
                chosen.add(word);
            } else {
                chosen.remove(word);
            }
            model.search();
        });
        HBox.setHgrow(check, Priority.ALWAYS);
        check.setMaxWidth(Double.MAX_VALUE);
        var number = new Label(String.valueOf(count));
        number.setMinWidth(Region.USE_PREF_SIZE);
        number.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        var line = new HBox(6, check, number);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** Goes where there is nothing below it. */
    private static Label heading(String text, VBox below) {
        var label = heading(text);
        var any = Bindings.isNotEmpty(below.getChildren());
        label.visibleProperty().bind(any);
        label.managedProperty().bind(any);
        return label;
    }

    private static Label heading(String text) {
        var label = new Label(text);
        label.getStyleClass().add("facet-heading");
        return label;
    }
}
