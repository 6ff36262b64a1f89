package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code revoked}: on each line a key or its number, a date, and why; empty lines and lines that begin with
 * {@code #} say nothing.
 */
final class RevokedList {
    private static final int LIMIT = 1 << 20;

    private RevokedList() {}

    /** A line that cannot be read is not passed over: it may revoke the very key that is looked for. */
    static List<Revoked> read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var all = new ArrayList<Revoked>();
        var number = 0;
        for (var line : SmallFile.read(file, LIMIT).lines().toList()) {
            number++;
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                all.add(parse(text));
            } catch (DiverException | DateTimeException e) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        file + " cannot be read: line " + number + ".",
                        "\"" + PlainText.brief(text) + "\" does not begin with a key (or its number) and a date.",
                        "Mend it with any editor: KEY 2026-01-31 REASON. Until then, no signature is trusted.");
            }
        }
        return all;
    }

    private static Revoked parse(String line) {
        var words = line.split("\\s+", 3);
        var isId = KeyId.isId(words[0]);
        var exactly = isId ? Optional.<PublicKey>empty() : Optional.of(new PublicKey(words[0]));
        return new Revoked(
                exactly.map(PublicKey::id).orElseGet(() -> KeyId.parse(words[0])),
                exactly,
                LocalDate.parse(words.length > 1 ? words[1] : ""),
                words.length > 2 ? PlainText.brief(words[2]) : "no reason was given");
    }

    /** The file with one more line; comments in it stay. */
    static String with(Path file, Revoked revoked) {
        var before = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? SmallFile.read(file, LIMIT) : "";
        return (before.isEmpty() || before.endsWith("\n") ? before : before + "\n") + line(revoked);
    }

    private static String line(Revoked revoked) {
        return revoked.exactly().map(PublicKey::text).orElse(revoked.id().toString()) + " " + revoked.since() + " "
                + PlainText.brief(revoked.reason()) + "\n";
    }
}
