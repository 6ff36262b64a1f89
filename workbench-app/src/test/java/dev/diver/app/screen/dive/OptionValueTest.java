package dev.diver.app.screen.dive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.app.screen.common.Words;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.option.SettingParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionValueTest {

    private static final Type DISK = new Type.Table(List.of(
            new Option("file", "", new Type.File(), "", ""), new Option("snapshot", "", new Type.Flag(), "true", "")));

    private static Optional<String> problem(Type type, String text) {
        return OptionValue.problem(new Option("key", "Group", type, "", ""), text);
    }

    @Test
    void whatIsTypedIsChecked() {
        var cpus = new Type.Whole(1, 64);
        assertTrue(problem(cpus, "64").isEmpty());
        assertTrue(problem(cpus, "65").isPresent());
        assertTrue(problem(cpus, "many").isPresent());
        assertTrue(problem(cpus, "").isEmpty(), "nothing is the default");
        assertTrue(problem(new Type.Size(), "128MiB").isEmpty());
        assertTrue(problem(new Type.Size(), "128 pounds").isPresent());
        assertTrue(problem(new Type.Many(cpus), "1\n\n99").isPresent());
        assertTrue(problem(new Type.Many(DISK), "file=a.img, snapshot=false\nfile=b.img")
                .isEmpty());
        assertTrue(problem(new Type.Many(DISK), "fiel=a.img").orElse("").contains("file"));
        assertTrue(problem(new Type.Pairs(), "A=1\nB=2").isEmpty());
    }

    @Test
    void valuesHaveTheirType() {
        assertEquals(Optional.of(4L), OptionValue.parse(new Type.Whole(1, 64), " 4 "));
        assertEquals(Optional.of(true), OptionValue.parse(new Type.Flag(), "true"));
        assertEquals(Optional.empty(), OptionValue.parse(new Type.Text(), " "));
        assertEquals(
                Optional.of(List.of("a.img", "b.img")),
                OptionValue.parse(new Type.Many(new Type.File()), "a.img\n b.img\n"));
        assertEquals(
                Optional.of(List.of(Map.of("file", "a.img", "snapshot", false))),
                OptionValue.parse(new Type.Many(DISK), "file=a.img, snapshot=false"));
    }

    @Test
    void settingsAreReadByTheEngineAsTheFormMeantThem() {
        var schema = new OptionSchema(List.of(
                new Option("disks", "", new Type.Many(DISK), "", ""),
                new Option("names", "", new Type.Many(new Type.Text()), "", ""),
                new Option("env", "", new Type.Pairs(), "", "")));
        var parsed = SettingParser.parse(
                Map.of(
                        "disks", OptionValue.setting(new Type.Many(DISK), "file=a.img, snapshot=false"),
                        "names", OptionValue.setting(new Type.Many(new Type.Text()), "a, \"b\"\nc\\d"),
                        "env", OptionValue.setting(new Type.Pairs(), "A.B=1\nC=x")),
                schema);
        assertEquals("a.img", parsed.at("/disks/0/file").asText());
        assertFalse(parsed.at("/disks/0/snapshot").asBoolean(true));
        assertEquals("a, \"b\"", parsed.at("/names/0").asText());
        assertEquals("c\\d", parsed.at("/names/1").asText());
        assertEquals("1", parsed.at("/env").get("A.B").asText());
    }

    @Test
    void whatIsSetIsShown() {
        var json = JsonNodeFactory.instance;
        assertEquals("", OptionValue.show(null));
        assertEquals("4", OptionValue.show(json.numberNode(4)));
        assertEquals("a\nb", OptionValue.show(json.arrayNode().add("a").add("b")));
        assertEquals("file=a.img", OptionValue.show(json.objectNode().put("file", "a.img")));
    }

    @Test
    void commandsCanBePastedIntoAShell() {
        assertEquals(
                "qemu -append '-- it'\\''s' -m 128M",
                Words.command(List.of("qemu", "-append", "-- it's", "-m", "128M")));
    }
}
