package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.regex.Pattern;

/**
 * How a person names a kernel package: {@code name}, {@code name:version}, {@code name:version-config} or
 * {@code name@sha256:…}.
 *
 * @param name lower-case words joined by {@code -}, {@code _} or {@code .}, as an OCI repository component
 * @param tag version or {@code version-config}, as an OCI tag; empty for the newest version in its default
 *     configuration, or where a digest is given
 * @param digest {@code sha256:} and 64 hexadecimal digits, or empty
 */
public record KernelReference(String name, String tag, String digest) {
    // Grammar of the OCI distribution specification 1.1, "Pulling manifests".
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9]+(?:[._-][a-z0-9]+)*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?");

    @JsonCreator
    public static KernelReference parse(String text) {
        var match = FORM.matcher(text);
        if (text.length() > 300 || !match.matches()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + text + "\" is not a kernel reference.",
                    "",
                    "Write name:version, such as snorkel:0.1.0 or snorkel:0.1.0-loader; diver search lists them.");
        }
        return new KernelReference(
                match.group(1),
                match.group(2) == null ? "" : match.group(2),
                match.group(3) == null ? "" : match.group(3));
    }

    @Override
    @JsonValue
    public String toString() {
        return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
