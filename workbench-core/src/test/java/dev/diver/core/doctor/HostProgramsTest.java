package dev.diver.core.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.HostAbility;
import dev.diver.core.kernel.Mode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostProgramsTest {
    @Test
    void withoutAnyOnlyTheDemoWorks() {
        assertEquals(new HostAbility(Set.of(), Set.of(Mode.DEMO), Set.of()), HostPrograms.ability(name -> false));
    }

    @Test
    void multiboot2NeedsGrub() {
        assertFalse(
                HostPrograms.ability("qemu-system-x86_64"::equals).protocols().contains("multiboot2"));
        assertTrue(HostPrograms.ability(Set.of("qemu-system-x86_64", "grub-mkrescue")::contains)
                .protocols()
                .contains("multiboot2"));
    }

    @Test
    void aTenderNeedsNoQemu() {
        var ability = HostPrograms.ability("solo5-spt"::equals);
        assertEquals(Set.of("tender"), ability.protocols());
        assertEquals(Set.of(Mode.VM, Mode.DEMO), ability.modes());
    }
}
