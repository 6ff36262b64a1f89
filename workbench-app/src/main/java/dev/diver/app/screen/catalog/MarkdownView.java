package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.catalog.Markdown.Block;
import dev.diver.app.screen.catalog.Markdown.Span;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Draws a description of a kernel. Nothing of it is fetched, and nothing opened but by a click that tells where to. */
final class MarkdownView {
    private final Consumer<URI> opened;

    private MarkdownView(Consumer<URI> opened) {
        this.opened = opened;
    }

    /** @param opened is told which link was clicked on */
    static VBox of(String markdown, Consumer<URI> opened) {
        var view = new MarkdownView(opened);
        var box = new VBox(8);
        box.getStyleClass().add("markdown");
        Markdown.parse(markdown).forEach(block -> box.getChildren().add(view.node(block)));
        return box;
    }

    private Node node(Block block) {
        return switch (block) {
            case Block.Heading heading -> heading(heading);
            case Block.Paragraph paragraph -> flow(paragraph.spans());
            case Block.Bullet bullet -> bullet(bullet);
            case Block.Code code -> code(code.text());
        };
    }

    private static Label heading(Block.Heading heading) {
        var label = new Label(heading.text());
        label.setWrapText(true);
        label.getStyleClass().add(heading.level() > 1 ? "markdown-heading-small" : Styles.TITLE_4);
        return label;
    }

    private Node bullet(Block.Bullet bullet) {
        var dot = new Label("\u2022");
        dot.setMinWidth(Region.USE_PREF_SIZE);
        var text = flow(bullet.spans());
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(8, dot, text);
    }

    private static Label code(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("code-text", "code-block");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setWrapText(true);
        return label;
    }

    private TextFlow flow(List<Span> spans) {
        var flow = new TextFlow();
        spans.forEach(span -> flow.getChildren().add(node(span)));
        return flow;
    }

    private Node node(Span span) {
        return switch (span) {
            case Span.Plain plain -> text(plain.text(), "plain");
            case Span.Code code -> text(code.text(), "code-span");
            case Span.Strong strong -> text(strong.text(), "strong");
            case Span.Emphasis emphasis -> text(emphasis.text(), "emphasis");
            case Span.Link link -> link(link);
        };
    }

    private Hyperlink link(Span.Link link) {
        var hyperlink = new Hyperlink(link.text());
        hyperlink.setTooltip(new Tooltip(link.target().toString()));
        hyperlink.setOnAction(event -> opened.accept(link.target()));
        return hyperlink;
    }

    private static Text text(String words, String style) {
        var text = new Text(words);
        text.getStyleClass().addAll("text", style);
        return text;
    }
}
