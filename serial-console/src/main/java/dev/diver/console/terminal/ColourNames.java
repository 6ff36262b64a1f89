package dev.diver.console.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours as XParseColor(3) reads them: {@code rgb:r/g/b} with one to four digits each, and {@code #rrggbb}. */
final class ColourNames {

    private static final Pattern RGB =
            Pattern.compile("rgb:(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern HASH = Pattern.compile("#(\\p{XDigit}{6})");

    private ColourNames() {}

    /** @return red, green and blue in a byte each, or -1; names of colours are not known */
    static int parse(String text) {
        Matcher hash = HASH.matcher(text);
        if (hash.matches()) {
            return Integer.parseInt(hash.group(1), 16);
        }
        Matcher rgb = RGB.matcher(text);
        return rgb.matches() ? scaled(rgb.group(1)) << 16 | scaled(rgb.group(2)) << 8 | scaled(rgb.group(3)) : -1;
    }

    private static int scaled(String digits) {
        int largest = (1 << 4 * digits.length()) - 1;
        return Integer.parseInt(digits, 16) * 0xFF / largest;
    }
}
