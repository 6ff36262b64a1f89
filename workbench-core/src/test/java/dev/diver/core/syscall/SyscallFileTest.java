package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.Mutations;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyscallFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertEquals(Optional.empty(), SyscallFile.read(folder));
        assertFalse(SyscallFile.exists(folder));
        for (var seed = 0; seed < 5; seed++) {
            var trace = new SyscallTrace(Traces.random(seed), Traces.trace().series(), 77, false);
            SyscallFile.write(folder, trace);
            assertEquals(Optional.of(trace), SyscallFile.read(folder));
        }
        assertTrue(SyscallFile.exists(folder));
    }

    /** The keys that design and guide promise. */
    @Test
    void theSummaryIsTheContracts() {
        var json = SyscallJson.summary(Traces.trace());
        assertEquals(900, json.path("total").asInt());
        assertEquals(885, json.path("forwarded").asInt());
        var read = json.path("calls").path("read");
        for (var key : new String[] {"count", "forwarded", "errors", "p50Ns", "p99Ns", "maxNs", "totalNs"}) {
            assertTrue(read.path(key).isIntegralNumber(), key);
        }
        assertFalse(json.has("series") || read.has("histogram"));
    }

    @Test
    void whatIsDamagedIsSaidToBe() throws Exception {
        Files.writeString(folder.resolve(SyscallFile.NAME), "{\"version\": 3}");
        var problem = assertThrows(DiverException.class, () -> SyscallFile.read(folder))
                .problem();
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("version 3"), problem.why());
        Files.write(folder.resolve(SyscallFile.NAME), new byte[(1 << 24) + 1]);
        assertThrows(DiverException.class, () -> SyscallFile.read(folder));
    }

    @Test
    void anyFileIsATraceOrRefused() throws Exception {
        SyscallFile.write(folder, Traces.trace());
        var file = folder.resolve(SyscallFile.NAME);
        Mutations.of(Files.readAllBytes(file), bytes -> {
            try {
                SyscallFile.parse(bytes, file);
            } catch (DiverException expected) {
                assertEquals(Problem.Kind.DAMAGED, expected.problem().kind());
            }
        });
    }
}
