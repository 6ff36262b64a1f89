package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionPlan;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a plan a conflict is about.
 *
 * @param owner nobody where it is about the machine or the whole
 * @param range which of the owner's ranges; -1 for none
 * @param device which of the owner's devices; -1 for none
 */
record Place(Owner owner, int range, int device) {
    private static final Pattern WHERE =
            Pattern.compile("/(?:linux|parts/([0-9]{1,5}))(?:/memory/([0-9]{1,5}))?(?:/devices/([0-9]{1,5}))?.*");

    /** @param where a JSON pointer, as {@link dev.diver.core.partition.Conflict} has it */
    static Place of(String where) {
        var match = WHERE.matcher(where);
        if (!match.matches()) {
            return new Place(Owner.NOBODY, -1, -1);
        }
        var owner = match.group(1) == null ? Owner.LINUX : Owner.part(Integer.parseInt(match.group(1)));
        return new Place(owner, number(match.group(2)), number(match.group(3)));
    }

    private static int number(String digits) {
        return digits == null ? -1 : Integer.parseInt(digits);
    }

    Optional<Range> rangeIn(PartitionPlan plan) {
        return Optional.of(new Range(owner.part(), range))
                .filter(found -> owner.isPart() && range >= 0 && found.exists(plan));
    }
}
