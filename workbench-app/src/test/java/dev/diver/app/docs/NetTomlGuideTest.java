package dev.diver.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.diver.app.EngineFactory;
import dev.diver.core.dive.Deployer;
import dev.diver.core.home.DiverHome;
import dev.diver.core.net.NetSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** docs/guide/net-toml.md has a row for each key that net.toml takes, with its default, and for no other. */
class NetTomlGuideTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\|.*");

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> eachTableIsDescribed() throws IOException {
        var page = Page.guide("net-toml.md");
        var modes =
                EngineFactory.create(DiverHome.in(home, Path.of("../assets")), "/usr/bin:/bin")
                        .dives()
                        .deployers()
                        .stream()
                        .collect(Collectors.toMap(Deployer::mode, Deployer::options));
        var tables = new ArrayList<DynamicTest>();
        collect(page, "", NetSchema.of(modes).options(), tables);
        assertFalse(tables.size() < 7, "tables: " + tables.size());
        return tables.stream();
    }

    private static void collect(Page page, String path, List<Option> keys, List<DynamicTest> tests) {
        if (!path.isEmpty()) {
            tests.add(DynamicTest.dynamicTest(path, () -> describes(page.section("`[" + path + "]`"), keys)));
        }
        for (var key : keys) {
            var inner = path.isEmpty() ? key.key() : path + "." + key.key();
            switch (key.type()) {
                case Type.Table(var nested) -> collect(page, inner, nested, tests);
                case Type.Many(Type.Table(var nested)) -> collect(page, "[" + inner + "]", nested, tests);
                default -> {}
            }
        }
    }

    private static void describes(List<String> section, List<Option> keys) {
        var plain =
                keys.stream().filter(key -> !(key.type() instanceof Type.Table)).toList();
        var rows = section.stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .collect(Collectors.toMap(match -> match.group(1), MatchResult::group, (one, other) -> one));
        assertEquals(
                plain.stream().map(Option::key).sorted().toList(),
                rows.keySet().stream().sorted().toList());
        var otherDefault = plain.stream()
                .filter(key -> !rows.get(key.key()).replace("`", "").contains("| " + key.fallback() + " |"))
                .map(key -> rows.get(key.key()) + " lacks the default: " + key.fallback())
                .toList();
        assertEquals(
                List.of(),
                otherDefault.stream().filter(line -> !line.endsWith(": ")).toList());
    }
}
