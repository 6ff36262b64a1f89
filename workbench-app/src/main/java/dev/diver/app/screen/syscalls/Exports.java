package dev.diver.app.screen.syscalls;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.syscall.SyscallComparison;
import dev.diver.core.syscall.SyscallCsv;
import dev.diver.core.syscall.SyscallJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is written of the runs that are shown: of one all that is known, of more how they compare. */
final class Exports {
    private Exports() {}

    static byte[] csv(List<ShownRun> runs) {
        var text = runs.size() == 1
                ? SyscallCsv.of(runs.getFirst().trace().statistics())
                : SyscallCsv.of(comparison(runs));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] json(List<ShownRun> runs) throws IOException {
        var document =
                runs.size() == 1 ? SyscallJson.full(runs.getFirst().trace()) : SyscallJson.comparison(comparison(runs));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private static SyscallComparison comparison(List<ShownRun> runs) {
        return SyscallComparison.of(
                runs.stream().map(run -> run.run().run()).toList(),
                runs.stream().map(run -> run.trace().statistics()).toList());
    }
}
