package dev.diver.console.view;

import dev.diver.console.terminal.KeyEncoder;

/** Something typed or pasted, which each terminal gets in the codes that its own program has asked for. */
@FunctionalInterface
public interface ConsoleInput {

    /** The bytes for a terminal; null where that gets nothing. */
    byte[] encode(KeyEncoder keys);

    /** Who gets what is typed into a view. */
    interface Taker {
        void take(ConsoleInput input);

        /** Whether all who get it can tell pasted text from typed, so that no line of it runs by itself. */
        boolean bracketsPaste();
    }
}
