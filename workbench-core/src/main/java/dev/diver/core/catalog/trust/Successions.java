package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.problem.DiverException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which keys follow which. */
final class Successions {
    /** From a key that is known to one that is trusted for it. */
    static final int LONGEST = 10;

    private final Map<PublicKey, List<Succession>> from = new HashMap<>();

    Successions(List<Succession> known) {
        for (var one : known) {
            from.computeIfAbsent(one.from(), key -> new ArrayList<>()).add(one);
        }
    }

    /** @param said what came along with a signature; what is no statement leads nowhere */
    static Successions of(List<Succession> known, List<String> said) {
        var all = new ArrayList<>(known);
        for (var text : said) {
            try {
                all.add(Succession.parse(text));
            } catch (DiverException unreadable) {
                // Then it leads nowhere.
            }
        }
        return new Successions(all);
    }

    /** The shortest way; revoked keys have no say. */
    Optional<List<Succession>> way(PublicKey start, PublicKey end, Predicate<PublicKey> isGood) {
        var seen = new HashSet<PublicKey>();
        var open = new ArrayDeque<List<Succession>>();
        if (isGood.test(start)) {
            seen.add(start);
            step(start, List.of(), open);
        }
        while (!open.isEmpty()) {
            var way = open.removeFirst();
            var at = way.getLast().to();
            if (!isGood.test(at) || !seen.add(at)) {
                continue;
            }
            if (at.equals(end)) {
                return Optional.of(way);
            }
            if (way.size() < LONGEST) {
                step(at, way, open);
            }
        }
        return Optional.empty();
    }

    /** The latest first. */
    static List<Succession> leadingTo(PublicKey key, List<Succession> known) {
        var all = new ArrayList<Succession>();
        var open = new ArrayDeque<PublicKey>(List.of(key));
        while (!open.isEmpty() && all.size() < LONGEST) {
            var at = open.removeFirst();
            for (var one : known) {
                if (one.to().equals(at) && !all.contains(one) && all.size() < LONGEST) {
                    all.add(one);
                    open.addLast(one.from());
                }
            }
        }
        return all;
    }

    private void step(PublicKey at, List<Succession> way, ArrayDeque<List<Succession>> open) {
        for (var next : from.getOrDefault(at, List.of())) {
            open.addLast(Stream.concat(way.stream(), Stream.of(next)).toList());
        }
    }
}
