package dev.diver.app.screen.language;

import java.util.List;

/**
 * A name that a file declares.
 *
 * @param detail its type; empty where it has none
 * @param range where the name itself stands
 */
public record CodeSymbol(CodeKind kind, String name, String detail, TextRange range, List<CodeSymbol> children) {
    public CodeSymbol {
        children = List.copyOf(children);
    }
}
