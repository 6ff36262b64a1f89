package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
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
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Draws a kernel's page. */
final class KernelDrawing {
    private final CatalogEntry entry;
    private final KernelManifest manifest;
    private final List<CatalogEntry> versions;
    private final Consumer<KernelReference> pick;
    private final Notices notices;

    /**
     * @param versions all of that kernel, this one among them
     * @param pick goes to another of them
     */
    KernelDrawing(
            CatalogEntry entry,
            KernelManifest manifest,
            List<CatalogEntry> versions,
            Consumer<KernelReference> pick,
            Notices notices) {
        this.entry = entry;
        this.manifest = manifest;
        this.versions = versions;
        this.pick = pick;
        this.notices = notices;
    }

    VBox page(Node buttons) {
        var name = label(manifest.name(), Styles.TITLE_2);
        name.setId("kernel-name");
        var tag = label(manifest.tag(), Styles.TEXT_MUTED);
        var summary = label(manifest.summary());
        var page = new VBox(14, new VBox(2, name, tag), summary, chips(), buttons, facts());
        if (!manifest.description().isBlank()) {
            if (!manifest.description().startsWith("#")) {
                page.getChildren().add(heading("About"));
            }
            page.getChildren().add(MarkdownView.of(manifest.description()));
        }
        page.getChildren().addAll(heading("Tested"), verified(), heading("Files"), files());
        page.getStyleClass().add("page");
        return page;
    }

    private FlowPane chips() {
        var chips = new FlowPane(6, 6);
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
        if (versions.size() > 1) {
            row(grid, "Versions", versions());
        }
        for (var fact : KernelFacts.of(manifest)) {
            row(grid, fact.name(), label(fact.value()));
        }
        var digest = new Label(entry.digest());
        digest.getStyleClass().add("code-text");
        digest.setMinWidth(0);
        HBox.setHgrow(digest, Priority.SOMETIMES);
        var button = new Button(null, Icons.of(MaterialDesignC.CONTENT_COPY, 14));
        button.setId("kernel-copy-digest");
        button.setAccessibleText("Copy the digest");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(event -> {
            copy(entry.digest());
            notices.tell("Copied the digest.");
        });
        var line = new HBox(4, digest, button);
        line.setAlignment(Pos.CENTER_LEFT);
        row(grid, "Digest", line);
        return grid;
    }

    private Node versions() {
        var line = new FlowPane(12, 4);
        line.setId("kernel-versions");
        for (var version : versions) {
            var tag = version.ref().tag();
            if (version.ref().equals(entry.ref())) {
                line.getChildren().add(label(tag, Styles.TEXT_BOLD));
            } else {
                var link = new Hyperlink(tag);
                link.setId("kernel-version-" + tag.replace('.', '-'));
                link.setTooltip(new Tooltip(version.summary()));
                link.setOnAction(event -> pick.accept(version.ref()));
                line.getChildren().add(link);
            }
        }
        return line;
    }

    private Node verified() {
        if (manifest.verified().isEmpty()) {
            return label("Nobody has recorded a test of this kernel yet.", Styles.TEXT_MUTED);
        }
        var grid = grid();
        for (var test : manifest.verified()) {
            row(grid, test.vmm() + " " + test.version(), label(test.result() + ", " + test.date()));
        }
        return grid;
    }

    private Node files() {
        if (manifest.artifacts().isEmpty()) {
            return label("Its files are fetched when it is pulled.", Styles.TEXT_MUTED);
        }
        var grid = grid();
        for (var artifact : manifest.artifacts()) {
            var path = label(artifact.path(), "code-text");
            row(grid, artifact.role().name().toLowerCase(Locale.ROOT), path);
        }
        return grid;
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
