package dev.diver.core.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
    @TempDir
    Path folder;

    /** With a note of somebody else's before GNU's, as in snorkel's images. */
    private static byte[] elf(boolean wide, int type) {
        var elf = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c457f).put(4, (byte) (wide ? 2 : 1)).put(5, (byte) 1).putShort(16, (short) type);
        if (wide) {
            elf.putLong(32, 64).putShort(56, (short) 1).putInt(64, 4);
            elf.putLong(64 + 8, 128).putLong(64 + 32, 60);
        } else {
            elf.putInt(28, 64).putShort(44, (short) 1).putInt(64, 4);
            elf.putInt(64 + 4, 128).putInt(64 + 16, 60);
        }
        elf.putInt(128, 4)
                .putInt(132, 2)
                .putInt(136, 18)
                .putInt(140, 0x006e6558)
                .putInt(144, 0x00001234);
        elf.putInt(148, 4).putInt(152, 20).putInt(156, 3).putInt(160, 0x00554e47);
        for (var i = 0; i < 20; i++) {
            elf.put(164 + i, (byte) (0xa0 + i));
        }
        return elf.array();
    }

    private Optional<ElfFile> read(byte[] bytes) {
        try {
            return ElfFile.read(Files.write(folder.resolve("file"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsWhichBuildItIs() {
        var id = Optional.of("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3");
        assertEquals(Optional.of(new ElfFile(false, id)), read(elf(true, 2)));
        assertEquals(Optional.of(new ElfFile(true, id)), read(elf(true, 3)));
        assertEquals(Optional.of(new ElfFile(false, id)), read(elf(false, 2)));
        assertEquals(Optional.empty(), read("#!/bin/sh".getBytes()));
        assertEquals(Optional.empty(), ElfFile.read(folder));
        assertEquals(Optional.empty(), ElfFile.read(folder.resolve("none")));
    }

    @Test
    void takesWhateverAFileSays() {
        Mutations.of(elf(true, 2), this::read);
        Mutations.of(elf(false, 2), this::read);
        var huge = elf(true, 2);
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(152, -1);
        assertTrue(read(huge).orElseThrow().buildId().isEmpty());
    }
}
