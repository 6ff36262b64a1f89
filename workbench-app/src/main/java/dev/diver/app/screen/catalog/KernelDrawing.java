package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.PackagedFile;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.LookAlikes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

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

    private static Node warning(String id, String text) {
        var words = label(text);
        words.setId(id);
        HBox.setHgrow(words, Priority.ALWAYS);
        var bar = new HBox(8, Icons.of(MaterialDesignA.ALERT_OUTLINE, 16, "warn"), words);
        bar.getStyleClass().addAll("editor-bar", "editor-question");
        return bar;
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
        for (var tag : manifest.tags()) {
            var chip = new Label(tag);
            chip.getStyleClass().add("chip");
            chips.getChildren().add(chip);
        }
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
        row(grid, "Digest", digest());
        return grid;
    }

    private Node digest() {
        var digest = new Label(details.entry().digest());
        digest.getStyleClass().add("code-text");
        digest.setMinWidth(0);
        HBox.setHgrow(digest, Priority.SOMETIMES);
        var button = new Button(null, Icons.of(MaterialDesignC.CONTENT_COPY, 14));
        button.setId("kernel-copy-digest");
        button.setAccessibleText("Copy the digest");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(event -> {
            copy(details.entry().digest());
            bench.notices().tell("Copied the digest.");
        });
        var line = new HBox(4, digest, button);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
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

    private static GridPane grid() {
        var grid = new GridPane(16, 8);
        var first = new ColumnConstraints(100);
        var second = new ColumnConstraints();
        second.setHgrow(Priority.ALWAYS);
        second.setMinWidth(0);
        grid.getColumnConstraints().addAll(first, second);
        return grid;
    }

    private static void row(GridPane grid, String name, Node value) {
        var key = label(name, Styles.TEXT_MUTED);
        GridPane.setValignment(key, VPos.TOP);
        grid.addRow(grid.getRowCount(), key, value);
    }

    private static Label heading(String text) {
        var label = label(text, Styles.TITLE_4);
        label.getStyleClass().add("section");
        return label;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }

    static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
