package dev.diver.core.topology;

import dev.diver.core.partition.ProcessorSet;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sets of numbers as hwloc writes them (hwloc_bitmap_snprintf): hexadecimal words of 32 bits with commas between them, the
 * highest first, an empty word for zero; {@code 0xf...f} in front stands for all numbers above.
 */
final class HwlocBitmap {
    private static final Pattern WORD = Pattern.compile("(0x[0-9a-fA-F]{1,8})?");
    private static final String ALL = "0xf...f";

    private HwlocBitmap() {}

    /** Empty where the text is no bitmap, or has numbers from {@link ProcessorSet#LIMIT} on other than all of them. */
    static Optional<BitSet> parse(String text) {
        var all = text.startsWith(ALL);
        var rest = all ? text.substring(Math.min(ALL.length() + 1, text.length())) : text;
        var words = rest.isEmpty() ? new String[0] : rest.split(",", -1);
        var bits = new BitSet();
        for (var i = 0; i < words.length; i++) {
            var word = words[words.length - 1 - i];
            if (!WORD.matcher(word).matches()) {
                return Optional.empty();
            }
            var value = word.isEmpty() ? 0 : Integer.parseUnsignedInt(word, 2, word.length(), 16);
            for (var bit = 0; bit < Integer.SIZE && value != 0; bit++, value >>>= 1) {
                var number = (long) i * Integer.SIZE + bit;
                if ((value & 1) != 0) {
                    if (number >= ProcessorSet.LIMIT) {
                        return Optional.empty();
                    }
                    bits.set((int) number);
                }
            }
        }
        if (all) {
            bits.set(Math.min(words.length * Integer.SIZE, ProcessorSet.LIMIT), ProcessorSet.LIMIT);
        }
        return Optional.of(bits);
    }
}
