package dev.diver.app.screen.project;

import dev.diver.core.build.Diagnostic;
import dev.diver.core.net.NetProblem;

/** A place in a text, as the one who names it counts; both numbers from 1, and 0 where they are not known. */
sealed interface Spot {
    /** The text's beginning. */
    Spot NONE = new InCharacters(0, 0);

    int line();

    int column();

    /** Where it is in its line, in characters from 0; the end where the line is shorter. */
    int offsetIn(String lineText);

    /** A column is a character. */
    record InCharacters(int line, int column) implements Spot {
        @Override
        public int offsetIn(String lineText) {
            return Math.clamp(column - 1L, 0, lineText.length());
        }
    }

    /** A column is what a terminal shows, as compilers count. */
    record OnTerminal(int line, int column) implements Spot {
        @Override
        public int offsetIn(String lineText) {
            return Diagnostic.offset(lineText, column);
        }
    }

    static Spot of(NetProblem problem) {
        return new InCharacters(problem.line(), problem.column());
    }

    static Spot of(Diagnostic diagnostic) {
        return new OnTerminal(diagnostic.line(), diagnostic.column());
    }
}
