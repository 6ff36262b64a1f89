package dev.diver.app.screen.project;

import dev.diver.app.screen.highlight.Language;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Finds the bracket that belongs to the one at the caret. */
final class Brackets {
    /** Lines to look at; a person does not look for a bracket further away than that. */
    private static final int FARTHEST = 3000;

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final Language language;
    private final IntFunction<String> lines;
    private final IntUnaryOperator states;

    /**
     * @param lines gives a line of the text
     * @param states gives what it begins with, see {@link dev.diver.app.screen.highlight.LineStates}
     */
    Brackets(Language language, IntFunction<String> lines, IntUnaryOperator states) {
        this.language = language;
        this.lines = lines;
        this.states = states;
    }

    /** A character of the text. */
    record At(int line, int column) {}

    /** The bracket left or right of the caret and its partner; empty where there is none. @param count of lines */
    List<At> pair(int line, int column, int count) {
        for (var at : new int[] {column - 1, column}) {
            var text = code(line);
            if (at < 0 || at >= text.length) {
                continue;
            }
            if (OPENING.indexOf(text[at]) >= 0) {
                return partner(new At(line, at), 1, count);
            }
            if (CLOSING.indexOf(text[at]) >= 0) {
                return partner(new At(line, at), -1, count);
            }
        }
        return List.of();
    }

    private List<At> partner(At start, int step, int count) {
        var depth = 0;
        var column = start.column();
        for (var line = start.line();
                line >= 0 && line < count && Math.abs(line - start.line()) < FARTHEST;
                line += step) {
            var text = code(line);
            for (var at = line == start.line() ? column : step > 0 ? 0 : text.length - 1;
                    at >= 0 && at < text.length;
                    at += step) {
                if (OPENING.indexOf(text[at]) >= 0) {
                    depth += step;
                } else if (CLOSING.indexOf(text[at]) >= 0) {
                    depth -= step;
                }
                if (depth == 0) {
                    return List.of(start, new At(line, at));
                }
            }
        }
        return List.of();
    }

    /** A line without what stands in strings and comments. */
    private char[] code(int line) {
        var text = lines.apply(line);
        var code = text.toCharArray();
        language.lexer().lex(text, states.applyAsInt(line), (token, from, to) -> {
            switch (token) {
                case STRING, COMMENT -> java.util.Arrays.fill(code, from, to, ' ');
                case DIRECTIVE, KEYWORD, TYPE, NUMBER, NAME -> {}
            }
        });
        return code;
    }
}
