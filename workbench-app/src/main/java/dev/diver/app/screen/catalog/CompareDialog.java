package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Job;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Two kernels side by side, fact by fact. */
final class CompareDialog {
    private static final int MOST = 500;
    private static final double WIDTH = 820;
    private static final double HEIGHT = 420;
    private final Bench bench;
    private final KernelDetails left;
    private final Consumer<KernelReference> pick;
    private Job question;
    private final ComboBox<KernelReference> other = new ComboBox<>();
    private final GridPane grid = new GridPane(20, 8);

    /** @param pick goes to the other's page */
    CompareDialog(Bench bench, KernelDetails left, Consumer<KernelReference> pick) {
        this.bench = bench;
        this.left = left;
        this.pick = pick;
    }

    /** Its other versions come first: they are what one mostly wonders about. */
    void show() {
        var mine = left.entry().ref();
        bench.tasks()
                .quietly(
                        () -> Stream.concat(
                                        left.versions().stream(),
                                        bench
                                                .engine()
                                                .catalog()
                                                .search(new CatalogQuery(
                                                        "", List.of(), List.of(), Optional.empty(), false, MOST))
                                                .entries()
                                                .stream()
                                                .sorted(Comparator.comparing(
                                                        entry -> entry.ref().toString())))
                                .map(CatalogEntry::ref)
                                .filter(reference -> !reference.equals(mine))
                                .distinct()
                                .toList(),
                        this::show,
                        bench.notices()::problem);
    }

    private void show(List<KernelReference> others) {
        if (others.isEmpty()) {
            bench.notices().tell("There is no other kernel in the catalog.");
            return;
        }
        other.setId("compare-other");
        other.setMaxWidth(Double.MAX_VALUE);
        other.setVisibleRowCount(14);
        other.setConverter(new StringConverter<>() {
            @Override
            public String toString(KernelReference reference) {
                return reference == null ? "" : shortened(reference);
            }

            @Override
            public KernelReference fromString(String text) {
                return null;
            }
        });
        other.getItems().setAll(others);
        other.valueProperty().subscribe(this::load);
        grid.setId("compare-facts");
        var names = new ColumnConstraints(100);
        grid.getColumnConstraints().setAll(names, half(), half());
        other.setValue(others.getFirst());
        var content = new VBox(DialogBox.scrolled(grid, HEIGHT));
        new DialogBox(
                        bench.modals(),
                        "Compare " + left.entry().ref().name(),
                        content,
                        "Show the other",
                        "compare-show",
                        () -> {
                            bench.modals().hide();
                            pick.accept(other.getValue());
                        })
                .onlyShowing()
                .wide(WIDTH)
                .show();
    }

    /** What differs: of two long names of one kernel nothing else would be seen. */
    private String shortened(KernelReference reference) {
        var mine = left.entry().ref();
        return reference.catalog().equals(mine.catalog()) && reference.name().equals(mine.name())
                ? reference.tag()
                : reference.toString();
    }

    private static ColumnConstraints half() {
        var column = new ColumnConstraints();
        column.setPercentWidth(42);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }

    private void load(KernelReference reference) {
        if (question != null) {
            question.cancellation().cancel();
        }
        if (reference == null) {
            return;
        }
        draw(Map.of("Summary", "asking\u2026"));
        question = bench.tasks()
                .startAside(
                        "Asking about " + reference,
                        (progress, cancellation) -> bench.engine().catalog().details(reference, cancellation),
                        right -> {
                            if (reference.equals(other.getValue())) {
                                draw(facts(right));
                            }
                        },
                        failure -> {
                            if (reference.equals(other.getValue())) {
                                draw(Map.of("Summary", failure.problem().text()));
                            }
                        });
    }

    private void draw(Map<String, String> its) {
        grid.getChildren().clear();
        var title = label(left.entry().ref().toString(), Styles.TEXT_BOLD);
        title.setId("compare-left");
        grid.addRow(0, new Label(), title, other);
        var mine = facts(left);
        var names = new LinkedHashSet<>(mine.keySet());
        names.addAll(its.keySet());
        var row = 1;
        for (var name : names) {
            var here = mine.getOrDefault(name, "\u2013");
            var there = its.getOrDefault(name, "\u2013");
            // By weight and not by colour, for those who cannot tell colours.
            var style = here.equals(there) ? Styles.TEXT_MUTED : Styles.TEXT_BOLD;
            grid.addRow(row++, label(name, Styles.TEXT_MUTED), label(here, style), label(there, style));
        }
    }

    private static Map<String, String> facts(KernelDetails details) {
        var manifest = details.manifest();
        var catalog = details.entry().ref().catalog();
        var facts = new LinkedHashMap<String, String>();
        facts.put("Summary", manifest.summary());
        facts.put("Catalog", catalog.isEmpty() ? "on this machine" : catalog);
        facts.put("Version", manifest.version());
        facts.put("Configuration", manifest.configuration().isEmpty() ? "\u2013" : manifest.configuration());
        facts.put("Signature", VouchedWords.word(details.vouched().state()));
        facts.put("Size", Amounts.of(details.size()));
        facts.put("Family", manifest.family());
        facts.put("Modes", manifest.modes().stream().map(Mode::word).collect(Collectors.joining(", ")));
        facts.put("Tags", String.join(", ", manifest.tags()));
        for (var fact : KernelFacts.of(manifest)) {
            // A second way to boot is a fact called "or".
            facts.merge(fact.name().equals("or") ? "Boot" : fact.name(), fact.value(), (a, b) -> a + "; or " + b);
        }
        facts.put(
                "Tested",
                details.evidence().isEmpty()
                        ? "no test is recorded"
                        : details.evidence().stream()
                                .map(test -> test.vmm() + " " + test.version() + ": " + test.outcome()
                                        + (test.by().isEmpty() ? "" : ", says " + test.by()))
                                .collect(Collectors.joining("; ")));
        facts.put("Files", String.valueOf(details.files().size()));
        return facts;
    }

    private static Label label(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}
