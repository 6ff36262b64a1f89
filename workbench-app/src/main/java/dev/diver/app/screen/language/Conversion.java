package dev.diver.app.screen.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Between the protocol's records and ours. What a server leaves out is nothing to fail at. */
final class Conversion {
    private static final int LONGEST = 4000;
    private static final int DEEPEST = 16;

    private Conversion() {}

    static Position position(TextPlace place) {
        return new Position(place.line(), place.character());
    }

    static Range range(TextRange range) {
        return new Range(position(range.from()), position(range.to()));
    }

    static TextRange range(Range range) {
        return new TextRange(place(range.getStart()), place(range.getEnd()));
    }

    private static TextPlace place(Position position) {
        return new TextPlace(Math.max(0, position.getLine()), Math.max(0, position.getCharacter()));
    }

    static TextChange change(TextEdit edit) {
        return new TextChange(range(edit.getRange()), edit.getNewText().replace("\r", ""));
    }

    static List<TextChange> changes(List<? extends TextEdit> edits) {
        return edits == null
                ? List.of()
                : edits.stream().map(Conversion::change).toList();
    }

    static Map<Path, List<TextChange>> changes(WorkspaceEdit edit, Paths paths) {
        var changes = new LinkedHashMap<Path, List<TextChange>>();
        if (edit != null && edit.getChanges() != null) {
            edit.getChanges()
                    .forEach((uri, edits) -> paths.file(uri).ifPresent(file -> changes.put(file, changes(edits))));
        }
        return changes;
    }

    static CodeProblem problem(Diagnostic diagnostic) {
        var message = diagnostic.getMessage();
        var text = message == null
                ? ""
                : message.isLeft() ? message.getLeft() : message.getRight().getValue();
        return new CodeProblem(
                range(diagnostic.getRange()), diagnostic.getSeverity() == DiagnosticSeverity.Error, cut(text));
    }

    static List<TextPiece> pieces(List<? extends Location> locations, Paths paths) {
        var pieces = new ArrayList<TextPiece>();
        for (var location : locations == null ? List.<Location>of() : locations) {
            paths.file(location.getUri())
                    .ifPresent(file -> pieces.add(new TextPiece(file, range(location.getRange()))));
        }
        return pieces;
    }

    static String text(Hover hover) {
        if (hover == null || hover.getContents() == null || hover.getContents().isLeft()) {
            return "";
        }
        return cut(hover.getContents().getRight().getValue());
    }

    static List<Proposal> proposals(Either<List<CompletionItem>, CompletionList> said) {
        var items = said == null
                ? List.<CompletionItem>of()
                : said.isLeft() ? said.getLeft() : said.getRight().getItems();
        return items.stream()
                .filter(item -> item.getTextEdit() != null && item.getTextEdit().isLeft())
                .sorted(java.util.Comparator.comparing(
                        item -> item.getSortText() == null ? item.getLabel() : item.getSortText()))
                .map(Conversion::proposal)
                .toList();
    }

    private static Proposal proposal(CompletionItem item) {
        return new Proposal(
                kind(item.getKind()),
                cut(item.getLabel().strip()),
                item.getDetail() == null
                        ? ""
                        : cut(item.getDetail().lines().findFirst().orElse("")),
                documentation(item.getDocumentation()),
                item.getFilterText() == null ? item.getLabel().strip() : item.getFilterText(),
                change(item.getTextEdit().getLeft()),
                changes(item.getAdditionalTextEdits()));
    }

    static String documentation(Either<String, MarkupContent> text) {
        if (text == null) {
            return "";
        }
        return cut(text.isLeft() ? text.getLeft() : text.getRight().getValue());
    }

    static List<CodeSymbol> symbols(List<Either<SymbolInformation, DocumentSymbol>> symbols) {
        return symbols == null
                ? List.of()
                : symbols.stream()
                        .filter(Either::isRight)
                        .map(symbol -> symbol(symbol.getRight(), 0))
                        .toList();
    }

    private static CodeSymbol symbol(DocumentSymbol symbol, int depth) {
        var children = symbol.getChildren() == null || depth == DEEPEST
                ? List.<CodeSymbol>of()
                : symbol.getChildren().stream()
                        .map(child -> symbol(child, depth + 1))
                        .toList();
        return new CodeSymbol(
                kind(symbol.getKind()),
                cut(symbol.getName()),
                symbol.getDetail() == null ? "" : cut(symbol.getDetail()),
                range(symbol.getSelectionRange()),
                children);
    }

    private static CodeKind kind(CompletionItemKind kind) {
        return switch (kind) {
            case Function, Method, Constructor -> CodeKind.FUNCTION;
            case Variable, Value, Reference -> CodeKind.VARIABLE;
            case Class, Interface, Struct, Enum, TypeParameter -> CodeKind.TYPE;
            case Field, Property -> CodeKind.FIELD;
            case EnumMember, Constant -> CodeKind.CONSTANT;
            // clangd has no other one for macros.
            case Text -> CodeKind.MACRO;
            case Keyword, Snippet -> CodeKind.KEYWORD;
            case File, Folder, Module -> CodeKind.FILE;
            case null, default -> CodeKind.OTHER;
        };
    }

    private static CodeKind kind(SymbolKind kind) {
        return switch (kind) {
            case Function, Method, Constructor -> CodeKind.FUNCTION;
            case Variable -> CodeKind.VARIABLE;
            case Class, Interface, Struct, Enum -> CodeKind.TYPE;
            case Field, Property -> CodeKind.FIELD;
            case EnumMember, Constant -> CodeKind.CONSTANT;
            case String -> CodeKind.MACRO;
            case null, default -> CodeKind.OTHER;
        };
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }
}
