package dev.diver.app.screen.catalog;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.catalog.Found.Kind;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.download.DownloadsModel;
import dev.diver.app.screen.registry.IndexBar;
import dev.diver.app.screen.registry.IndexesModel;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The catalog: search and facets, results, and the page of the kernel, or the net, that is selected. */
public final class CatalogDocument extends FixedDocument {
    private static final int KEY_PAUSE_MS = 40;
    /** Below it facets, results and page are each too narrow to be read. */
    private static final double NARROW = 760;

    private final Bench bench;
    private final CatalogModel model;
    private final KernelPage page;
    private final ImportDialog importing;
    private final CustomTextField search = new CustomTextField();
    private final ListView<CatalogEntry> results = new ListView<>();
    private final NetShelf nets;
    private final StackPane list = new StackPane(results);
    private final StackPane pages = new StackPane();
    private final Label count = new Label();
    private final SplitPane content;
    private final Region facets;
    private final VBox middle;
    private final ToggleButton narrowing = new ToggleButton(null, Icons.of(MaterialDesignF.FILTER_OUTLINE));
    private final Action catalogs;
    private KernelReference wanted;
    private boolean opened;

    /**
     * @param downloads brings kernels
     * @param indexes of the catalogs that are searched
     * @param catalogs leads to the catalogs
     * @param made is told of the directory of each net that was made here
     */
    public CatalogDocument(
            Bench bench, DownloadsModel downloads, IndexesModel indexes, Action catalogs, Consumer<Path> made) {
        super("catalog", "Catalog", MaterialDesignA.ANCHOR);
        this.catalogs = catalogs;
        this.bench = bench;
        this.model = new CatalogModel(
                bench.engine().catalog(), bench.engine().doctor()::ability, bench.tasks(), bench.notices()::problem);
        this.page = new KernelPage(bench, made, this::pick, this::refresh, downloads);
        this.importing = new ImportDialog(bench, this::show);
        this.nets = new NetShelf(bench, made, this::show);
        facets = new FacetPane(model).node();
        middle = new VBox(new KindBar(model).node(), searchLine(), new IndexBar(indexes).node(), list, count);
        indexes.onBrought(this::refresh);
        middle.getStyleClass().add("catalog-middle");
        middle.setMinWidth(260);
        VBox.setVgrow(list, Priority.ALWAYS);
        pages.getChildren().setAll(page.node());
        content = new SplitPane(facets, middle, pages);
        content.setId("catalog");
        content.setDividerPositions(0.17, 0.54);
        SplitPane.setResizableWithParent(facets, false);
        content.widthProperty().subscribe(width -> narrow(width.doubleValue() > 0 && width.doubleValue() < NARROW));
        prepareResults();
        model.kind().subscribe((was, is) -> turnTo(is));
        model.result().subscribe(this::show);
    }

