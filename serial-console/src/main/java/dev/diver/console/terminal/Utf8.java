package dev.diver.console.terminal;

/**
 * Decodes UTF-8 byte by byte, so that a character may come in pieces. Malformed input gives one U+FFFD for each maximal
 * part that could have begun a character, as Unicode recommends.
 */
final class Utf8 {

    /** Not yet a whole character. */
    static final int MORE = -1;
    /** The byte ended a malformed character and must be given again. */
    static final int AGAIN = -2;

    static final int REPLACEMENT = 0xFFFD;

    private int codePoint;
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;

    boolean isPending() {
        return missing > 0;
    }

    void reset() {
        missing = 0;
        lowest = 0x80;
        highest = 0xBF;
    }

    /** @return a code point, {@link #MORE}, or {@link #AGAIN}, which stands for U+FFFD too */
    int accept(int unsigned) {
        if (missing == 0) {
            return begin(unsigned);
        }
        if (unsigned < lowest || unsigned > highest) {
            reset();
            return AGAIN;
        }
        lowest = 0x80;
        highest = 0xBF;
        codePoint = codePoint << 6 | unsigned & 0x3F;
        return --missing == 0 ? codePoint : MORE;
    }

    private int begin(int unsigned) {
        if (unsigned < 0x80) {
            return unsigned;
        }
        if (unsigned < 0xC2 || unsigned > 0xF4) {
            return REPLACEMENT;
        }
        if (unsigned < 0xE0) {
            missing = 1;
            codePoint = unsigned & 0x1F;
        } else if (unsigned < 0xF0) {
            missing = 2;
            codePoint = unsigned & 0x0F;
            // Neither longer than need be, nor half of a surrogate pair.
            lowest = unsigned == 0xE0 ? 0xA0 : 0x80;
            highest = unsigned == 0xED ? 0x9F : 0xBF;
        } else {
            missing = 3;
            codePoint = unsigned & 0x07;
            lowest = unsigned == 0xF0 ? 0x90 : 0x80;
            highest = unsigned == 0xF4 ? 0x8F : 0xBF;
        }
        return MORE;
    }
}
