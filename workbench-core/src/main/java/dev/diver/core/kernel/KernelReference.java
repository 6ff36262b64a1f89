package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.regex.Pattern;

/**
 * How a person names a kernel package: {@code name}, {@code name:version}, {@code name:version-config} or
 * {@code name@sha256:…}, and before it, with a slash, the catalog that it is in where that is not the embedded one.
 *
 * @param catalog the name of a catalog that was added, or a registry's {@code HOST[:PORT][/PREFIX]}; empty for the
 *     embedded catalog
 * @param name lower-case words joined by {@code -}, {@code _} or {@code .}, as an OCI repository component
 * @param tag version or {@code version-config}, as an OCI tag; empty for the newest version in its default
 *     configuration, or where a digest is given
 * @param digest {@code sha256:} and 64 hexadecimal digits, or empty
 */
public record KernelReference(String catalog, String name, String tag, String digest) {
    private static final int LONGEST = 500;

    // Grammar of the OCI distribution specification 1.1, "Pulling manifests".
    // Words give nothing back: nothing that follows one could begin within it, and a result has 200 of them to read.
    private static final String WORD = "[a-z0-9]++(?:[._-][a-z0-9]++)*+";

    private static final Pattern FORM = Pattern.compile("(?:(" + WORD + "(?::[0-9]{1,5})?(?:/" + WORD + ")*)/)?(" + WORD
            + ")(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?");

    @JsonCreator
    public static KernelReference parse(String text) {
        var match = FORM.matcher(text);
        if (text.length() > LONGEST || !match.matches()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + text + "\" is not a kernel reference.",
                    "",
                    "Write name:version, such as snorkel:0.1.0 or snorkel:0.1.0-loader; diver search lists them.");
        }
        return new KernelReference(or(match.group(1)), match.group(2), or(match.group(3)), or(match.group(4)));
    }

    private static String or(String group) {
        return group == null ? "" : group;
    }

    /** The same package of another catalog. */
    public KernelReference in(String otherCatalog) {
        return new KernelReference(otherCatalog, name, tag, digest);
    }

    @Override
    @JsonValue
    public String toString() {
        return (catalog.isEmpty() ? "" : catalog + "/")
                + name
                + (tag.isEmpty() ? "" : ":" + tag)
                + (digest.isEmpty() ? "" : "@" + digest);
    }
}
