package dev.diver.app.screen.dive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.option.OptionSchema.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionValueTest {

    @Test
    void whatIsTypedIsChecked() {
        var cpus = new Type.Whole(1, 64);
        assertTrue(OptionValue.problem(cpus, "64").isEmpty());
        assertTrue(OptionValue.problem(cpus, "65").isPresent());
        assertTrue(OptionValue.problem(cpus, "many").isPresent());
        assertTrue(OptionValue.problem(cpus, "").isEmpty(), "nothing is the default");
        assertTrue(OptionValue.problem(new Type.Size(), "128MiB").isEmpty());
        assertTrue(OptionValue.problem(new Type.Size(), "128 pounds").isPresent());
        assertTrue(OptionValue.problem(new Type.Many(cpus), "1\n\n99").isPresent());
    }

    @Test
    void valuesHaveTheirType() {
        assertEquals(Optional.of(4L), OptionValue.parse(new Type.Whole(1, 64), " 4 "));
        assertEquals(Optional.of(true), OptionValue.parse(new Type.Flag(), "true"));
        assertEquals(Optional.empty(), OptionValue.parse(new Type.Text(), " "));
        assertEquals(
                Optional.of(List.of("a.img", "b.img")),
                OptionValue.parse(new Type.Many(new Type.File()), "a.img\n b.img\n"));
        assertFalse(OptionValue.isEditable(new Type.Many(new Type.Table(List.of()))));
    }

    @Test
    void whatIsSetIsShown() {
        var json = JsonNodeFactory.instance;
        assertEquals("", OptionValue.show(null));
        assertEquals("4", OptionValue.show(json.numberNode(4)));
        assertEquals("a\nb", OptionValue.show(json.arrayNode().add("a").add("b")));
    }

    @Test
    void commandsCanBePastedIntoAShell() {
        assertEquals(
                "qemu -append '-- it'\\''s' -m 128M",
                PlanDialog.shell(List.of("qemu", "-append", "-- it's", "-m", "128M")));
    }
}
