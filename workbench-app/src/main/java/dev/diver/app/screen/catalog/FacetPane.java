package dev.diver.app.screen.catalog;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.kernel.Mode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableSet;
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

/** Narrows the search: mode, pulled, families, licences and tags with how many kernels have each. */
final class FacetPane {
    private static final int MOST_TAGS = 24;
    private static final int MOST_LICENCES = 8;
    private final CatalogModel model;
    private final VBox families = new VBox(6);
    private final VBox licences = new VBox(6);
    private final VBox tags = new VBox(6);
    private final ScrollPane scroll;

    FacetPane(CatalogModel model) {
        this.model = model;
        var pulled = new ToggleSwitch("Pulled only");
        pulled.setId("catalog-pulled-only");
        pulled.selectedProperty().bindBidirectional(model.pulledOnly());
        pulled.selectedProperty().subscribe((was, is) -> model.search());
        var box = new VBox(
                10,
                heading("Mode"),
                modes(),
                pulled,
                heading("Family", families),
                families,
                heading("Licence", licences),
                licences,
                heading("Tags", tags),
                tags);
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

    private void show(SearchResult result) {
        fill(families, result.familyCounts(), model.families(), Integer.MAX_VALUE, "family-");
        fill(licences, result.licenceCounts(), model.licences(), MOST_LICENCES, "licence-");
        fill(tags, result.tagCounts(), model.tags(), MOST_TAGS, "tag-");
    }

    private void fill(VBox box, Map<String, Integer> counts, ObservableSet<String> chosen, int most, String ids) {
        var shown = new TreeMap<String, Integer>();
        counts.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue)
                        .reversed())
                .limit(most)
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        chosen.forEach(word -> shown.putIfAbsent(word, counts.getOrDefault(word, 0)));
        box.getChildren()
                .setAll(shown.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue(), chosen, ids))
                        .toList());
    }

    private HBox line(String word, int count, ObservableSet<String> chosen, String ids) {
        var check = new CheckBox(word);
        check.setId("catalog-" + ids + word);
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
