package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.diver.core.Engine;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** What a command said that was run as the shell does, but in this process. */
record CommandRun(int status, String out, String err) {
    /** Fails where it tells of a fault of Diver's own. */
    static CommandRun of(Engine engine, String command, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var words = Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new);
        var status = withoutInput(() -> new DiverCommandLine(
                        () -> engine, new ObjectMapper().registerModule(new Jdk8Module()), new NoDebugger())
                .run(new PrintStream(out, true), new PrintStream(err, true), false, words));
        var said = err.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("\tat ") || said.contains("fault of Diver"), said);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), said);
    }

    /** A dive types what comes there into its guest; in a test it would take the test runner's own commands, which hangs then. */
    static int withoutInput(IntSupplier command) {
        var input = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            return command.getAsInt();
        } finally {
            System.setIn(input);
        }
    }
}
