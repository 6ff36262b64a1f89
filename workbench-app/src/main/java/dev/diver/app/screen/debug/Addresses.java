package dev.diver.app.screen.debug;

/** Addresses as a debugger writes them. */
final class Addresses {
    private Addresses() {}

    /**
     * @param text such as {@code 4198400}, {@code 0x401000} or {@code 0x401000 <main>}
     * @throws NumberFormatException where it is no number
     */
    static long parse(String text) {
        var word = text.strip().split("\\s+", 2)[0];
        return word.startsWith("0x")
                ? Long.parseUnsignedLong(word.substring(2), 16)
                : word.startsWith("-") ? Long.parseLong(word) : Long.parseUnsignedLong(word);
    }
}
