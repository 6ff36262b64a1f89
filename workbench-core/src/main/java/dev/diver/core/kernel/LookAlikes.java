package dev.diver.core.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names that a person may take for one another. Names of kernels and catalogs are ASCII, so that other alphabets' letters
 * cannot stand in for ours; what is left is told here: {@code snorkel-x}, {@code snorkel_x} and {@code sn0rkel.x}.
 */
public final class LookAlikes {
    private LookAlikes() {}

    /**
     * What such names have in common (the idea is that of Unicode Technical Standard 39, "Confusable Detection"): no capitals,
     * none of {@code - _ .} but between digits, o for 0, l for 1 and i, m for rn, w for vv.
     */
    public static String skeleton(String name) {
        var bones = new StringBuilder(name.length());
        var lower = name.toLowerCase(Locale.ROOT);
        for (var at = 0; at < lower.length(); at++) {
            var letter = lower.charAt(at);
            switch (letter) {
                case '0' -> bones.append('o');
                case '1', 'i' -> bones.append('l');
                case '-', '_', '.' -> {
                    // Else 1.10 would look like 11.0.
                    if (isDigit(lower, at - 1) && isDigit(lower, at + 1)) {
                        bones.append('.');
                    }
                }
                case 'n' -> join(bones, 'r', 'm', letter);
                case 'v' -> join(bones, 'v', 'w', letter);
                default -> bones.append(letter);
            }
        }
        return bones.toString();
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static void join(StringBuilder bones, char before, char joined, char letter) {
        var last = bones.length() - 1;
        if (last >= 0 && bones.charAt(last) == before) {
            bones.setCharAt(last, joined);
        } else {
            bones.append(letter);
        }
    }

    /** Whether two are different kernels whose names look alike; the same name in another catalog does not. */
    public static boolean are(KernelReference one, KernelReference other) {
        return !named(one).equals(named(other))
                && skeleton(one.name()).equals(skeleton(other.name()))
                && (!one.name().equals(other.name()) || skeleton(one.catalog()).equals(skeleton(other.catalog())));
    }

    /** With its catalog, without version. */
    public static String named(KernelReference reference) {
        return (reference.catalog().isEmpty() ? "" : reference.catalog() + "/") + reference.name();
    }

    /**
     * Words for who is about to take one.
     *
     * @param alike names as {@link #named} writes them, at least one
     */
    public static String warning(KernelReference reference, List<String> alike) {
        return named(reference) + " is not " + String.join(" or ", alike)
                + ", which looks like it. Make sure that it is the one that you mean.";
    }

    /** A sentence for each set of names among these that look alike. */
    public static List<String> among(List<KernelReference> references) {
        var alike = new TreeMap<String, List<KernelReference>>();
        references.forEach(reference -> alike.computeIfAbsent(skeleton(reference.name()), bones -> new ArrayList<>())
                .add(reference));
        return alike.values().stream()
                .filter(group -> group.stream().anyMatch(other -> are(group.getFirst(), other)))
                .map(group -> String.join(
                                ", ",
                                new TreeSet<>(
                                        group.stream().map(LookAlikes::named).toList()))
                        + ": different kernels, though their names look alike.")
                .toList();
    }
}
