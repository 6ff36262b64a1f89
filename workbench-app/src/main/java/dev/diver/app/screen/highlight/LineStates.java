package dev.diver.app.screen.highlight;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What each line of a text has to know of those above it. After a change only lines are read again whose state may have
 * changed: mostly one. Used by one thread at a time.
 */
public final class LineStates {
    private final Lexer lexer;
    /** The state that line i begins with; the first {@link #count} are used. */
    private int[] states;

    private int count;
    /** Lines from here on may begin otherwise than is written; those before are right. */
    private int sure;
    /** Lines before this one are read whatever they began with; from there on the first that begins as before ends it. */
    private int fresh;

    private LineStates(Lexer lexer, int[] states, int count) {
        this.lexer = lexer;
        this.states = states;
        this.count = count;
        sure = count;
    }

    /** Reads a whole text. */
    public static LineStates of(Lexer lexer, String text) {
        var states = new int[64];
        var count = 0;
        var state = 0;
        var from = 0;
        while (true) {
            if (count == states.length) {
                states = Arrays.copyOf(states, 2 * count);
            }
            states[count++] = state;
            var end = text.indexOf('\n', from);
            if (end < 0) {
                return new LineStates(lexer, states, count);
            }
            state = lexer.lex(text.substring(from, end), state, Tokens.NONE);
            from = end + 1;
        }
    }

    /**
     * Lines were replaced.
     *
     * @param first the first one that is another one now
     * @param removed how many lines went besides that one
     * @param inserted how many came besides that one
     */
    public void replaced(int first, int removed, int inserted) {
        var tail = count - first - 1 - removed;
        if (count + inserted - removed > states.length) {
            states = Arrays.copyOf(states, Math.max(2 * count, count + inserted));
        }
        System.arraycopy(states, first + 1 + removed, states, first + 1 + inserted, tail);
        // No lexer returns that, so that the new ones are read.
        Arrays.fill(states, first + 1, first + 1 + inserted, -1);
        // What was being read goes on to be: up to there a line may begin as before by chance.
        var before = done() ? 0 : Math.max(fresh, sure) + Math.max(0, inserted - removed);
        count += inserted - removed;
        fresh = Math.max(before, first + 1 + inserted);
        sure = Math.min(sure, first + 1);
    }

    /** How many lines begin with a state that is right. */
    public int sure() {
        return sure;
    }

    public boolean done() {
        return sure >= count;
    }

    /** What a line begins with; right for lines before {@link #sure()}. */
    public int at(int line) {
        return Math.max(0, states[line]);
    }

    /**
     * Reads on.
     *
     * @param lines gives a line of the text
     * @param most how many lines to read at most
     */
    public void read(IntFunction<String> lines, int most) {
        for (var read = 0; read < most && sure < count; read++) {
            var state = lexer.lex(lines.apply(sure - 1), at(sure - 1), Tokens.NONE);
            var same = states[sure] == state;
            states[sure] = state;
            sure = same && sure >= fresh ? count : sure + 1;
        }
    }
}
