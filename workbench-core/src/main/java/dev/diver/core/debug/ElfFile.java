package dev.diver.core.debug;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What has to be known of an ELF file before a debugger takes it (System V ABI, "ELF Header", "Note Section"). Whatever the
 * file says, little of it is read.
 *
 * @param movable whether its addresses are only distances from where it will lie (ET_DYN)
 * @param buildId GNU's, in lower-case hexadecimal: the note of type 3 and name {@code GNU} in one of its PT_NOTE segments
 *     (ld(1), {@code --build-id})
 */
public record ElfFile(boolean movable, Optional<String> buildId) {
    private static final int ELF = 0x464c457f;
    private static final byte LITTLE_ENDIAN = 1;
    private static final short MOVABLE = 3;
    private static final int TYPE = 3;
    private static final int LONGEST_ID = 64;

    /** Empty where the file is none, or cannot be read. */
    public static Optional<ElfFile> read(Path file) {
        // Opening a pipe would wait for who writes into it.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = ElfNotes.piece(channel, 0, ElfNotes.HEADER, ElfNotes.HEADER);
            var isElf = header.limit() >= 52 && header.getInt(0) == ELF && header.get(5) == LITTLE_ENDIAN;
            return isElf
                    ? Optional.of(new ElfFile(header.getShort(16) == MOVABLE, buildId(channel, header)))
                    : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> buildId(FileChannel channel, ByteBuffer header) throws IOException {
        return buildId(ElfNotes.find(channel, header, "GNU", TYPE));
    }

    /** That of notes without their file, little-endian; empty where there is none among them. */
    public static Optional<String> buildId(ByteBuffer notes) {
        return buildId(ElfNotes.find(notes, "GNU", TYPE));
    }

    private static Optional<String> buildId(List<ByteBuffer> ids) {
        return ids.stream()
                .filter(id -> id.hasRemaining() && id.remaining() <= LONGEST_ID)
                .findFirst()
                .map(id -> {
                    var bytes = new byte[id.remaining()];
                    id.get(bytes);
                    return HexFormat.of().formatHex(bytes);
                });
    }
}
