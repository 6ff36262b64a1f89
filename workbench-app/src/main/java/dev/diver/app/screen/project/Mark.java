package dev.diver.app.screen.project;

/** Something to be shown at a place of a text; for the whole line where the place has no column. */
record Mark(Spot spot, boolean error, String message) {
    int line() {
        return spot.line();
    }

    /** Where it begins in its line: at the column, or the last character where the column lies behind the line. */
    int from(String line) {
        var first = line.length() - line.stripLeading().length();
        return spot.column() == 0 ? first : Math.clamp(spot.offsetIn(line), 0, Math.max(0, line.length() - 1));
    }

    /** Where it ends: behind the word there. */
    int to(String line) {
        if (spot.column() == 0) {
            return line.stripTrailing().length();
        }
        var begin = from(line);
        var end = begin;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || "_-.".indexOf(line.charAt(end)) >= 0)) {
            end++;
        }
        return Math.min(line.length(), Math.max(end, begin + 1));
    }
}
