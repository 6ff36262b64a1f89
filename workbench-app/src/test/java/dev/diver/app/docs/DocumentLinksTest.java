package dev.diver.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and files that the documents name are there. */
class DocumentLinksTest {
    /** A path in the repository as a document writes it; words in capitals stand for a name, and three dots for more. */
    private static final Pattern PATH = Pattern.compile(
            "(?:assets|docs|installer|deployers|serial-console|workbench-(?:app|core))/(?![^`]*(?:\\b[A-Z_]+\\b(?!\\.)|\\*|…))[A-Za-z0-9_./-]+");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            page.links()
                    .filter(link -> !link.matches("[a-z]+:.*"))
                    .filter(link -> !leadsSomewhere(page, link))
                    .forEach(link -> broken.add(page.file() + ": " + link));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyFileThatIsNamedIsThere() throws IOException {
        var missing = new ArrayList<String>();
        for (var page : pages()) {
            Page.code(page.lines())
                    .filter(PATH.asMatchPredicate())
                    .filter(path -> !Files.exists(Page.repository().resolve(path)))
                    .forEach(path -> missing.add(page.file() + ": " + path));
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theGuidesIndexNamesEachPage() throws IOException {
        var guide = Page.repository().resolve("docs/guide");
        var index = Page.guide("README.md").links().toList();
        try (var files = Files.list(guide)) {
            var forgotten = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md") && !index.contains(name))
                    .toList();
            assertEquals(List.of(), forgotten);
        }
    }

    private static boolean leadsSomewhere(Page from, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty()
                ? from.file()
                : from.file().getParent().resolve(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        try {
            return parts.length == 1
                    || Files.isRegularFile(target)
                            && Page.read(target).anchors().contains(parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Page> pages() throws IOException {
        var pages = new ArrayList<Page>();
        try (var files = Files.walk(Page.repository())) {
            for (var file : files.filter(DocumentLinksTest::isOurs).toList()) {
                pages.add(Page.read(file));
            }
        }
        assertTrue(pages.size() > 15, "the documents were not found: " + pages.size());
        return pages;
    }

    private static boolean isOurs(Path file) {
        var inside = Page.repository().relativize(file);
        return file.toString().endsWith(".md")
                && Stream.iterate(inside, path -> path != null, Path::getParent)
                        .map(path -> path.getFileName().toString())
                        .noneMatch(name -> name.equals("target") || name.startsWith("."));
    }
}
