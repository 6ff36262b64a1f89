package dev.diver.core.catalog.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeArchiveTest {
    @TempDir
    Path temp;

    @Test
    void whatIsWrittenComesBackWithItsExecutableBits() throws IOException {
        var source = Files.createDirectories(temp.resolve("source/sdk/include"));
        Files.writeString(source.resolve("a.h"), "int a;\n");
        var tool = Files.writeString(temp.resolve("source/tool"), "#!/bin/sh\n");
        assertTrue(tool.toFile().setExecutable(true));
        var packed = new ByteArrayOutputStream();
        ArchiveWriter.write(packed, temp.resolve("source"), List.of("sdk", "tool"));

        var target = unpack(packed.toByteArray(), Limits.PACKAGE);

        assertEquals("int a;\n", Files.readString(target.resolve("sdk/include/a.h")));
        assertTrue(Files.isExecutable(target.resolve("tool")));
        assertFalse(Files.isExecutable(target.resolve("sdk/include/a.h")));
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        Files.writeString(temp.resolve("a"), "1");
        var first = new ByteArrayOutputStream();
        ArchiveWriter.write(first, temp, List.of("a"));
        Files.setLastModifiedTime(temp.resolve("a"), java.nio.file.attribute.FileTime.fromMillis(12_345_000));
        var second = new ByteArrayOutputStream();
        ArchiveWriter.write(second, temp, List.of("a"));
        Assertions.assertArrayEquals(first.toByteArray(), second.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escape", "a/../../escape", "/etc/escape", "a\\..\\escape", "a/..", ".."})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        refused(tar(file(name, 1)));
        assertFalse(Files.exists(temp.resolve("escape")));
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO
            })
    void onlyFilesAndDirectoriesAreTaken(byte type) throws IOException {
        var entry = new TarArchiveEntry("thing", type);
        entry.setLinkName("/etc/passwd");
        refused(tar(entry));
    }

    @Test
    void anArchiveCannotReplaceItsOwnFile() throws IOException {
        refused(tar(file("a", 1), file("a", 1)));
        refused(tar(file("a", 1), file("./a", 1)));
        refused(tar(file("a", 1), file("a/b", 1)));
    }

    @Test
    void aMillionEntriesAreTooMany() throws IOException {
        var entries = new TarArchiveEntry[1001];
        for (var i = 0; i < entries.length; i++) {
            entries[i] = file("f" + i, 0);
        }
        var problem = refused(tar(entries), new Limits(1000, 1 << 20, 200));
        assertTrue(problem.what().contains("more than 1000 entries"), problem.what());
    }

    @Test
    void aBombIsStoppedByItsRatioLongBeforeItsSize() throws IOException {
        var problem = refused(tar(file("zeros", 200 << 20)), new Limits(10, 1L << 40, 200));
        assertTrue(problem.what().contains("200 times"), problem.what());
    }

    /** The library itself would keep a long name or an extended header in memory, whatever its size. */
    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_GNUTYPE_LONGNAME,
                TarConstants.LF_GNUTYPE_LONGLINK,
                TarConstants.LF_PAX_EXTENDED_HEADER_LC,
                TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER
            })
    void aBombInAHeaderIsStopped(byte type) throws IOException {
        var header = new byte[TarConstants.DEFAULT_RCDSIZE];
        var entry = new TarArchiveEntry("bomb", type);
        entry.setSize(1L << 32);
        entry.writeEntryHeader(header);
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header);
            var piece = new byte[1 << 20];
            gzip.write("1000000000 path=".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            java.util.Arrays.fill(piece, (byte) 'a');
            for (var i = 0; i < 64; i++) {
                gzip.write(piece);
            }
        }
        var problem = refused(bytes.toByteArray());
        assertTrue(problem.what().contains("headers"), problem.what());
    }

    @Test
    void moreBytesThanAllowedAreRefusedBeforeTheyAreWritten() throws IOException {
        refused(tar(file("large", 4096)), new Limits(10, 4095, 200));
        assertFalse(Files.exists(temp.resolve("target1/large")));
    }

    @Test
    void mutilatedArchivesNeverEscapeNorHang() throws IOException {
        var whole = tar(file("dir/a", 3000), file("b", 10));
        var random = new Random(7);
        for (var round = 0; round < 400; round++) {
            var bytes = whole.clone();
            for (var hits = 1 + random.nextInt(8); hits > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var archive = round % 2 == 0 ? bytes : gzip(ungzipOr(whole, bytes));
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try {
                    unpack(archive, new Limits(100, 1 << 20, 200));
                } catch (IOException | DiverException expected) {
                    // Refused in an orderly way.
                }
            });
        }
        try (var outside = Files.list(temp)) {
            assertTrue(outside.allMatch(path -> path.getFileName().toString().startsWith("target")));
        }
    }

    private static byte[] ungzipOr(byte[] whole, byte[] noise) throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(whole))) {
            var tar = in.readAllBytes();
            for (var i = 0; i < 6; i++) {
                tar[Math.floorMod(noise[i] * 31 + noise[noise.length - 1 - i], 1024)] = noise[noise.length / 2 + i];
            }
            return tar;
        }
    }

    private Problem refused(byte[] archive) {
        return refused(archive, Limits.PACKAGE);
    }

    private Problem refused(byte[] archive, Limits limits) {
        var failure = assertThrows(DiverException.class, () -> unpack(archive, limits));
        assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
        return failure.problem();
    }

    private int targets;

    private Path unpack(byte[] archive, Limits limits) throws IOException {
        var target = Files.createDirectories(temp.resolve("target" + ++targets));
        new SafeArchive(target, limits, new Cancellation()).unpack(new ByteArrayInputStream(archive));
        return target;
    }

    private static TarArchiveEntry file(String name, int size) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        return entry;
    }

    private static byte[] tar(TarArchiveEntry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var entry : entries) {
                tar.putArchiveEntry(entry);
                var left = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() ? entry.getSize() : 0;
                var zeros = new byte[1 << 16];
                for (; left > 0; left -= zeros.length) {
                    tar.write(zeros, 0, (int) Math.min(left, zeros.length));
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] tar) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        }
        return bytes.toByteArray();
    }
}
