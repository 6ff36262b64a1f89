package dev.diver.core.catalog.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedDownloadsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    Path folder;

    private Digest part(String name, Duration age) throws IOException {
        var digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
        var file = Files.writeString(folder.resolve(digest.hex()), name);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return digest;
    }

    private List<Digest> left(Digest... all) {
        return Stream.of(all)
                .filter(digest -> Files.exists(folder.resolve(digest.hex())))
                .toList();
    }

    @Test
    void goesOnlyWhereItIsOldAndNobodyWantsOrWritesIt() throws IOException {
        var old = part("old", Duration.ofDays(15));
        var fresh = part("fresh", Duration.ofDays(13));
        var wanted = part("wanted", Duration.ofDays(40));
        var busy = part("busy", Duration.ofDays(40));
        var other = Files.writeString(folder.resolve("notes"), "somebody else's");
        var unfinished = new UnfinishedDownloads(folder);
        try (var held = LockFile.acquire(unfinished.lock(busy), new Cancellation())) {
            unfinished.remove(NOW.minus(UnfinishedDownloads.KEPT), Set.of(wanted));
        }
        assertEquals(List.of(fresh, wanted, busy), left(old, fresh, wanted, busy));
        assertEquals("somebody else's", Files.readString(other));
        unfinished.remove(NOW, Set.of());
        assertEquals(List.of(), left(old, fresh, wanted, busy));
    }
}
