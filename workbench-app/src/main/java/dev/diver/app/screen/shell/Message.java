package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Notices.Remedy;
import java.time.Instant;
import java.util.List;

/**
 * What the person was told, as it is kept after its toast has gone.
 *
 * @param more why, and what can be done; empty for news
 * @param remedies buttons that still make sense later
 */
record Message(Instant time, Severity severity, String what, String more, String details, List<Remedy> remedies) {
    enum Severity {
        NEWS,
        WARNING,
        PROBLEM
    }

    Message {
        remedies = List.copyOf(remedies);
    }
}
