package dev.diver.console.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Records what real programs say to a terminal: {@code SessionRecorder DIRECTORY [NAME..]}. Needs what the recordings run.
 */
public final class SessionRecorder {

    private static final long QUIET = 700;

    private SessionRecorder() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        for (Recording recording : Recording.ALL) {
            if (wanted.isEmpty() || wanted.contains(recording.name())) {
                byte[] said = record(recording);
                Files.write(directory.resolve(recording.name() + ".bytes"), said);
                System.out.println(recording.name() + ": " + said.length + " bytes");
            }
        }
    }

    private static byte[] record(Recording recording) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("/tmp/recording"));
        try {
            for (String file : recording.files()) {
                Files.writeString(folder.resolve(file), Recording.text(file));
            }
            try (PtySession session = new PtySession(recording.command(), folder)) {
                session.awaitQuiet(QUIET);
                for (String keys : recording.keys()) {
                    session.type(keys);
                    session.awaitQuiet(QUIET);
                }
                return session.output();
            }
        } finally {
            if (recording.name().equals("tmux")) {
                new ProcessBuilder("tmux", "-L", "recording", "kill-server")
                        .start()
                        .waitFor();
            }
            GoldenMaker.delete(folder);
        }
    }
}
