package dev.diver.core.catalog.packaging;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How a version is hidden: a referrer of its manifest with one layer of this type, a JSON object, which is signed as a package
 * is. Of several the latest counts, so that it can be undone. The catalog's index says the same, for search.
 */
public final class YankFormat {
    public static final String TYPE = "application/vnd.diver.yank.v1+json";

    /** Of the layer, in bytes. */
    public static final int LIMIT = 4 << 10;

    private static final int LONGEST = 300;
    private static final String NO_REASON = "no reason was given";

    private final OciJson json;

    public YankFormat(OciJson json) {
        this.json = json;
    }

    /**
     * @param yanked false where it is undone
     * @param reason one line, fit to be shown; not empty
     */
    public record Yank(boolean yanked, String reason, Instant date) {
        public Yank {
            reason = reason.isBlank() ? NO_REASON : reason;
        }
    }

    @JsonPropertyOrder({"yanked", "reason", "date"})
    private record Written(boolean yanked, String reason, String date) {}

    public byte[] write(Yank yank) {
        return json.write(new Written(yank.yanked(), yank.reason(), yank.date().toString()));
    }

    /** Empty where it is none. */
    public Optional<Yank> read(byte[] text) {
        try {
            var said = json.read(text, Written.class, "The note");
            var reason = said.reason() == null ? "" : PlainText.line(said.reason(), LONGEST);
            return Optional.of(new Yank(said.yanked(), reason, Instant.parse(String.valueOf(said.date()))));
        } catch (DiverException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
