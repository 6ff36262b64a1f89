package dev.diver.core.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.diver.core.kernel.Mode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is kept of a dive. {@code diver runs --json} prints these.
 *
 * @param run ULID, so that ids sort by time
 * @param kernel the reference, as text
 * @param digest of the kernel's manifest
 * @param directory the net's
 * @param exitCode what the command returns for it, see {@code diver dive}
 * @param reason one sentence about the end, empty for a clean one
 * @param console the main console's log
 * @param supervisor process id of the Diver that watches it, while it runs
 * @param supervisorStarted when that process started, so that a reused id is noticed
 * @param guest process id of the guest's VMM, while it runs
 * @param commands what was executed, word by word
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RunRecord(
        String run,
        String net,
        String kernel,
        String digest,
        Mode mode,
        Path directory,
        RunState state,
        Optional<Outcome> outcome,
        OptionalInt exitCode,
        String reason,
        String accelerator,
        Instant started,
        Timeline timeline,
        Path console,
        OptionalLong supervisor,
        Optional<Instant> supervisorStarted,
        OptionalLong guest,
        List<List<String>> commands) {

    /** Milliseconds since the person asked for the dive. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Timeline(
            OptionalLong preparedMs, OptionalLong spawnedMs, OptionalLong firstOutputMs, OptionalLong endedMs) {
        public static final Timeline EMPTY =
                new Timeline(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
}
