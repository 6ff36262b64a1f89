package dev.diver.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.Mutations;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingParserTest {
    private static final OptionSchema SCHEMA = new OptionSchema(List.of(
            new Option("cpus", "", new Type.Whole(1, 4), "", ""),
            new Option("memory", "", new Type.Size(), "", ""),
            new Option("fast", "", new Type.Flag(), "", ""),
            new Option("ports", "", new Type.Many(new Type.Text()), "", ""),
            new Option("pins", "", new Type.Many(new Type.Whole(0, 9)), "", ""),
            new Option("disk", "", new Type.Table(List.of(new Option("file", "", new Type.File(), "", ""))), "", "")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    cpus   | 3                  | {"cpus":3}
                    memory | 64MiB              | {"memory":"64MiB"}
                    fast   | true               | {"fast":true}
                    ports  | 80:80,81:81        | {"ports":["80:80","81:81"]}
                    pins   | [1, 2]             | {"pins":[1,2]}
                    disk   | { file = "a.img" } | {"disk":{"file":"a.img"}}
                    """)
    void wordsBecomeValues(String key, String text, String json) {
        assertEquals(json, SettingParser.parse(Map.of(key, text), SCHEMA).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    cpu    | 3     | Did you mean "cpus"
                    cpus   | 5     | from 1 to 4
                    cpus   | many  | from 1 to 4
                    memory | lots  | 128MiB
                    fast   | yes   | true or false
                    pins   | 1,x   | from 0 to 9
                    disk   | a.img | a table with the keys file
                    """)
    void whatDoesNotFitIsExplained(String key, String text, String words) {
        var failure = assertThrows(DiverException.class, () -> SettingParser.parse(Map.of(key, text), SCHEMA));
        assertTrue(failure.problem().text().contains(words), failure.problem().text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    cpus   | 3
                    memory | 64MiB
                    ports  | ["80:80", "81:81"]
                    pins   | [1, 2]
                    disk   | { file = "a.img" }
                    """)
    void anyTextIsTakenOrRefused(String key, String good) {
        Mutations.of(good.getBytes(StandardCharsets.UTF_8), bytes -> {
            try {
                SettingParser.parse(Map.of(key, new String(bytes, StandardCharsets.UTF_8)), SCHEMA);
            } catch (DiverException e) {
                assertEquals(Problem.Kind.INVALID, e.problem().kind());
            }
        });
    }
}
