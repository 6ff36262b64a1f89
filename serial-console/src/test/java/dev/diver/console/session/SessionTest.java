package dev.diver.console.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.console.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real programs draw is on our screen what it is on tmux's and on xterm's. */
class SessionTest {

    static byte[] resource(String name) throws IOException {
        try (InputStream in = SessionTest.class.getResourceAsStream("/sessions/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    static String text(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    static Stream<Arguments> sessions() {
        return Recording.ALL.stream()
                .map(Recording::name)
                .flatMap(name -> Stream.of(Arguments.of(name, "tmux"), Arguments.of(name, "xterm")));
    }

    @ParameterizedTest(name = "{0} as in {1}")
    @MethodSource("sessions")
    void looksTheSame(String name, String reference) throws IOException {
        byte[] bytes = resource(name + ".bytes");
        Terminal terminal = new Terminal(PtySession.COLUMNS, PtySession.ROWS, 100, ignored -> {});
        terminal.write(bytes, 0, bytes.length);
        String golden = text(name + "." + reference);
        assertEquals(golden, Cells.of(terminal.screen(0)).cutLike(golden));
    }

    /** The real vttest, from start to end, with our terminal. */
    @Test
    void vttest() throws Exception {
        List<String> golden = GoldenScreens.parse(text("vttest.xterm"));
        try (PtySession session = new PtySession(Vttest.COMMAND, java.nio.file.Path.of("/"))) {
            for (int i = 0; i < golden.size(); i++) {
                String wanted = golden.get(i);
                String keys = i == 0 ? "" : Vttest.STEPS.get(i - 1);
                session.type(keys);
                String seen = Cells.of(session.await(
                                screen -> Cells.of(screen).cutLike(wanted).equals(wanted)))
                        .cutLike(wanted);
                session.awaitPrompt();
                assertEquals(wanted, seen, "step " + i + ", after " + keys.strip());
            }
        }
    }
}
