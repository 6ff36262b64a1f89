package dev.diver.console.terminal;

/** What the parser finds in the stream. */
interface Actions {

    /** A run of printable ASCII. */
    void ascii(byte[] bytes, int offset, int length);

    /** A character that is not ASCII, or U+FFFD for a malformed one. */
    void print(int codePoint);

    /** A control character. */
    void control(int code);

    /** @param intermediate the one before the final character, or 0 */
    void escape(int intermediate, int last);

    void sequence(Sequence sequence, int last);

    /** An operating system command: the bytes of its text, without introducer and terminator. */
    void command(byte[] bytes, int length);
}
