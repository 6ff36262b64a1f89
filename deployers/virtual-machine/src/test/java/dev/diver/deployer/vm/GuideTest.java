package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.option.OptionSchema.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

    @Test
    void theGuideNamesExactlyTheOptionsThereAre() throws IOException {
        var guide = Files.readString(Path.of("../../docs/guide/dives.md"));
        var section = guide.substring(
                guide.indexOf("## Options of `[dive.vm]`"), guide.indexOf("## Options of `[dive.demo]`"));
        var named = ROW.matcher(section).results().map(row -> row.group(1)).collect(Collectors.toSet());
        var known = VmOptions.schema().options().stream().map(Option::key).collect(Collectors.toSet());
        assertEquals(known, named);
    }
}
