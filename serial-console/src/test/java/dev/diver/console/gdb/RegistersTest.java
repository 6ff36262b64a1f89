package dev.diver.console.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.debug.Register;
import dev.diver.console.debug.Register.Bit;
import dev.diver.console.debug.Register.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistersTest {

    @Test
    void bitsHaveTheirNames() {
        assertEquals(List.of("PF", "ZF", "IF", "IOPL"), names("eflags", "0x3246"));
        assertEquals(List.of("PE", "MP", "ET", "NE", "WP", "PG"), names("cr0", "0x80010033"));
        assertEquals(List.of("PAE", "OSFXSR", "OSXMMEXCPT", "LA57"), names("cr4", "0x1620"));
        assertEquals(List.of("SCE", "LME", "LMA", "NXE"), names("efer", "0xd01"));
        assertEquals(List.of(), names("cr3", "0x10c000"));
        assertTrue(Registers.register("eflags", "0x3246")
                .bits()
                .getLast()
                .meaning()
                .contains("3"));
    }

    @Test
    void aVectorIsItsWholeValue() {
        var told =
                "{v4_float = {0x8, 0x30}, v2_int64 = {0x3000000008, 0x3fc8f60}, uint128 = 0x3fc8f600000003000000008}";
        var xmm = Registers.register("xmm2", told);
        assertEquals(Group.VECTOR, xmm.group());
        assertEquals("0x3fc8f600000003000000008", xmm.value());
        assertEquals(
                "{0x1, 0x2}",
                Registers.register("ymm0", "{v2_int128 = {0x1, 0x2}}").value());
        assertEquals("{odd}", Registers.register("xmm3", "{odd}").value());
        assertEquals(Group.SEGMENT, Registers.register("gs_base", "0x0").group());
        assertEquals(Group.OTHER, Registers.register("mxcsr", "0x1f80").group());
    }

    private static List<String> names(String name, String value) {
        Register register = Registers.register(name, value);
        return register.bits().stream().map(Bit::name).toList();
    }
}
