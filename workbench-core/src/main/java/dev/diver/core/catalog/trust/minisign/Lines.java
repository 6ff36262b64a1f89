package dev.diver.core.catalog.trust.minisign;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.Base64;
import java.util.List;

/** The lines that minisign's files have: comments, and bytes in base64. */
final class Lines {
    static final String UNTRUSTED = "untrusted comment: ";
    static final String TRUSTED = "trusted comment: ";

    private Lines() {}

    /** @param most lines; what has more is no such file */
    static List<String> of(String text, int limit, int most, String what) {
        if (text.length() > limit) {
            throw wrong(what, "It has more than " + limit + " characters.");
        }
        var lines = text.lines().toList();
        var end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        if (end > most) {
            throw wrong(what, "It has " + end + " lines and not " + most + ".");
        }
        return lines.subList(0, end);
    }

    static String comment(String line, String prefix, String what) {
        if (!line.startsWith(prefix)) {
            throw wrong(what, "A line that begins with \"" + prefix.strip() + "\" is missing.");
        }
        return line.substring(prefix.length());
    }

    /** Exactly so many bytes, written in the one way in which they can be. */
    static byte[] base64(String line, int size, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw wrong(what, "A line of it is not base64.");
        }
        if (bytes.length != size || !encoded(bytes).equals(line)) {
            throw wrong(what, "A line of it has not the " + size + " bytes that it should have.");
        }
        return bytes;
    }

    static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static DiverException wrong(String what, String why) {
        return new DiverException(Problem.Kind.DAMAGED, what + " cannot be read.", why, "");
    }
}
