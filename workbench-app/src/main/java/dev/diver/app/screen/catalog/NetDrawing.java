package dev.diver.app.screen.catalog;

import static dev.diver.app.screen.catalog.PageParts.chip;
import static dev.diver.app.screen.catalog.PageParts.grid;
import static dev.diver.app.screen.catalog.PageParts.label;
import static dev.diver.app.screen.catalog.PageParts.row;
import static dev.diver.app.screen.catalog.PageParts.warning;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.Bench;
import dev.diver.core.catalog.NetDetails;
import dev.diver.core.catalog.NetEntry;
import dev.diver.core.kernel.KernelReference;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Draws a published net's page. */
final class NetDrawing {
    private static final int MOST_VERSIONS = 100;

    private final Bench bench;
    private final NetDetails details;
    private final Consumer<KernelReference> pick;
    private final Consumer<KernelReference> kernel;

    /**
     * @param pick goes to another version
     * @param kernel goes to a kernel
     */
    NetDrawing(Bench bench, NetDetails details, Consumer<KernelReference> pick, Consumer<KernelReference> kernel) {
        this.bench = bench;
        this.details = details;
        this.pick = pick;
        this.kernel = kernel;
    }

    VBox page(Node buttons) {
        var entry = details.entry();
        var name = label(entry.ref().name(), Styles.TITLE_2);
        name.setId("net-name");
        var where = label(entry.version() + ", of the catalog " + entry.ref().catalog(), Styles.TEXT_MUTED);
        where.setId("net-version");
        var summary = entry.summary().isEmpty()
                ? label("Its publisher says nothing about it.", Styles.TEXT_MUTED)
                : label(entry.summary());
        summary.setId("net-summary");
        var page = new VBox(14, new VBox(2, name, where), summary, chips(), buttons, vouched(), facts());
        details.yanked()
                .ifPresent(why -> page.getChildren()
                        .add(
                                2,
                                warning(
                                        "net-yanked",
                                        "Its publisher has taken it back: " + why + ". Take another version.")));
        page.getStyleClass().add("page");
        return page;
    }

    private FlowPane chips() {
        var chips = new FlowPane(6, 6);
        details.entry().modes().forEach(mode -> chips.getChildren().add(EntryCell.badge(mode)));
        details.entry().tags().forEach(tag -> chip(chips, tag));
        chips.managedProperty().set(!chips.getChildren().isEmpty());
        return chips;
    }

    private Node vouched() {
        var sign = VouchedWords.label(details.vouched().state());
        sign.setId("net-vouched");
        return new VBox(2, sign, label(details.vouched().words(), Styles.TEXT_MUTED));
    }

    private GridPane facts() {
        var grid = grid();
        row(grid, "Kernel", kernel());
        if (details.versions().size() > 1) {
            row(grid, "Versions", versions());
        }
        details.entry().size().ifPresent(size -> row(grid, "Size", label(Amounts.of(size) + " of packed sources")));
        row(grid, "Digest", PageParts.digest(bench, "net", details.entry().digest()));
        return grid;
    }

    private Node kernel() {
        var locked = details.entry().kernel();
        if (locked.isEmpty()) {
            return label("Its net.lock tells, once it is taken.", Styles.TEXT_MUTED);
        }
        var shown = new KernelReference(
                locked.get().catalog(), locked.get().name(), locked.get().tag(), "");
        var link = new Hyperlink(shown.toString());
        link.setId("net-kernel");
        link.setOnAction(event -> kernel.accept(shown));
        return link;
    }

    private FlowPane versions() {
        var line = new FlowPane(12, 4);
        line.setId("net-versions");
        details.versions().stream()
                .limit(MOST_VERSIONS)
                .forEach(version -> line.getChildren().add(version(version)));
        return line;
    }

    private Node version(NetEntry version) {
        if (version.ref().equals(details.entry().ref())) {
            return label(version.version(), Styles.TEXT_BOLD);
        }
        var link = new Hyperlink(version.version());
        link.setId("net-version-" + version.version().replace('.', '-'));
        link.setOnAction(event -> pick.accept(version.ref()));
        return link;
    }
}
