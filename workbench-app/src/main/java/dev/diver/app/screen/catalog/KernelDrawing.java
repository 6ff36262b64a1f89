package dev.diver.app.screen.catalog;

import static dev.diver.app.screen.catalog.PageParts.chip;
import static dev.diver.app.screen.catalog.PageParts.grid;
import static dev.diver.app.screen.catalog.PageParts.heading;
import static dev.diver.app.screen.catalog.PageParts.label;
import static dev.diver.app.screen.catalog.PageParts.row;
import static dev.diver.app.screen.catalog.PageParts.warning;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.Bench;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.PackagedFile;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.LookAlikes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Draws a kernel's page. */
final class KernelDrawing {
    private static final int MOST_VERSIONS = 24;
    private static final int MOST_FILES = 40;

    private final Bench bench;
    private final KernelDetails details;
    private final List<Path> nets;
    private final Consumer<KernelReference> pick;
    private final Consumer<Path> open;

    /**
     * @param nets that are locked to it
     * @param pick goes to another version
     * @param open opens a net
     */
    KernelDrawing(
            Bench bench, KernelDetails details, List<Path> nets, Consumer<KernelReference> pick, Consumer<Path> open) {
        this.bench = bench;
        this.details = details;
        this.nets = nets;
        this.pick = pick;
        this.open = open;
    }

    VBox page(Node buttons) {
        var manifest = details.manifest();
        var name = label(manifest.name(), Styles.TITLE_2);
        name.setId("kernel-name");
        var summary = label(manifest.summary());
        var page = new VBox(14, new VBox(2, name, tag()), summary, chips(), buttons, vouched(), facts());
        details.yanked()
                .ifPresent(why -> page.getChildren()
                        .add(
                                2,
                                warning(
                                        "kernel-yanked",
                                        "Its publisher has taken it back: " + why
                                                + ". Nets that are locked to it still work; take another version for new"
                                                + " ones.")));
        if (!details.alike().isEmpty()) {
            var words = LookAlikes.warning(details.entry().ref(), details.alike());
            page.getChildren().add(2, warning("kernel-alike", words));
        }
        if (!manifest.description().isBlank()) {
            if (!manifest.description().startsWith("#")) {
                page.getChildren().add(heading("About"));
            }
            page.getChildren().add(MarkdownView.of(manifest.description(), target -> LinkDialog.show(bench, target)));
        }
        page.getChildren().addAll(heading("Tested"), evidence(), heading("Files"), files());
        if (!nets.isEmpty()) {
            page.getChildren().addAll(heading("Nets that are locked to it"), nets());
        }
        page.getStyleClass().add("page");
        return page;
    }

    private Label tag() {
        var reference = details.entry().ref();
        var tag = label(
                details.manifest().tag()
                        + (reference.catalog().isEmpty() ? "" : ", of the catalog " + reference.catalog()),
                Styles.TEXT_MUTED);
        tag.setId("kernel-tag");
        return tag;
    }

    /** The word stands out; what it means is said below. */
    private Node vouched() {
        var words = label(details.vouched().words(), Styles.TEXT_MUTED);
        words.setId("kernel-vouched-words");
        return new VBox(2, VouchedWords.label(details.vouched().state()), words);
    }

    private FlowPane chips() {
        var chips = new FlowPane(6, 6);
        var manifest = details.manifest();
        manifest.modes().forEach(mode -> chips.getChildren().add(EntryCell.badge(mode)));
        manifest.tags().forEach(tag -> chip(chips, tag));
        return chips;
    }

    private GridPane facts() {
        var grid = grid();
        if (details.versions().size() > 1) {
            row(grid, "Versions", versions("kernel-versions", details.versions(), MOST_VERSIONS));
        }
        if (!details.yankedVersions().isEmpty()) {
            row(grid, "Yanked", versions("kernel-yanked-versions", details.yankedVersions(), MOST_VERSIONS));
        }
        row(
                grid,
                "Size",
                label(Amounts.of(details.size()) + (details.entry().pulled() ? "" : " to download, at most")));
        for (var fact : KernelFacts.of(details.manifest())) {
            row(grid, fact.name(), label(fact.value()));
        }
        row(grid, "Digest", PageParts.digest(bench, "kernel", details.entry().digest()));
        return grid;
    }

    private FlowPane versions(String id, List<CatalogEntry> versions, int most) {
        var line = new FlowPane(12, 4);
        line.setId(id);
        versions.stream().limit(most).forEach(version -> line.getChildren().add(version(version)));
        if (versions.size() > most) {
            var all = new Hyperlink("all " + versions.size() + "\u2026");
            all.setId(id + "-all");
            all.setOnAction(event -> line.getChildren()
                    .setAll(versions(id, versions, Integer.MAX_VALUE).getChildren()));
            line.getChildren().add(all);
        }
        return line;
    }

    private Node version(CatalogEntry version) {
        var tag = version.ref().tag();
        if (version.ref().equals(details.entry().ref())) {
            return label(tag, Styles.TEXT_BOLD);
        }
        var link = new Hyperlink(tag);
        link.setId("kernel-version-" + tag.replace('.', '-'));
        link.setTooltip(new Tooltip(version.summary()));
        link.setOnAction(event -> pick.accept(version.ref()));
        return link;
    }

    private Node evidence() {
        if (details.evidence().isEmpty()) {
            return label("Nobody has recorded a test of this kernel yet.", Styles.TEXT_MUTED);
        }
        var grid = grid();
        for (var seen : details.evidence()) {
            var by = label(
                    seen.by().isEmpty() ? "nobody vouches for this" : "says " + seen.by(),
                    Styles.TEXT_MUTED,
                    Styles.TEXT_SMALL);
            row(grid, seen.vmm() + " " + seen.version(), new VBox(label(seen.outcome() + ", " + seen.date()), by));
        }
        return grid;
    }

    private Node files() {
        if (details.files().isEmpty()) {
            return label("Its files are fetched when it is pulled.", Styles.TEXT_MUTED);
        }
        var grid = grid();
        details.files().stream().limit(MOST_FILES).forEach(file -> {
            var size = new Label(file.size() == PackagedFile.UNKNOWN ? "" : Amounts.of(file.size()));
            size.setMinWidth(Region.USE_PREF_SIZE);
            size.getStyleClass().add(Styles.TEXT_MUTED);
            var path = label(file.path(), "code-text");
            HBox.setHgrow(path, Priority.ALWAYS);
            path.setMaxWidth(Double.MAX_VALUE);
            row(grid, file.role().name().toLowerCase(Locale.ROOT), new HBox(12, path, size));
        });
        if (details.files().size() > MOST_FILES) {
            row(grid, "", label("and " + (details.files().size() - MOST_FILES) + " more", Styles.TEXT_MUTED));
        }
        return grid;
    }

    private Node nets() {
        var box = new VBox(2);
        box.setId("kernel-nets");
        for (var net : nets) {
            var link = new Hyperlink(net.toString());
            link.setOnAction(event -> open.accept(net));
            box.getChildren().add(link);
        }
        return box;
    }
}
