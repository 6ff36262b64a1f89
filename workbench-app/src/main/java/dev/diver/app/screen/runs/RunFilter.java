package dev.diver.app.screen.runs;

import dev.diver.core.kernel.Mode;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which runs are shown. */
record RunFilter(String words, Optional<Outcome> outcome, Optional<Mode> mode, Optional<String> net)
        implements Predicate<RunRecord> {

    @Override
    public boolean test(RunRecord run) {
        return outcome.map(wanted -> run.outcome().equals(Optional.of(wanted))).orElse(true)
                && mode.map(wanted -> run.mode() == wanted).orElse(true)
                && net.map(wanted -> run.net().equals(wanted)).orElse(true)
                && Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                        .allMatch(text(run)::contains);
    }

    private static String text(RunRecord run) {
        return (run.run() + " " + run.net() + " " + run.kernel() + " " + run.reason() + " "
                        + run.outcome().map(Outcome::word).orElse("running"))
                .toLowerCase(Locale.ROOT);
    }
}
