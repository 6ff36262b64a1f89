package dev.diver.app.screen.highlight;

/**
 * Reads one line of a language. What a line has to know of those above it is one number: 0 where the text begins, and
 * what the line above returned elsewhere. Has no state of its own; any thread may use it.
 */
public interface Lexer {

    /**
     * @param line without its end
     * @param state what the line above returned
     * @return for the line below
     */
    int lex(String line, int state, Tokens tokens);
}
