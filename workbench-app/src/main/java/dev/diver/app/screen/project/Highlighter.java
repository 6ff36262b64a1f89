package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Tasks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/**
 * Colours a text: all lines are read in the background, and only those whose colours have changed are touched on the
 * screen's thread.
 */
final class Highlighter {
    private static final int PAUSE_MS = 60;
    private final CodeArea area;
    private final Language language;
    private final Tasks tasks;
    private final Delay delay = new Delay(PAUSE_MS, this::colour);
    private List<Mark> marks = List.of();

    Highlighter(CodeArea area, Language language, Tasks tasks) {
        this.area = area;
        this.language = language;
        this.tasks = tasks;
        area.plainTextChanges().subscribe(change -> delay.again());
    }

    void marks(List<Mark> changed) {
        marks = List.copyOf(changed);
        delay.again();
    }

    void stop() {
        delay.stop();
    }

    private void colour() {
        var text = area.getText();
        var shown = marks;
        tasks.quietly(
                () -> styles(language, text, shown),
                styles -> {
                    if (area.getLength() == text.length() && area.getText().equals(text)) {
                        apply(styles);
                    }
                },
                failure -> {
                    throw new IllegalStateException(failure.text());
                });
    }

    private void apply(List<StyleSpans<Collection<String>>> styles) {
        for (var line = 0; line < Math.min(styles.size(), area.getParagraphs().size()); line++) {
            var wanted = styles.get(line);
            if (wanted.length() == area.getParagraphLength(line)
                    && wanted.length() > 0
                    && !area.getParagraph(line).getStyleSpans().equals(wanted)) {
                area.setStyleSpans(line, 0, wanted);
            }
        }
    }

    /** The styles of each line; no scene graph is touched. */
    static List<StyleSpans<Collection<String>>> styles(Language language, String text, List<Mark> marks) {
        var styles = new ArrayList<StyleSpans<Collection<String>>>();
        var inComment = false;
        var number = 0;
        for (var line : text.split("\n", -1)) {
            var lexed = language.lex(line, inComment);
            inComment = lexed.inComment();
            var here = ++number;
            styles.add(spans(
                    line,
                    lexed.spans(),
                    marks.stream().filter(mark -> mark.line() == here).toList()));
        }
        return styles;
    }

    private static StyleSpans<Collection<String>> spans(String line, List<Language.Span> spans, List<Mark> marks) {
        var borders = new TreeSet<>(List.of(0, line.length()));
        spans.forEach(span -> borders.addAll(List.of(span.from(), span.to())));
        marks.forEach(mark -> borders.addAll(List.of(from(mark, line), to(mark, line))));
        var builder = new StyleSpansBuilder<Collection<String>>();
        var before = 0;
        for (var border : borders.tailSet(1)) {
            var styles = new ArrayList<String>();
            for (var span : spans) {
                if (span.from() <= before && border <= span.to()) {
                    styles.add(span.style());
                }
            }
            for (var mark : marks) {
                if (from(mark, line) <= before && border <= to(mark, line)) {
                    styles.add(mark.error() ? "mark-error" : "mark-warning");
                }
            }
            builder.add(styles, border - before);
            before = border;
        }
        if (before == 0) {
            builder.add(List.of(), 0);
        }
        return builder.create();
    }

    /** The word at the column, or the last character where the column lies behind the line. */
    private static int from(Mark mark, String line) {
        var first = line.length() - line.stripLeading().length();
        return mark.spot().column() == 0
                ? first
                : Math.clamp(mark.spot().offsetIn(line), 0, Math.max(0, line.length() - 1));
    }

    private static int to(Mark mark, String line) {
        var end = from(mark, line);
        if (mark.spot().column() == 0) {
            return line.stripTrailing().length();
        }
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || "_-.".indexOf(line.charAt(end)) >= 0)) {
            end++;
        }
        return Math.min(line.length(), Math.max(end, from(mark, line) + 1));
    }
}
