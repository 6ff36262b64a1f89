package dev.diver.app.screen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.catalog.Markdown.Block;
import dev.diver.app.screen.catalog.Markdown.Span;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of kernels come from anybody. */
class MarkdownTest {

    private static List<Span> spans(String text) {
        return ((Block.Paragraph) Markdown.parse(text).getFirst()).spans();
    }

    @Test
    void readsWhatDescriptionsUse() {
        assertEquals(
                List.of(
                        new Block.Heading(1, "What it is"),
                        new Block.Paragraph(List.of(
                                new Span.Plain("A "),
                                new Span.Strong("light"),
                                new Span.Plain(" kernel, "),
                                new Span.Emphasis("quite"),
                                new Span.Plain(" small: "),
                                new Span.Code("main"))),
                        new Block.Bullet(List.of(new Span.Plain("one"))),
                        new Block.Heading(2, "More"),
                        new Block.Code("make\n  all")),
                Markdown.parse("""
                        # What it is
                        A **light** kernel,
                        *quite* small: `main`

                        - one
                        ## More
                        ```
                        make
                          all
                        ```
                        """));
    }

    @Test
    void addressesOfTheWebAreLinks() {
        assertEquals(
                List.of(
                        new Span.Plain("See "),
                        new Span.Link("its page", URI.create("https://kernel.example/a?b=c")),
                        new Span.Plain(" or "),
                        new Span.Link("http://other.example/", URI.create("http://other.example/"))),
                spans("See [its page](https://kernel.example/a?b=c) or <http://other.example/>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert`1`",
                "file:///etc/passwd",
                "data:text/html,x",
                "https://bank.example@evil.example/",
                "//evil.example",
                "https:evil",
                "ftp://evil.example/x",
                "https://"
            })
    void othersAreText(String target) {
        assertEquals(List.of(new Span.Plain("a link")), spans("[a link](" + target + ")"));
    }

    @Test
    void picturesAndHtmlAreText() {
        assertEquals(List.of(new Span.Plain("a picture")), spans("![a picture](https://evil.example/track.png)"));
        var html = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        assertEquals(List.of(new Span.Plain(html)), spans(html));
    }

    @Test
    void nothingTurnsAroundOrHides() {
        var shown = Markdown.parse("safe \u202Egnp.exe\u2066 \u0007\u001b[31m \u200Bword [a\u202Eb](https://a.example/)"
                        + "\n# he\u202Ead\n```\nco\u202Ede\n```")
                .toString();
        assertTrue(
                shown.chars().noneMatch(unit -> unit == 0x202E || unit == 0x2066 || unit == 0x200B || unit == 27),
                shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "`", "[", "**a", "[a](", "![", "<http://", "- *", "#", "a `b", "```\n", "\n# x", "w "})
    void anyTextIsReadInBoundedTimeAndSize(String piece) {
        var hostile = piece.repeat(1_000_000 / piece.length());
        var blocks = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Markdown.parse(hostile));
        assertTrue(blocks.size() <= 601, "blocks: " + blocks.size());
        assertTrue(blocks.toString().length() < 1_000_000);
    }
}
