package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.highlight.Token;
import dev.diver.app.screen.language.CodeKind;
import dev.diver.app.screen.language.CodeSymbol;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.app.screen.language.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a file declares, as a list to go to. */
final class Outline {
    private Outline() {}

    /** As found by the editor itself: what the language calls a name at the beginning of a line. */
    static List<CodeSymbol> of(Language language, String text) {
        var symbols = new ArrayList<CodeSymbol>();
        var state = 0;
        var number = 0;
        for (var line : text.split("\n", -1)) {
            var here = number++;
            state = language.lexer().lex(line, state, (token, from, to) -> {
                if (token == Token.NAME && declares(language, line, from)) {
                    var range = new TextRange(new TextPlace(here, from), new TextPlace(here, to));
                    var kind = language == Language.C ? CodeKind.FUNCTION : CodeKind.OTHER;
                    symbols.add(new CodeSymbol(kind, line.substring(from, to), "", range, List.of()));
                }
            });
        }
        return symbols;
    }

    /** In C a function's name at the left edge, with its type before it, that no semicolon follows. */
    private static boolean declares(Language language, String line, int from) {
        return language == Language.C
                ? Character.isLetter(line.charAt(0)) && !line.stripTrailing().endsWith(";") && from > 0
                : line.substring(0, from).isBlank();
    }

    static List<Action> actions(List<CodeSymbol> symbols, Consumer<TextPlace> goTo) {
        var actions = new ArrayList<Action>();
        symbols.forEach(symbol -> add(symbol, "", actions, goTo));
        return actions;
    }

    private static void add(CodeSymbol symbol, String within, List<Action> actions, Consumer<TextPlace> goTo) {
        var name = within + symbol.name();
        var place = symbol.range().from();
        actions.add(Action.of(
                "symbol-" + actions.size(),
                "line " + (place.line() + 1),
                name + (symbol.detail().isEmpty() ? "" : "  " + symbol.detail()),
                CodeIcons.icon(symbol.kind()),
                () -> goTo.accept(place)));
        symbol.children().forEach(child -> add(child, name + ".", actions, goTo));
    }
}
