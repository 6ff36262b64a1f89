package dev.diver.app.screen.search;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Job;
import dev.diver.app.screen.common.Words;
import dev.diver.core.problem.DiverException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** Find and replace in all files of the open nets. Places come as they are found; a search can be cancelled. */
public final class SearchDocument extends FixedDocument {
    public static final String ID = "search";

    private final Bench bench;
    private final Supplier<List<Path>> directories;
    private final Supplier<Map<Path, Supplier<String>>> unsaved;
    private final Replacer replacer;
    private final TextField field = new TextField();
    private final TextField files = new TextField();
    private final TextField replacement = new TextField();
    private final ToggleButton matchCase = toggle("search-case", "Aa", "Match case");
    private final ToggleButton word = toggle("search-word", "W", "Whole word");
    private final ToggleButton regex = toggle("search-regex", ".*", "Regular expression");
    private final Label result = new Label();
    private final ResultsTree results;
    private final BorderPane content = new BorderPane();
    private Optional<Job> running = Optional.empty();
    private SearchQuery last = new SearchQuery("", false, false, false, "");

    /**
     * @param directories what is looked through
     * @param unsaved texts that are being edited
     */
    public SearchDocument(
            Bench bench,
            Supplier<List<Path>> directories,
            Supplier<Map<Path, Supplier<String>>> unsaved,
            Opener opener,
            Replacer replacer) {
        super(ID, "Find in files", MaterialDesignM.MAGNIFY);
        this.bench = bench;
        this.directories = directories;
        this.unsaved = unsaved;
        this.replacer = replacer;
        results = new ResultsTree("search-results", opener, "Places that were found").choosing();
        prepare(field, "search-field", "Find in all files of the open nets", this::search);
        prepare(files, "search-files", "Files, such as *.c, src/*.h", this::search);
        prepare(replacement, "search-replacement", "Replace with; $1 is a group", this::replace);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox.setHgrow(replacement, Priority.ALWAYS);
        files.setPrefWidth(220);
        result.setId("search-result");
        result.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        var find = button("search-start", "Find", this::search);
        find.getStyleClass().add(Styles.ACCENT);
        var rows = new VBox(
                6,
                row(field, matchCase, word, regex, files, find),
                row(replacement, button("search-replace", "Replace in chosen", this::replace), result));
        rows.getStyleClass().add("search-bar");
        content.setTop(rows);
        content.setCenter(results.node());
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static void prepare(TextField field, String id, String prompt, Runnable enter) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setOnAction(event -> enter.run());
    }

    private static Button button(String id, String name, Runnable run) {
        var button = new Button(name);
        button.setId(id);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(event -> run.run());
        return button;
    }

    private static ToggleButton toggle(String id, String text, String name) {
        var toggle = new ToggleButton(text);
        toggle.setId(id);
        toggle.setAccessibleText(name);
        toggle.setTooltip(new Tooltip(name));
        return toggle;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public void focus() {
        field.requestFocus();
        field.selectAll();
    }

    @Override
    public void closed() {
        stop();
    }

    /** Offers a text to be looked for. */
    public void offer(String text) {
        if (!text.isEmpty()) {
            field.setText(text);
        }
    }

    private void stop() {
        running.ifPresent(job -> job.cancellation().cancel());
        running = Optional.empty();
    }

    private void search() {
        stop();
        results.clear();
        var query = new SearchQuery(
                field.getText(), regex.isSelected(), matchCase.isSelected(), word.isSelected(), files.getText());
        if (query.text().isEmpty()) {
            result.setText("");
            return;
        }
        last = query;
        result.setText("Searching\u2026");
        var roots = List.copyOf(directories.get());
        var texts = Map.copyOf(unsaved.get());
        var name = name(roots);
        var search = new FileSearch(
                query, file -> Optional.ofNullable(texts.get(file)).map(Supplier::get));
        running = Optional.of(bench.tasks()
                .start(
                        "Searching for " + Words.shortened(query.text(), 30),
                        (progress, cancellation) -> search.run(
                                roots,
                                cancellation,
                                hits -> bench.tasks().onScreen(() -> {
                                    if (!cancellation.isCancelled()) {
                                        results.add(hits, name);
                                    }
                                })),
                        summary -> result.setText(said(summary)),
                        failure -> result.setText(
                                failure.isCancelled()
                                        ? "Cancelled."
                                        : failure.problem().text())));
    }

    private static String said(FileSearch.Summary summary) {
        var places = summary.hits() == 0 ? "Nothing found" : Words.count(summary.hits(), "place");
        return places + " in " + Words.count(summary.files(), "file") + " looked into"
                + (summary.complete() ? "." : "; there are more, which are not shown.");
    }

    /** Relative to its net, with the net's name where there are several. */
    private static Function<Path, String> name(List<Path> roots) {
        return file -> roots.stream()
                .filter(file::startsWith)
                .findFirst()
                .map(root -> (roots.size() > 1 ? root.getFileName() + "/" : "") + root.relativize(file))
                .orElse(file.toString());
    }

    private void replace() {
        try {
            var pattern = last.pattern();
            var chosen = results.chosen();
            if (chosen.isEmpty()) {
                result.setText("Nothing is chosen: find something first.");
                return;
            }
            var by = replacement.getText();
            var replacements = chosen.stream()
                    .map(hit -> new Replacer.Replacement(hit, last.regex() ? expanded(pattern, hit, by) : by))
                    .toList();
            results.clear();
            result.setText("");
            replacer.replace("Replaced \u201c" + Words.shortened(last.text(), 30) + "\u201d", replacements);
        } catch (DiverException e) {
            result.setText(e.problem().text());
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            result.setText("The replacement names a group that is not there.");
        }
    }

    private static String expanded(java.util.regex.Pattern pattern, Hit hit, String by) {
        var matcher = pattern.matcher(hit.text());
        if (!matcher.find(hit.from()) || matcher.end() != hit.to()) {
            throw new IllegalArgumentException("a line that was cut");
        }
        var made = new StringBuilder();
        matcher.reset();
        matcher.find(hit.from());
        matcher.appendReplacement(made, by);
        return made.substring(hit.from());
    }
}
