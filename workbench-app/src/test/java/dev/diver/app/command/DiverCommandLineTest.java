package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.Engine;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiverCommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search --jsn|--json|2",
                "dive --explan|--explain|125",
                "dvie|dive|2",
                "run stp|stop|2",
                "search --mode wm|partitioned-vm|2",
                "show UPPER|snorkel:0.1.0|2",
            })
    void namesWhatIsNearWhereAWordIsUnknown(String line, String suggestion, int status) {
        assertEquals(status, run(() -> null, line.split(" ")));
        assertTrue(errors().contains(suggestion), errors());
    }

    @Test
    void helpNeedsNoEngine() {
        assertEquals(
                0,
                run(
                        () -> {
                            throw new AssertionError("--help made an engine");
                        },
                        "dive",
                        "--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("--explain"));
    }

    /** import has a --version of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"import", "show", "new", "dive", "run show"})
    void everyVerbHelpsWithoutItsParameters(String verb) {
        assertEquals(0, run(() -> null, (verb + " --help").split(" ")), errors());
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("Usage: diver " + verb), out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "dive,MISSING_TOOL,127",
        "dive,UNSUPPORTED,126",
        "dive,INVALID,125",
        "search,MISSING_TOOL,127",
        "search,INVALID,1"
    })
    void aFailureBecomesWordsAndAStatus(String verb, Problem.Kind kind, int status) {
        var problem = new Problem(kind, "What happened.", "Why.", "What to do.");
        assertEquals(
                status,
                run(
                        () -> {
                            throw new DiverException(problem);
                        },
                        verb));
        assertEquals("diver: What happened.\nWhy.\nWhat to do.\n", errors());
    }

    @Test
    void aFaultOfOursSaysSo() {
        assertEquals(
                125,
                run(
                        () -> {
                            throw new IllegalStateException("boom");
                        },
                        "search"));
        assertTrue(errors().contains("fault of Diver itself"), errors());
    }

    @Test
    void anErrorOfTheMachineIsNoStackTraceEither() {
        assertEquals(
                125,
                run(
                        () -> {
                            throw new UnsatisfiedLinkError("no library");
                        },
                        "search"));
        assertTrue(errors().contains("fault of Diver itself"), errors());
        assertFalse(errors().contains("\tat "), errors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frob|There is no command \"frob\".|2",
                "build one two|\"two\" is more than build takes.|2",
                "dive one two|\"two\" is more than dive takes.|125",
                "pull|REF|2",
                "new here|--kernel=REF|2",
                "search --limit x|is no whole number|2",
                "search --limit 0|is no whole number from 1|2",
                "dive --timeout 0|ends a dive before it begins|125",
                "dive --timeout soon|\"soon\" is not a duration|125",
                "dive --set memory|has no value|125",
                "pull name@sha256:12|is not a kernel reference|2",
            })
    void whatIsWrongIsSaidBeforeAnEngineIsMade(String line, String words, int status) {
        assertEquals(status, run(() -> null, line.split(" ")), errors());
        assertTrue(errors().contains(words), errors());
        assertTrue(errors().startsWith("diver: "), errors());
        assertFalse(errors().contains("\tat "), errors());
    }

    private int run(Supplier<Engine> engine, String... args) {
        return new DiverCommandLine(engine, new ObjectMapper(), new NoDebugger())
                .run(new PrintStream(out, true), new PrintStream(err, true), false, args);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
