package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * The part of Markdown that descriptions of kernels use: headings, paragraphs, lists, code, strong and emphasized words.
 * Links and pictures stay text: a package comes from anybody, and nothing of it is fetched or opened.
 */
final class MarkdownView {
    private static final int MOST_CHARACTERS = 20_000;
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*");

    private MarkdownView() {}

    static VBox of(String markdown) {
        var box = new VBox(8);
        box.getStyleClass().add("markdown");
        var paragraph = new ArrayList<String>();
        var code = new ArrayList<String>();
        var inCode = false;
        for (var line : markdown.substring(0, Math.min(markdown.length(), MOST_CHARACTERS))
                .lines()
                .toList()) {
            if (line.startsWith("```")) {
                flush(box, paragraph);
                if (inCode) {
                    box.getChildren().add(code(code));
                    code.clear();
                }
                inCode = !inCode;
            } else if (inCode) {
                code.add(line);
            } else if (line.isBlank()) {
                flush(box, paragraph);
            } else if (line.startsWith("#")) {
                flush(box, paragraph);
                box.getChildren().add(heading(line));
            } else if (line.startsWith("- ") || line.startsWith("* ")) {
                flush(box, paragraph);
                box.getChildren().add(bullet(line.substring(2)));
            } else {
                paragraph.add(line.strip());
            }
        }
        flush(box, paragraph);
        if (!code.isEmpty()) {
            box.getChildren().add(code(code));
        }
        return box;
    }

    private static void flush(VBox box, List<String> paragraph) {
        if (!paragraph.isEmpty()) {
            box.getChildren().add(flow(String.join(" ", paragraph)));
            paragraph.clear();
        }
    }

    private static Label heading(String line) {
        var label = new Label(line.replaceFirst("^#+\\s*", ""));
        label.setWrapText(true);
        label.getStyleClass().add(line.startsWith("##") ? "markdown-heading-small" : Styles.TITLE_4);
        return label;
    }

    private static Node bullet(String text) {
        var dot = new Label("\u2022");
        dot.setMinWidth(Region.USE_PREF_SIZE);
        return new HBox(8, dot, flow(text));
    }

    private static Label code(List<String> lines) {
        var label = new Label(String.join("\n", lines));
        label.getStyleClass().addAll("code-text", "code-block");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static TextFlow flow(String text) {
        var flow = new TextFlow();
        var match = SPAN.matcher(text);
        var at = 0;
        while (match.find()) {
            flow.getChildren().add(text(text.substring(at, match.start()), "plain"));
            for (var group = 1; group <= 3; group++) {
                if (match.group(group) != null) {
                    var style = group == 1 ? "code-span" : group == 2 ? "strong" : "emphasis";
                    flow.getChildren().add(text(match.group(group), style));
                }
            }
            at = match.end();
        }
        flow.getChildren().add(text(text.substring(at), "plain"));
        return flow;
    }

    private static Text text(String words, String style) {
        var text = new Text(words);
        text.getStyleClass().addAll("text", style);
        return text;
    }
}
