package dev.diver.console.gdb;

import java.util.OptionalLong;

/** One line of gdb's machine interface (GDB manual, "GDB/MI Output Syntax"). */
sealed interface MiRecord {

    /**
     * The answer to a command.
     *
     * @param type {@code done}, {@code running}, {@code connected}, {@code error}, {@code exit}
     */
    record Result(OptionalLong token, String type, MiValue.Tuple values) implements MiRecord {
        boolean isError() {
            return "error".equals(type);
        }
    }

    /** Something happened; @param type such as {@code stopped}, {@code breakpoint-modified} */
    record Async(Kind kind, String type, MiValue.Tuple values) implements MiRecord {
        enum Kind {
            EXEC,
            STATUS,
            NOTIFY
        }
    }

    /** What gdb's terminal would have shown. */
    record Stream(Kind kind, String text) implements MiRecord {
        enum Kind {
            CONSOLE,
            TARGET,
            LOG
        }
    }

    /** gdb is ready for the next command. */
    record Prompt() implements MiRecord {}

    /** A line that is none of these; @param why such as {@code longer than 8388608 bytes} */
    record Unreadable(String why) implements MiRecord {}
}
