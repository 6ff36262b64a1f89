package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an index that somebody trusted has signed is the present one. */
sealed interface Freshness {
    /** Clocks of publishers and of this machine differ by some minutes. */
    Duration TOLERANCE = Duration.ofMinutes(10);

    record Fresh() implements Freshness {}

    /** Of another catalog, whose publisher has the same key. */
    record OfAnother(String name) implements Freshness {}

    /** Of another index than the one that came with it. */
    record OfOther(Digest said, Digest is) implements Freshness {}

    record RolledBack(long version, long seen) implements Freshness {}

    /** Two indexes under one version. */
    record Changed(long version) implements Freshness {}

    record Expired(Instant on) implements Freshness {}

    /** This machine's clock stands before a time that has certainly been. */
    record ClockWrong(Instant now, Instant known) implements Freshness {}

    /**
     * The newest that was taken.
     *
     * @param name what its publisher calls the catalog; whoever has it for the first time believes that
     * @param date of its statement
     * @param at when it was taken, by this machine's clock
     */
    record Seen(String name, long version, Digest root, Instant date, Instant at) {}

    static Freshness of(IndexStatement said, Optional<Seen> seen, Digest root, Instant now) {
        if (seen.isPresent() && !said.catalog().equals(seen.get().name())) {
            return new OfAnother(said.catalog());
        }
        if (!said.root().equals(root)) {
            return new OfOther(said.root(), root);
        }
        if (seen.isPresent()) {
            if (said.version() < seen.get().version()) {
                return new RolledBack(said.version(), seen.get().version());
            }
            if (said.version() == seen.get().version()
                    && !said.root().equals(seen.get().root())) {
                return new Changed(said.version());
            }
        }
        // Before what has expired: a wrong clock would make everything fresh, or nothing.
        var known =
                seen.map(Seen::date).filter(date -> date.isAfter(said.date())).orElse(said.date());
        if (now.plus(TOLERANCE).isBefore(known)) {
            return new ClockWrong(now, known);
        }
        return now.isAfter(said.expires()) ? new Expired(said.expires()) : new Fresh();
    }

    /** Of one that nobody signed: what it says itself. */
    static Freshness of(IndexClaim claim, Instant now) {
        if (claim.version() < claim.known()) {
            return new RolledBack(claim.version(), claim.known());
        }
        return now.isAfter(claim.expires()) ? new Expired(claim.expires()) : new Fresh();
    }

    /** Empty where it is taken as it is. */
    default Optional<Consequence> consequence(TrustMode mode, String catalog) {
        return problem(catalog)
                .map(problem ->
                        mode == TrustMode.REQUIRE ? new Consequence.Refuse(problem) : new Consequence.Warn(problem));
    }

    private Optional<Problem> problem(String catalog) {
        return switch (this) {
            case Fresh fresh -> Optional.empty();
            case OfAnother other ->
                untrusted(
                        "The index of " + catalog + " is the one of another catalog.",
                        "Its publisher signed it for \"" + PlainText.brief(other.name()) + "\".",
                        "Look at the catalog's address (diver catalog list).");
            case OfOther other ->
                untrusted(
                        "The index of " + catalog + " is not the one that its publisher signed.",
                        "Signed is " + other.said() + ", and it is " + other.is() + ".",
                        "Perhaps it is being written just now: try again. If it stays so, tell who runs the catalog.");
            case RolledBack back ->
                untrusted(
                        "The index of " + catalog + " is an old one.",
                        "It has version " + back.version() + ", and version " + back.seen()
                                + " was seen before: somebody may be hiding what was mended since.",
                        "Tell who runs the catalog. What was pulled before still works.");
            case Changed changed ->
                untrusted(
                        "The index of " + catalog + " is another one than before, under the same version.",
                        "Version " + changed.version() + " was seen with other content: two are handed out.",
                        "Tell who runs the catalog; its publisher gives each index a version of its own.");
            case Expired expired ->
                untrusted(
                        "The index of " + catalog + " is no longer good.",
                        "It is good until " + expired.on()
                                + ": somebody may be holding newer ones back, or nobody signs them any more.",
                        "Look whether this machine's date is right; if it is, tell who runs the catalog.");
            case ClockWrong wrong ->
                untrusted(
                        "This machine's clock is behind, so nobody can tell whether the index of " + catalog
                                + " is old.",
                        "It says " + wrong.now() + ", but an index was signed on " + wrong.known() + ".",
                        "Set the clock (timedatectl), then try again. If it is right, the publisher's is wrong: tell them.");
        };
    }

    private static Optional<Problem> untrusted(String what, String why, String remedy) {
        return Optional.of(new Problem(Problem.Kind.UNTRUSTED, what, why, remedy));
    }
}
