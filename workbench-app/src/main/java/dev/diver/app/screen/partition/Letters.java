package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A letter for each part, for those who cannot tell colours: of its name, L is Linux's. */
final class Letters {
    private Letters() {}

    /** In the order of the parts, each another one as long as there are letters. */
    static List<String> of(PartitionPlan plan) {
        var taken = new ArrayList<>(List.of("L"));
        for (var part : plan.parts()) {
            var own = part.name().toUpperCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit);
            var others = IntStream.concat(IntStream.rangeClosed('A', 'Z'), IntStream.rangeClosed('0', '9'));
            taken.add(Stream.concat(own.boxed(), others.boxed())
                    .map(letter -> String.valueOf((char) letter.intValue()))
                    .filter(letter -> !taken.contains(letter))
                    .findFirst()
                    .orElse("*"));
        }
        return List.copyOf(taken.subList(1, taken.size()));
    }
}
