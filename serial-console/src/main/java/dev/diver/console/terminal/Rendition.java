package dev.diver.console.terminal;

/** Understands SGR: select graphic rendition. */
final class Rendition {

    private Rendition() {}

    static long apply(Sequence sequence, long before) {
        if (sequence.count() == 0) {
            return Style.PLAIN;
        }
        long style = before;
        int at = 0;
        while (at < sequence.count()) {
            int code = sequence.get(at, 0);
            int next = at + 1;
            while (sequence.isSubordinate(next)) {
                next++;
            }
            if (code == 38 || code == 48 || code == 58) {
                boolean colons = next > at + 1;
                int colour = colons ? colonColour(sequence, at + 1, next) : colour(sequence, at + 1);
                if (colour >= 0 && code == 38) {
                    style = Style.withForeground(style, colour);
                } else if (colour >= 0 && code == 48) {
                    style = Style.withBackground(style, colour);
                }
                if (!colons) {
                    next += sequence.get(at + 1, 0) == 2 ? 4 : 2;
                }
            } else if (code == 4 && next > at + 1) {
                style = underlined(style, sequence.get(at + 1, 1));
            } else {
                style = simple(style, code);
            }
            at = next;
        }
        return style;
    }

    /** Curled, dotted and dashed lines are single ones; lines have their text's colour. */
    private static long underlined(long style, int kind) {
        long without = style & ~(Style.UNDERLINE | Style.DOUBLE_UNDERLINE);
        return switch (kind) {
            case 0 -> without;
            case 2 -> without | Style.UNDERLINE | Style.DOUBLE_UNDERLINE;
            default -> without | Style.UNDERLINE;
        };
    }

    private static long simple(long style, int code) {
        return switch (code) {
            case 0 -> Style.PLAIN;
            case 1 -> style | Style.BOLD;
            case 2 -> style | Style.FAINT;
            case 3 -> style | Style.ITALIC;
            case 4 -> underlined(style, 1);
            case 5, 6 -> style | Style.BLINK;
            case 7 -> style | Style.INVERSE;
            case 8 -> style | Style.HIDDEN;
            case 9 -> style | Style.STRUCK;
            case 21 -> underlined(style, 2);
            case 22 -> style & ~(Style.BOLD | Style.FAINT);
            case 23 -> style & ~Style.ITALIC;
            case 24 -> underlined(style, 0);
            case 25 -> style & ~Style.BLINK;
            case 27 -> style & ~Style.INVERSE;
            case 28 -> style & ~Style.HIDDEN;
            case 29 -> style & ~Style.STRUCK;
            case 53 -> style | Style.OVERLINE;
            case 55 -> style & ~Style.OVERLINE;
            case 39 -> Style.withForeground(style, 0);
            case 49 -> Style.withBackground(style, 0);
            default -> colours(style, code);
        };
    }

    private static long colours(long style, int code) {
        if (code >= 30 && code <= 37) {
            return Style.withForeground(style, Style.indexed(code - 30));
        } else if (code >= 40 && code <= 47) {
            return Style.withBackground(style, Style.indexed(code - 40));
        } else if (code >= 90 && code <= 97) {
            return Style.withForeground(style, Style.indexed(code - 90 + 8));
        } else if (code >= 100 && code <= 107) {
            return Style.withBackground(style, Style.indexed(code - 100 + 8));
        }
        return style;
    }

    /** {@code 38;5;n} and {@code 38;2;r;g;b}. */
    private static int colour(Sequence sequence, int at) {
        return switch (sequence.get(at, 0)) {
            case 5 -> Style.indexed(sequence.get(at + 1, 0));
            case 2 -> Style.trueColour(sequence.get(at + 1, 0), sequence.get(at + 2, 0), sequence.get(at + 3, 0));
            default -> -1;
        };
    }

    /** {@code 38:5:n}, {@code 38:2::r:g:b} and {@code 38:2:r:g:b}, which many send. */
    private static int colonColour(Sequence sequence, int at, int end) {
        int values = end - at;
        boolean withSpace = sequence.get(at, 0) == 2 && values >= 5;
        return colour(sequence, at, withSpace ? 1 : 0);
    }

    private static int colour(Sequence sequence, int at, int skipped) {
        return skipped == 0
                ? colour(sequence, at)
                : Style.trueColour(sequence.get(at + 2, 0), sequence.get(at + 3, 0), sequence.get(at + 4, 0));
    }
}
