package dev.diver.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.Mutations;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetLockFileTest {
    private static final NetLock LOCK =
            new NetLock(KernelReference.parse("snorkel:0.1.0"), "sha256:" + "0123456789abcdef".repeat(4), "");

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        NetLockFile.write(directory, LOCK);
        assertEquals(LOCK, NetLockFile.read(directory).orElseThrow());
    }

    @Test
    void aRegistryStandsInItWhereThereIsOne() throws IOException {
        assertFalse(NetLockFile.text(LOCK).contains("registry"));
        var remote = new NetLock(
                KernelReference.parse("lab/snorkel:0.2.0"), LOCK.digest(), "registry.example.org:5000/kernels");
        NetLockFile.write(directory, remote);
        assertEquals(remote, NetLockFile.read(directory).orElseThrow());
        Files.writeString(NetLockFile.of(directory), NetLockFile.text(remote).replace("registry.example", "../etc"));
        assertThrows(DiverException.class, () -> NetLockFile.read(directory));
    }

    @Test
    void aBrokenOneIsRefusedInWords() {
        Mutations.of(NetLockFile.text(LOCK).getBytes(StandardCharsets.UTF_8), bytes -> {
            try {
                Files.write(NetLockFile.of(directory), bytes);
                NetLockFile.read(directory);
            } catch (DiverException e) {
                assertEquals(Problem.Kind.INVALID, e.problem().kind());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
