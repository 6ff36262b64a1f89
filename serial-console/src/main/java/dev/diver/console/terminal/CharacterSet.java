package dev.diver.console.terminal;

/** What printable ASCII stands for. */
enum CharacterSet {
    ASCII,
    /** With a pound sign in place of the number sign. */
    BRITISH,
    /** Lines and symbols in place of small letters. */
    DRAWING;

    /** @param last the final character of the sequence that designates the set */
    static CharacterSet designated(int last) {
        return switch (last) {
            case '0' -> DRAWING;
            case 'A' -> BRITISH;
            default -> ASCII;
        };
    }

    int map(int ascii) {
        return switch (this) {
            case ASCII -> ascii;
            case BRITISH -> ascii == '#' ? '\u00A3' : ascii;
            case DRAWING -> LineDrawing.map(ascii);
        };
    }
}
