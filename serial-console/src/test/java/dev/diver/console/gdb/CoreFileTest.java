package dev.diver.console.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as QEMU writes them, and others; a real one is in {@link GdbSessionTest}. */
class CoreFileTest {
    private static final int STATE = 440;

    @TempDir
    private Path folder;

    private static byte[] core() {
        var file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464c457f).putShort(4, (short) 0x0102);
        file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 2);
        file.putInt(64, 4).putLong(64 + 8, 200).putLong(64 + 32, 12 + 8 + STATE);
        file.putInt(120, 1).putLong(120 + 8, 800).putLong(120 + 24, 0x10_0000).putLong(120 + 32, 64);
        file.putInt(200, 5).putInt(204, STATE).putInt(208, 0).put(212, "QEMU".getBytes());
        file.putLong(220 + 392, 0x8001_0033L).putLong(220 + 416, 0x10_c000).putLong(220 + 424, 0x620);
        file.putLong(808, 0x1122_3344_5566_7788L);
        return file.array();
    }

    private CoreFile open(byte[] bytes) throws Exception {
        return CoreFile.open(Files.write(folder.resolve("core"), bytes));
    }

    @Test
    void tellsRegistersAndMemory() throws Exception {
        try (var core = open(core())) {
            assertEquals(List.of(new CoreFile.Control(0x8001_0033L, 0, 0x10_c000, 0x620)), core.processors());
            assertEquals(OptionalLong.of(0x1122_3344_5566_7788L), core.word(0x10_0008));
            assertEquals(OptionalLong.empty(), core.word(0x10_0040 - 4));
            assertEquals(OptionalLong.empty(), core.word(8));
            assertEquals(OptionalLong.empty(), core.word(-8));
        }
    }

    @Test
    void damagedFilesThrowNothing() throws Exception {
        var random = new Random(3);
        for (var round = 0; round < 100; round++) {
            var bytes = core();
            for (var damage = 0; damage < 8; damage++) {
                bytes[random.nextInt(300)] = (byte) random.nextInt(256);
            }
            try (var core = open(bytes)) {
                core.processors();
                core.word(random.nextLong());
                core.word(0x10_0008);
            }
        }
        try (var none = open(new byte[0])) {
            assertEquals(List.of(), none.processors());
        }
    }
}
