package dev.diver.core.problem;

import dev.diver.core.text.PlainText;
import java.util.Objects;

/**
 * What went wrong, in words for the person who started the action.
 *
 * @param kind the class of the failure; a screen or a command switches on it
 * @param what what happened, one sentence
 * @param why the cause as far as it is known, or empty
 * @param remedy what the person can do about it, or empty
 */
public record Problem(Kind kind, String what, String why, String remedy) {

    /** The classes of failure that callers tell apart. */
    public enum Kind {
        /** The person's input is wrong: an option, a key, a file's content. */
        INVALID,
        /** Something named does not exist. */
        NOT_FOUND,
        /** A program that the host should have is missing. */
        MISSING_TOOL,
        /** The net, kernel or host cannot do this, whatever the options. */
        UNSUPPORTED,
        /** The person has not yet said that this may run. */
        UNTRUSTED,
        /** Stored or received data does not match its digest, size or format. */
        DAMAGED,
        /** The disk is full or a quota is used up. */
        NO_SPACE,
        /** Somebody else holds what is needed. */
        IN_USE,
        /** Nobody answers on the network. */
        OFFLINE,
        /** Whoever was asked knows us not well enough: a password is missing or wrong, or a right. */
        NOT_ALLOWED,
        /** Whoever was asked has been asked too often. */
        RATE_LIMITED,
        /** The person cancelled. */
        CANCELLED,
        /** The build ran and failed; its diagnostics say where. */
        BUILD_FAILED,
        /** Anything else that failed. */
        FAILED
    }

    public Problem {
        Objects.requireNonNull(kind);
        // They quote what others wrote and what servers answer.
        what = PlainText.lines(what);
        why = PlainText.lines(why);
        remedy = PlainText.lines(remedy);
    }

    /** All parts as readable lines: what, why, remedy; empty parts left out. */
    public String text() {
        var text = new StringBuilder(what);
        if (!why.isEmpty()) {
            text.append('\n').append(why);
        }
        if (!remedy.isEmpty()) {
            text.append('\n').append(remedy);
        }
        return text.toString();
    }
}
