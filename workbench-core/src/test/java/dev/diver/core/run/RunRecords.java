package dev.diver.core.run;

import dev.diver.core.kernel.Mode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Records for tests. */
final class RunRecords {
    private RunRecords() {}

    static RunRecord ended(String id) {
        return of(id, RunState.ENDED, OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
    }

    static RunRecord running(String id, long supervisor, Instant since, OptionalLong guest) {
        return of(id, RunState.RUNNING, OptionalLong.of(supervisor), Optional.of(since), guest);
    }

    private static RunRecord of(
            String id, RunState state, OptionalLong supervisor, Optional<Instant> since, OptionalLong guest) {
        var over = state == RunState.ENDED;
        return new RunRecord(
                id,
                "hello",
                "snorkel:0.1.0-linked",
                "sha256:" + "0".repeat(64),
                Mode.VM,
                Path.of("/home/somebody/hello, world"),
                state,
                over ? Optional.of(Outcome.EXITED) : Optional.empty(),
                over ? OptionalInt.of(7) : OptionalInt.empty(),
                "",
                "tcg",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                new RunRecord.Timeline(
                        OptionalLong.of(3), OptionalLong.of(9), OptionalLong.of(140), OptionalLong.of(190)),
                Path.of("/data/runs", id, "console.log"),
                supervisor,
                since,
                guest,
                List.of(List.of("qemu-system-x86_64", "-append", "a b \"c\"")));
    }
}
