package dev.diver.console.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks tmux and xterm what is on their screens, and writes that down for the tests: {@code GoldenMaker DIRECTORY}, where the
 * recordings are ({@link SessionRecorder}). Needs tmux, xterm, vttest, and a display for xterm. What it writes of xterm is
 * the same each time; to see that nobody has changed it by hand, on the tests' class path:
 *
 * <pre>
 * cp -r src/test/resources/sessions /tmp/again
 * xvfb-run -a java dev.diver.console.session.GoldenMaker /tmp/again
 * diff -r src/test/resources/sessions /tmp/again
 * </pre>
 *
 * Whether tmux's screen was the same is only a remark in a screen's header; tmux may be asked a moment too early.
 */
public final class GoldenMaker {

    private static final long QUIET = 500;

    private GoldenMaker() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("goldens");
        try {
            for (Recording recording : Recording.ALL) {
                List<byte[]> bytes = List.of(Files.readAllBytes(directory.resolve(recording.name() + ".bytes")));
                for (ReferenceTerminal terminal : ReferenceTerminal.values()) {
                    Path golden = directory.resolve(
                            recording.name() + "." + terminal.name().toLowerCase());
                    Files.writeString(
                            golden, terminal.screens(bytes, work).getFirst().toString());
                }
            }
            vttest(directory.resolve("vttest.xterm"), work);
        } finally {
            delete(work);
        }
    }

    /** xterm's screens, and of each whether tmux's is the same. */
    private static void vttest(Path golden, Path work) throws IOException, InterruptedException {
        List<byte[]> pieces = pieces(work);
        List<Cells> xterm = ReferenceTerminal.XTERM.screens(pieces, work);
        List<Cells> tmux = ReferenceTerminal.TMUX.screens(pieces, work);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            boolean same = tmux.get(i)
                    .cutLike(xterm.get(i))
                    .toString()
                    .equals(xterm.get(i).toString());
            String keys = i == 0 ? "" : Vttest.STEPS.get(i - 1).strip();
            text.append(GoldenScreens.header(i, keys, same)).append(xterm.get(i));
        }
        Files.writeString(golden, text);
    }

    /** What vttest says after each step. */
    private static List<byte[]> pieces(Path work) throws IOException, InterruptedException {
        List<byte[]> pieces = new ArrayList<>();
        try (PtySession session = new PtySession(Vttest.COMMAND, work)) {
            int seen = 0;
            for (int i = 0; i <= Vttest.STEPS.size(); i++) {
                if (i > 0) {
                    session.type(Vttest.STEPS.get(i - 1));
                }
                session.awaitQuiet(QUIET);
                byte[] all = session.output();
                pieces.add(Arrays.copyOfRange(all, seen, all.length));
                seen = all.length;
            }
        }
        return pieces;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
