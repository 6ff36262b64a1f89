package dev.diver.app.screen.catalog;

import dev.diver.core.text.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of Markdown that descriptions of kernels use: headings, paragraphs, lists, code, strong and emphasized words,
 * links. A package comes from anybody: pictures are words, HTML is text, only addresses of the web lead anywhere, and a
 * text of any size is read in time that grows with what is kept of it.
 */
final class Markdown {
    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_BLOCKS = 600;

    /** Bounded, each of them: nothing is tried twice over a long way. */
    private static final Pattern SPAN = Pattern.compile("`([^`]{1,500})`"
            + "|\\*\\*([^*]{1,500})\\*\\*"
            + "|\\*([^*]{1,500})\\*"
            + "|!\\[([^\\[\\]]{0,200})\\]\\([^()\\s]{0,1000}\\)"
            + "|\\[([^\\[\\]]{1,200})\\]\\(([^()\\s]{1,1000})\\)"
            + "|<(https?://[^<>\\s]{1,1000})>");

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();

    private Markdown() {}

    /** What stands below what came before. */
    sealed interface Block {
        /** @param level 1 for the largest */
        record Heading(int level, String text) implements Block {}

        record Paragraph(List<Span> spans) implements Block {}

        record Bullet(List<Span> spans) implements Block {}

        record Code(String text) implements Block {}
    }

    /** What stands beside what came before. */
    sealed interface Span {
        String text();

        record Plain(String text) implements Span {}

        record Code(String text) implements Span {}

        record Strong(String text) implements Span {}

        record Emphasis(String text) implements Span {}

        /** @param target of the web, with a host */
        record Link(String text, URI target) implements Span {}
    }

    static List<Block> parse(String text) {
        var cut = PlainText.lines(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        return new Markdown().read(cut.lines().toList());
    }

    private List<Block> read(List<String> lines) {
        var code = new ArrayList<String>();
        var inCode = false;
        for (var line : lines) {
            if (blocks.size() >= MOST_BLOCKS) {
                break;
            }
            if (line.startsWith("```")) {
                flush();
                if (inCode) {
                    blocks.add(new Block.Code(String.join("\n", code)));
                    code.clear();
                }
                inCode = !inCode;
            } else if (inCode) {
                code.add(line);
            } else {
                outsideOfCode(line);
            }
        }
        flush();
        if (!code.isEmpty()) {
            blocks.add(new Block.Code(String.join("\n", code)));
        }
        return List.copyOf(blocks);
    }

    private void outsideOfCode(String line) {
        if (line.isBlank()) {
            flush();
        } else if (line.startsWith("#")) {
            flush();
            blocks.add(new Block.Heading(line.startsWith("##") ? 2 : 1, line.replaceFirst("^#+\\s*", "")));
        } else if (line.startsWith("- ") || line.startsWith("* ")) {
            flush();
            blocks.add(new Block.Bullet(spans(line.substring(2))));
        } else {
            paragraph.add(line.strip());
        }
    }

    private void flush() {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(spans(String.join(" ", paragraph))));
            paragraph.clear();
        }
    }

    private static List<Span> spans(String text) {
        var spans = new ArrayList<Span>();
        var match = SPAN.matcher(text);
        var at = 0;
        while (match.find()) {
            plain(spans, text.substring(at, match.start()));
            at = match.end();
            if (match.group(1) != null) {
                spans.add(new Span.Code(match.group(1)));
            } else if (match.group(2) != null) {
                spans.add(new Span.Strong(match.group(2)));
            } else if (match.group(3) != null) {
                spans.add(new Span.Emphasis(match.group(3)));
            } else if (match.group(4) != null) {
                plain(spans, match.group(4));
            } else if (match.group(5) != null) {
                spans.add(link(match.group(5), match.group(6)));
            } else {
                spans.add(link(match.group(7), match.group(7)));
            }
        }
        plain(spans, text.substring(at));
        return List.copyOf(spans);
    }

    private static void plain(List<Span> spans, String text) {
        if (!text.isEmpty()) {
            spans.add(new Span.Plain(text));
        }
    }

    private static Span link(String text, String target) {
        return web(target).<Span>map(address -> new Span.Link(text, address)).orElseGet(() -> new Span.Plain(text));
    }

    /** Only plain addresses: one with a user before its host looks like another one. */
    private static Optional<URI> web(String target) {
        try {
            var address = new URI(target);
            var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http"))
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                    ? Optional.of(new URI(address.toASCIIString()))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
