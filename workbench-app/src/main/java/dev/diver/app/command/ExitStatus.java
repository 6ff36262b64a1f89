package dev.diver.app.command;

import dev.diver.core.problem.Problem;

/** Exit statuses of the command; those of {@code dive} follow {@code docker run}. */
final class ExitStatus {
    static final int USAGE = 2;
    static final int TOOL_FAILED = 125;
    static final int CANNOT_RUN = 126;
    static final int MISSING = 127;

    private ExitStatus() {}

    /** For every verb but dive, 1 tells of a failure and 127 of something missing on the host. */
    static int of(Problem.Kind kind) {
        return switch (kind) {
            case MISSING_TOOL -> MISSING;
            case CANCELLED -> 130;
            case INVALID,
                    NOT_FOUND,
                    UNSUPPORTED,
                    UNTRUSTED,
                    DAMAGED,
                    NO_SPACE,
                    IN_USE,
                    OFFLINE,
                    NOT_ALLOWED,
                    RATE_LIMITED,
                    BUILD_FAILED,
                    FAILED -> 1;
        };
    }

    static int ofDive(Problem.Kind kind) {
        return switch (kind) {
            case MISSING_TOOL -> MISSING;
            case UNSUPPORTED -> CANNOT_RUN;
            case CANCELLED -> 130;
            case INVALID,
                    NOT_FOUND,
                    UNTRUSTED,
                    DAMAGED,
                    NO_SPACE,
                    IN_USE,
                    OFFLINE,
                    NOT_ALLOWED,
                    RATE_LIMITED,
                    BUILD_FAILED,
                    FAILED -> TOOL_FAILED;
        };
    }
}
