package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.catalog.trust.minisign.Signature;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A statement as a file: lines of {@code name: value}, and behind an empty line the signatures of them that minisign
 * makes.
 *
 * @param fields in the order in which they stand there, {@code kind} first
 */
record SignedText(Map<String, String> fields, List<Signature> signatures) {
    /** Of the whole text. */
    static final int LIMIT = 16 << 10;

    private static final String FIRST = "diver statement 1";
    private static final String WHAT = "This statement";
    private static final int MOST_FIELDS = 20;
    private static final int MOST_SIGNATURES = 4;
    private static final int SIGNATURE_LINES = 4;

    SignedText {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        signatures = List.copyOf(signatures);
    }

    static boolean isOne(String text) {
        return text.startsWith(FIRST);
    }

    static SignedText parse(String text) {
        if (text.length() > LIMIT) {
            throw wrong("It has more than " + LIMIT + " characters.");
        }
        var lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST)) {
            throw wrong("Its first line is not \"" + FIRST + "\".");
        }
        var end = lines.indexOf("");
        if (end < 0) {
            throw wrong("No empty line ends it, so no signature follows.");
        }
        return new SignedText(fields(lines.subList(1, end)), signatures(lines.subList(end + 1, lines.size())));
    }

    private static Map<String, String> fields(List<String> lines) {
        var fields = new LinkedHashMap<String, String>();
        for (var line : lines) {
            var colon = line.indexOf(": ");
            if (colon < 1 || fields.size() == MOST_FIELDS) {
                throw wrong("A line of it is not \"name: value\".");
            }
            if (fields.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                throw wrong("A line of it is there twice.");
            }
        }
        return fields;
    }

    private static List<Signature> signatures(List<String> all) {
        var lines = all.stream().filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()
                || lines.size() % SIGNATURE_LINES != 0
                || lines.size() > MOST_SIGNATURES * SIGNATURE_LINES) {
            throw wrong("No whole signatures follow it.");
        }
        var signatures = new ArrayList<Signature>();
        for (var at = 0; at < lines.size(); at += SIGNATURE_LINES) {
            signatures.add(Signature.parse(String.join("\n", lines.subList(at, at + SIGNATURE_LINES))));
        }
        return signatures;
    }

    /** Values are one line each. */
    static SignedText sign(Map<String, String> fields, String comment, SecretKey... keys) {
        var message = body(fields).getBytes(StandardCharsets.UTF_8);
        return new SignedText(
                fields,
                Arrays.stream(keys).map(key -> key.sign(message, comment)).toList());
    }

    private static String body(Map<String, String> fields) {
        return FIRST + "\n"
                + fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    String text() {
        return body(fields) + signatures.stream().map(one -> "\n" + one.text()).collect(Collectors.joining());
    }

    boolean isSignedBy(PublicKey key) {
        return signatures.stream().anyMatch(signature -> signature.fits(key, message()));
    }

    /** What is signed. */
    byte[] message() {
        return body(fields).getBytes(StandardCharsets.UTF_8);
    }

    String field(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw wrong("It has no line \"" + name + "\".");
        }
        return value;
    }

    PublicKey key(String name) {
        return new PublicKey(field(name));
    }

    Digest digest(String name) {
        try {
            return Digest.parse(field(name));
        } catch (DiverException e) {
            throw wrong("Its \"" + name + "\" is not a digest: " + PlainText.brief(field(name)));
        }
    }

    Instant time(String name) {
        try {
            return Instant.parse(field(name));
        } catch (DateTimeException e) {
            throw wrong("Its \"" + name + "\" is not a time: " + PlainText.brief(field(name)));
        }
    }

    long number(String name) {
        try {
            return Long.parseUnsignedLong(field(name)) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw wrong("Its \"" + name + "\" is not a number: " + PlainText.brief(field(name)));
        }
    }

    void require(String kind) {
        if (!field("kind").equals(kind)) {
            throw wrong("It is of another kind than \"" + kind + "\": " + PlainText.brief(field("kind")) + ".");
        }
    }

    static DiverException wrong(String why) {
        return new DiverException(Problem.Kind.DAMAGED, WHAT + " cannot be taken.", why, "");
    }
}
