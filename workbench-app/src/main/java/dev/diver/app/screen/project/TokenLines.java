package dev.diver.app.screen.project;

import dev.diver.app.screen.language.CodeTokens.Kind;
import dev.diver.app.screen.language.CodeTokens.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What clangd knows of the names in a text, line by line. It follows the changes of the text until clangd has read that
 * again, so that colours stay with their words.
 */
final class TokenLines {
    private final List<List<LineStyles.Piece>> lines = new ArrayList<>();

    /** @param tokens in the order of the text */
    static TokenLines of(List<Token> tokens) {
        var made = new TokenLines();
        for (var token : tokens) {
            made.reach(token.at().line());
            var from = token.at().character();
            made.lines
                    .get(token.at().line())
                    .add(new LineStyles.Piece(from, from + token.length(), style(token.kind())));
        }
        return made;
    }

    private static String style(Kind kind) {
        return "code-"
                + switch (kind) {
                    case STRUCT, ENUM, TYPE -> "type";
                    case FUNCTION, PARAMETER, FIELD, CONSTANT, MACRO, INACTIVE ->
                        kind.name().toLowerCase(Locale.ROOT);
                };
    }

    private void reach(int line) {
        while (lines.size() <= line) {
            lines.add(new ArrayList<>());
        }
    }

    /** @param line from 0 */
    List<LineStyles.Piece> at(int line) {
        return line < lines.size() ? Collections.unmodifiableList(lines.get(line)) : List.of();
    }

    /** The text has changed there: what stood before it and behind it keeps its colour. */
    void changed(int line, int character, String removed, String inserted) {
        var gone = breaks(removed);
        var come = breaks(inserted);
        if (line >= lines.size()) {
            return;
        }
        reach(line + gone);
        var oldEnd = end(character, removed);
        var shift = end(character, inserted) - oldEnd;
        var longer = gone == 0 && removed.isEmpty() && inserted.chars().allMatch(Character::isJavaIdentifierPart);
        var before = new ArrayList<LineStyles.Piece>();
        for (var piece : lines.get(line)) {
            if (longer && piece.to() == character) {
                before.add(new LineStyles.Piece(piece.from(), character + inserted.length(), piece.style()));
            } else if (piece.to() <= character) {
                before.add(piece);
            }
        }
        var behind = new ArrayList<LineStyles.Piece>();
        for (var piece : lines.get(line + gone)) {
            if (piece.from() >= oldEnd) {
                behind.add(new LineStyles.Piece(piece.from() + shift, piece.to() + shift, piece.style()));
            }
        }
        var made = new ArrayList<List<LineStyles.Piece>>();
        made.add(before);
        for (var i = 0; i < come; i++) {
            made.add(new ArrayList<>());
        }
        made.getLast().addAll(behind);
        var changed = lines.subList(line, line + gone + 1);
        changed.clear();
        changed.addAll(made);
    }

    private static int end(int character, String text) {
        var last = text.lastIndexOf('\n');
        return last < 0 ? character + text.length() : text.length() - last - 1;
    }

    private static int breaks(String text) {
        return (int) text.chars().filter(letter -> letter == '\n').count();
    }
}
