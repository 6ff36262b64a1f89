package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The co-kernel counts what {@code strace -c} counts. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class CountsTest {
    private static final Duration LIMIT = Duration.ofSeconds(400);

    private final Lab lab;
    private Path folder;

    CountsTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void folder() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
    }

    @AfterEach
    void clean() {
        Folders.delete(folder);
    }

    private Path text() throws Exception {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++) {
            text.append("line ").append(i * 7919 % 20_011).append(" of a text\n");
        }
        return Files.writeString(folder.resolve("text"), text);
    }

    private Path database() throws Exception {
        HostCommand.run(folder, List.of("sqlite3", "db", """
                create table t (k integer primary key, v text);
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 500)
                insert into t select i, 'value ' || (i * 7919 % 503) from n;
                """));
        return folder.resolve("db");
    }

    @Test
    void equalThoseOfStrace() throws Exception {
        var both = new SideBySide(lab);
        both.count();
        for (var program : List.of("bzip2", "ls", "sort", "gzip", "sha256sum", "sqlite3")) {
            both.program("/usr/bin/" + program);
        }
        both.work("text", text());
        both.work("db", database());
        both.work("tree/deep/er/file", text());
        both.work("tree/other", text());
        both.program("/test/pack", HostCommand.compile("pack", folder));
        both.command("static", List.of("/test/pack", "text"));
        both.command("bzip2", List.of("/usr/bin/bzip2", "-kv", "text"));
        both.command("ls", List.of("/usr/bin/ls", "-lR", "tree"));
        both.command("sort", List.of("/usr/bin/sort", "text"));
        both.command("gzip", List.of("/usr/bin/gzip", "-k", "text"));
        both.command("gzip-input", List.of("/usr/bin/gzip", "-c"), "/work/text");
        both.command("sha256sum", List.of("/usr/bin/sha256sum", "text", "missing", "tree/other"));
        both.command(
                "sqlite3-read",
                List.of("/usr/bin/sqlite3", "db", "select count(*), max(v) from t where v > 'value 3'"));
        both.command(
                "sqlite3-write",
                List.of(
                        "/usr/bin/sqlite3",
                        "db",
                        "begin; delete from t where k % 3 = 0; create index i on t (v); commit; select count(*) from t"));
        assertAll(both.run(LIMIT).entrySet().stream().map(entry -> () -> same(entry.getKey(), entry.getValue())));
    }

    private static void same(String name, SideBySide.Pair pair) {
        assertEquals(pair.linux(), pair.cokernel(), name);
        assertEquals(
                List.of(),
                KnownDifferences.unknown(pair.strace(), pair.counted()),
                () -> name + "\n" + pair.strace() + pair.linux().output());
        assertEquals(List.of(), KnownDifferences.unsupported(pair.counted()), name);
        assertTrue(pair.counted().forwarded() > 0, name);
    }

    @Test
    void theGuideNamesEachDifference() throws Exception {
        var guide = Files.readString(Lab.assets().resolve("../docs/guide/syscalls.md"));
        Consumer<KnownDifferences> isThere = one -> assertTrue(
                guide.lines()
                        .anyMatch(line -> line.startsWith("| `" + one.call() + "` |") && line.contains(one.reason())),
                one.toString());
        KnownDifferences.ALL.forEach(isThere);
    }
}
