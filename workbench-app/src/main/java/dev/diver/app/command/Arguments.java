package dev.diver.app.command;

import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks of what stands on the command line. */
final class Arguments {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

    private Arguments() {}

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}; seconds where no unit is given. */
    static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw invalid(
                    "\"" + text + "\" is not a duration.", "Write a number and a unit, such as 500ms, 30s, 5m or 1h.");
        }
        var count = Long.parseLong(match.group(1));
        if (count == 0) {
            throw invalid("A duration of nothing ends a dive before it begins.", "Write at least 1ms.");
        }
        var unit = match.group(2) == null ? "s" : match.group(2);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofSeconds(count);
        };
    }

    /** {@code KEY=VALUE} each, in order. */
    static Map<String, String> settings(List<String> texts) {
        var settings = new LinkedHashMap<String, String>();
        for (var text : texts) {
            var equals = text.indexOf('=');
            if (equals < 1) {
                throw invalid(
                        "--set " + text + " has no value.", "Write --set KEY=VALUE, such as --set memory=256MiB.");
            }
            settings.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return settings;
    }

    /** Puts {@code --node} where {@code --set node=} would. */
    static void node(String name, Mode mode, Map<String, String> settings) {
        if (mode != Mode.PARTITIONED_HARDWARE) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "--node does not go with the mode " + Words.of(mode) + ".",
                    "A dive of that mode is on this host; only " + Words.of(Mode.PARTITIONED_HARDWARE)
                            + " dives on a node.",
                    "Add --mode " + Words.of(Mode.PARTITIONED_HARDWARE) + ", or leave --node out.");
        }
        var set = settings.putIfAbsent("node", name);
        if (set != null && !set.equals(name)) {
            throw invalid("--node " + name + " and --set node=" + set + " name two nodes.", "Leave one of them out.");
        }
    }

    private static DiverException invalid(String what, String remedy) {
        return new DiverException(Problem.Kind.INVALID, what, "", remedy);
    }
}
