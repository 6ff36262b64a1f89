package dev.diver.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/guide/workbench.md names the keys of each action of the screen; read from its sources, without a window. */
class WorkbenchGuideTest {
    private static final Pattern KEYS = Pattern.compile("\\.on\\(\"([A-Za-z0-9_+]+)\"\\)");

    @Test
    void everyShortcutIsNamed() throws IOException {
        var wanted = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java/dev/diver/app/screen"))) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                KEYS.matcher(Files.readString(source)).results().forEach(match -> wanted.add(written(match.group(1))));
            }
        }
        assertTrue(wanted.size() > 25, "shortcuts were not found: " + wanted);
        for (var page : List.of("workbench.md", "editor.md")) {
            wanted.removeAll(Page.code(Page.guide(page).lines()).collect(Collectors.toSet()));
        }
        assertEquals(Set.of(), wanted);
    }

    private static String written(String keys) {
        return keys.replace("Shortcut", "Ctrl")
                .replace("PAGE_DOWN", "PageDown")
                .replace("PAGE_UP", "PageUp")
                .replace("SLASH", "/")
                .replace("SPACE", "Space")
                // The keypad's are not named apart.
                .replaceFirst("PLUS$|ADD$", "+")
                .replaceFirst("MINUS$|SUBTRACT$", "-")
                .replaceFirst("EQUALS$", "=");
    }
}
