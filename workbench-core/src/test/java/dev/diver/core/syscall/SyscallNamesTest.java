package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SyscallNamesTest {
    private static final Pattern DEFINITION = Pattern.compile("(?m)^#define __NR_([a-z0-9_]+) ([0-9]+)$");

    @Test
    void areThoseOfThisMachinesHeader() throws IOException {
        var header = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
        Assumptions.assumeTrue(Files.exists(header), "linux-libc-dev is not installed");
        var matches = DEFINITION.matcher(Files.readString(header)).results().toList();
        assertTrue(matches.size() > 300, "definitions: " + matches.size());
        for (var match : matches) {
            var number = Integer.parseInt(match.group(2));
            assertTrue(
                    !SyscallNames.all().containsKey(number)
                            || SyscallNames.of(number).equals(match.group(1)),
                    match.group());
            assertTrue(number > 460 || SyscallNames.all().containsKey(number), match.group());
        }
    }

    @Test
    void eachNumberHasAWordAndBack() {
        for (var number = 0; number < WindowLayout.CALLS; number++) {
            assertEquals(OptionalInt.of(number), SyscallNames.number(SyscallNames.of(number)));
        }
        assertEquals("syscall_500", SyscallNames.of(500));
        assertEquals(OptionalInt.empty(), SyscallNames.number("no such call"));
        assertEquals(OptionalInt.empty(), SyscallNames.number("syscall_99999999999"));
    }
}
