package dev.diver.deployer.partitioned;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The least ELF file that bears the mark of a co-kernel. */
final class MarkedImage {
    private static final int NOTES_AT = 64 + 56;
    private static final int NOTES = 24;

    private MarkedImage() {}

    static byte[] of(int version) {
        var file = ByteBuffer.allocate(NOTES_AT + NOTES).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464c457f).putShort(4, (short) 0x0102).putShort(18, (short) 62);
        file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        file.putInt(64, 4).putLong(64 + 8, NOTES_AT).putLong(64 + 32, NOTES);
        file.position(NOTES_AT)
                .putInt(6)
                .putInt(4)
                .putInt(1)
                .put("diver\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(version);
        return file.array();
    }
}