    /** What is not shown is empty, so that nothing can be done with it. */
    private void turnTo(Kind kind) {
        var isNets = kind == Kind.NETS;
        search.setPromptText(isNets ? "Search nets\u2026" : "Search kernels\u2026");
        list.getChildren().setAll(isNets ? nets.list() : results);
        pages.getChildren().setAll(isNets ? nets.page().node() : page.node());
        results.getItems().clear();
        page.clear();
        nets.clear();
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void focus() {
        search.requestFocus();
    }

    @Override
    public List<Action> actions() {
        return Stream.concat(page.actions().stream(), nets.page().actions().stream())
                .toList();
    }

    /** Asks the catalog again, after it has been opened or changed; the page that is read stays. */
    public void refresh() {
        opened = true;
        wanted = wanted == null ? page.reference() : wanted;
        model.search();
    }

    /** Packages a kernel that somebody else built. */
    public void importKernel() {
        importing.show();
    }

    /** Shows that kernel's page, and selects it where it is listed. */
    public void show(KernelReference reference) {
        model.turnTo(Kind.KERNELS);
        wanted = reference;
        model.clear();
        page.show(reference);
    }

    /** Keeps what is searched for: selects the kernel where it is among the results, else shows its page alone. */
    private void pick(KernelReference reference) {
        var at = results.getItems().stream().map(CatalogEntry::ref).toList().indexOf(reference);
        if (at >= 0) {
            results.getSelectionModel().select(at);
            results.scrollTo(Math.max(at - 2, 0));
        } else {
            results.getSelectionModel().clearSelection();
            page.show(reference);
        }
    }

    /** Where there is little room, the facets come when they are asked for, in the place of the page. */
    private void narrow(boolean narrow) {
        narrowing.setVisible(narrow);
        narrowing.setSelected(false);
        showFacets(!narrow);
    }

    private void showFacets(boolean shown) {
        var small = narrowing.isVisible();
        var wanted = new ArrayList<Node>();
        if (shown) {
            wanted.add(facets);
        }
        wanted.add(middle);
        if (!(small && shown)) {
            wanted.add(pages);
        }
        if (!content.getItems().equals(wanted)) {
            content.getItems().setAll(wanted);
            if (wanted.size() == 3) {
                content.setDividerPositions(0.17, 0.54);
            } else {
                content.setDividerPositions(shown ? 0.3 : 0.46);
            }
        }
    }

    private HBox searchLine() {
        search.setId("catalog-search");
        search.setPromptText("Search kernels\u2026");
        search.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        search.textProperty().bindBidirectional(model.words());
        var delay = new Delay(KEY_PAUSE_MS, model::search);
        search.textProperty().subscribe((was, is) -> delay.again());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        HBox.setHgrow(search, Priority.ALWAYS);
        var importButton = ActionButton.iconOnly(
                Action.of("catalog-import", "Catalog", "Import\u2026", MaterialDesignI.IMPORT, this::importKernel),
                bench.notices());
        importButton.setText("Import\u2026");
        importButton.setMinWidth(Button.USE_PREF_SIZE);
        importButton.visibleProperty().bind(model.kind().isEqualTo(Kind.KERNELS));
        importButton.managedProperty().bind(importButton.visibleProperty());
        narrowing.setId("catalog-narrowing");
        narrowing.setTooltip(new Tooltip("What to narrow by"));
        narrowing.setAccessibleText("What to narrow by");
        narrowing.getStyleClass().add(Styles.BUTTON_ICON);
        narrowing.managedProperty().bind(narrowing.visibleProperty());
        narrowing.setVisible(false);
        narrowing.selectedProperty().subscribe((was, is) -> showFacets(is));
        var line = new HBox(8, narrowing, search, importButton, ActionButton.iconOnly(catalogs, bench.notices()));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("search-line");
        return line;
    }

    /** From the search field the arrow keys walk the results, so that the hands need not leave it. */
    private void walk(KeyEvent event) {
        var isNets = model.kind().get() == Kind.NETS;
        var walked = isNets ? nets.list() : results;
        var selection = walked.getSelectionModel();
        if (event.getCode() == KeyCode.DOWN) {
            selection.selectNext();
        } else if (event.getCode() == KeyCode.UP) {
            selection.selectPrevious();
        } else if (event.getCode() == KeyCode.ENTER) {
            if (isNets) {
                nets.page().focus();
            } else {
                page.focus();
            }
        } else {
            return;
        }
        walked.scrollTo(Math.max(0, selection.getSelectedIndex() - 2));
        event.consume();
    }

    private void prepareResults() {
        results.setId("catalog-results");
        results.getStyleClass().addAll(Styles.STRIPED, "catalog-results");
        results.setCellFactory(view -> new EntryCell());
        results.setPlaceholder(new Label(""));
        count.setId("catalog-count");
        count.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED, "footer");
        results.getSelectionModel().selectedItemProperty().subscribe(entry -> {
            if (entry != null) {
                page.show(entry.ref());
            }
        });
        results.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                page.focus();
            }
        });
    }

    private void show(Found found) {
        switch (found) {
            case Found.Asking() -> {
                results.setPlaceholder(new Label(""));
                nets.list().setPlaceholder(new Label(""));
                count.setText("");
            }
            case Found.Kernels(var result) -> {
                show(result);
                count("kernel", result.entries().size(), result.total());
            }
            case Found.Nets(var result) -> {
                nets.show(result, noNets());
                count("net", result.entries().size(), result.total());
            }
        }
    }

    private void show(SearchResult result) {
        var before = results.getSelectionModel().getSelectedItem();
        var keep = wanted != null ? wanted : before == null ? null : before.ref();
        results.getItems().setAll(result.entries());
        if (result.entries().isEmpty()) {
            results.setPlaceholder(nothing());
            if (wanted == null) {
                page.clear();
            }
        } else {
            var index =
                    result.entries().stream().map(CatalogEntry::ref).toList().indexOf(keep);
            if (wanted == null || index >= 0) {
                results.getSelectionModel().select(Math.max(index, 0));
                results.scrollTo(Math.max(index - 2, 0));
            }
        }
        wanted = null;
    }

    private void count(String what, int shown, int total) {
        count.setText(
                !opened
                        ? ""
                        : (shown < total ? Words.count(shown, what) + " of " : "")
                                + Words.count(total, what)
                                + String.format(
                                        Locale.ROOT,
                                        ", found in %.1f ms",
                                        model.micros().get() / 1000.0)
                                + (shown < total ? "; type to narrow" : ""));
    }

    private Node noNets() {
        if (model.isNarrowed()) {
            var clear = new Button("Show all nets");
            clear.setOnAction(event -> model.clear());
            return EmptyState.of(
                    MaterialDesignM.MAGNIFY_CLOSE, "No net fits", "Fewer words or fewer facets find more.", clear);
        }
        return EmptyState.of(
                MaterialDesignF.FOLDER_NETWORK_OUTLINE,
                "No nets yet",
                "Those that others have published to your catalogs appear here. To publish one of yours, open it and"
                        + " choose Publish\u2026",
                ActionButton.of(catalogs, bench.notices()));
    }

    private Node nothing() {
        if (!opened) {
            return EmptyState.of(
                    MaterialDesignA.ANCHOR,
                    "Opening the catalog",
                    "The first start fills it from what was shipped; that takes a moment.");
        }
        if (!model.isNarrowed()) {
            var importButton = new Button("Import a kernel\u2026");
            importButton.setOnAction(event -> importKernel());
            return EmptyState.of(
                    MaterialDesignA.ANCHOR,
                    "The catalog is empty",
                    "Kernels of the embedded catalog appear here once it is filled.",
                    importButton);
        }
        var clear = new Button("Show all kernels");
        clear.setOnAction(event -> model.clear());
        return EmptyState.of(
                MaterialDesignM.MAGNIFY_CLOSE,
                "No kernel fits",
                "Fewer words or fewer facets find more; typing errors are forgiven.",
                clear);
    }
}
