package dev.diver.app.screen.highlight;

/** Takes the tokens of a line, in order and without overlap; what is in none is plain text. */
@FunctionalInterface
public interface Tokens {
    /** For who wants to know only how a line ends. */
    Tokens NONE = (token, from, to) -> {};

    /** @param to the first character behind it */
    void add(Token token, int from, int to);
}
