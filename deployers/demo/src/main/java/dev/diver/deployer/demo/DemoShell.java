package dev.diver.deployer.demo;

import dev.diver.core.dive.GuestEnd;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** The played guest's command line: echoes, and knows a few words. */
final class DemoShell {
    static final String PROMPT = "demo> ";

    private static final int END_OF_TRANSMISSION = 4;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 127;
    private static final int LONGEST_LINE = 1000;
    private static final int FLOOD_LINES = 100_000;

    private final Screen screen;
    private final int status;
    private final StringBuilder line = new StringBuilder();

    /** Where it writes to. */
    @FunctionalInterface
    interface Screen {
        void write(String text) throws IOException;
    }

    /** @param status its exit status where none is typed */
    DemoShell(Screen screen, int status) {
        this.screen = screen;
        this.status = status;
    }

    static GuestEnd crash(Screen screen) throws IOException {
        screen.write("panic: page fault at 0x0000000000000000, as asked for\r\n");
        return new GuestEnd(Outcome.CRASHED, OptionalInt.empty(), "The played guest crashed, as asked for.");
    }

    /** @return how the guest ends, where that was the end */
    Optional<GuestEnd> type(byte key) throws IOException {
        switch (key) {
            case END_OF_TRANSMISSION -> {
                return exited(status);
            }
            case '\r', '\n' -> {
                screen.write("\r\n");
                var end = obey(line.toString().strip());
                line.setLength(0);
                if (end.isEmpty()) {
                    screen.write(PROMPT);
                }
                return end;
            }
            case BACKSPACE, DELETE -> {
                if (!line.isEmpty()) {
                    line.setLength(line.length() - 1);
                    screen.write("\b \b");
                }
            }
            default -> {
                if (key >= ' ' && line.length() < LONGEST_LINE) {
                    line.append((char) key);
                    screen.write(String.valueOf((char) key));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<GuestEnd> obey(String command) throws IOException {
        var words = command.split(" +", 2);
        switch (words[0]) {
            case "" -> {}
            case "help" -> screen.write("help, echo TEXT, exit [STATUS], crash, flood\r\n");
            case "echo" -> screen.write((words.length > 1 ? words[1] : "") + "\r\n");
            case "exit" -> {
                return exited(
                        words.length > 1 && words[1].matches("[0-9]{1,3}")
                                ? Integer.parseInt(words[1]) & 0xff
                                : status);
            }
            case "crash" -> {
                return Optional.of(crash(screen));
            }
            case "flood" -> {
                for (var i = 0; i < FLOOD_LINES; i++) {
                    screen.write(i + " the quick brown fox jumps over the lazy dog\r\n");
                }
            }
            default -> screen.write(words[0] + ": unknown; try help\r\n");
        }
        return Optional.empty();
    }

    private static Optional<GuestEnd> exited(int status) {
        return Optional.of(new GuestEnd(Outcome.EXITED, OptionalInt.of(status), ""));
    }
}
