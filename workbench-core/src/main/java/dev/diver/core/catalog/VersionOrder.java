package dev.diver.core.catalog;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Orders versions as people do: numbers by value, so that 6.10 comes after 6.9; a suffix comes before none. */
public final class VersionOrder implements Comparator<String> {
    private static final Pattern PART = Pattern.compile("[0-9]+|[A-Za-z]+");

    @Override
    public int compare(String left, String right) {
        var a = PART.matcher(left);
        var b = PART.matcher(right);
        while (true) {
            var moreA = a.find();
            var moreB = b.find();
            if (!moreA || !moreB) {
                return moreA == moreB ? left.compareTo(right) : ending(moreA ? a.group() : b.group(), moreA);
            }
            var order = comparePart(a.group(), b.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int comparePart(String a, String b) {
        var numberA = Character.isDigit(a.charAt(0));
        var numberB = Character.isDigit(b.charAt(0));
        if (numberA && numberB) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return numberA == numberB ? a.compareTo(b) : numberA ? 1 : -1;
    }

    /** 1.0.1 is newer than 1.0, but 1.0-rc is older. */
    private static int ending(String rest, boolean restIsLeft) {
        var newer = Character.isDigit(rest.charAt(0));
        return newer == restIsLeft ? 1 : -1;
    }
}
