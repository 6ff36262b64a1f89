package dev.diver.core.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Arrays;
import java.util.Locale;

/** What becomes of a catalog's packages that nobody vouches for. */
public enum TrustMode {
    /** It is refused. */
    @JsonProperty("require")
    REQUIRE,
    /** It is taken, and told. */
    @JsonProperty("warn")
    WARN,
    /** Nobody looks. */
    @JsonProperty("off")
    OFF;

    /** @throws DiverException INVALID with the nearest one */
    public static TrustMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "There is no policy \"" + text + "\".",
                        "",
                        Nearest.hint(
                                text,
                                Arrays.stream(values()).map(TrustMode::word).toList())));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
