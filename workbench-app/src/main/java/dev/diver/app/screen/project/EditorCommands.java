package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.highlight.Language;
import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.TextChanges;
import dev.diver.app.screen.language.TextPiece;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.app.screen.palette.Palette;
import dev.diver.app.screen.search.Hit;
import dev.diver.console.debug.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** What can be done in an editor. What needs clangd says so where there is none. */
final class EditorCommands {
    private final Bench bench;
    private final Editors editors;
    private final CodeServer server;
    private final Project project;
    private final Editor editor;
    private final Language language;
    private final CompletionPopup completion;
    private final SignaturePopup signature;
    private final Hover hover;
    private final Typing typing;

    /** @param values see {@link Hover} */
    EditorCommands(
            Bench bench,
            Editors editors,
            CodeServer server,
            Project project,
            Editor editor,
            Function<String, CompletableFuture<Optional<Variable>>> values) {
        this.bench = bench;
        this.editors = editors;
        this.server = server;
        this.project = project;
        this.editor = editor;
        language = Language.of(editor.file().getFileName().toString());
        completion = new CompletionPopup(editor, server);
        signature = new SignaturePopup(editor, server);
        completion.onCall(signature::show);
        hover = new Hover(editor, server, values, bench.tasks());
        typing = new Typing(editor.area().area(), language);
        editor.area().area().addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    }

    List<Action> actions() {
        var actions = new ArrayList<Action>();
        actions.add(own("editor-save", "Save", MaterialDesignC.CONTENT_SAVE_OUTLINE, () -> editor.save(() -> {}))
                .on("Shortcut+S"));
        actions.add(own("editor-find", "Find\u2026", MaterialDesignM.MAGNIFY, editor.bars()::find)
                .on("Shortcut+F"));
        actions.add(writing(own("editor-replace", "Replace\u2026", MaterialDesignF.FIND_REPLACE, editor.bars()::replace)
                .on("Shortcut+H")));
        actions.add(own("editor-go", "Go to line\u2026", MaterialDesignF.FORMAT_LIST_NUMBERED, editor::goTo)
                .on("Shortcut+G"));
        actions.add(own("editor-outline", "Outline\u2026", MaterialDesignF.FILE_TREE_OUTLINE, this::outline)
                .on("Shortcut+Shift+O"));
        actions.add(own("editor-comment", "Comment or uncomment lines", MaterialDesignP.POUND, typing::toggleComment)
                .on("Shortcut+SLASH")
                .unless(() -> editor.readOnly()
                        ? "This file can only be read."
                        : language.lineComment().isEmpty() ? "This kind of file has no comments of a line." : ""));
        actions.add(writing(coding(own("editor-complete", "Complete", MaterialDesignA.AUTO_FIX, completion::show)
                .on("Shortcut+SPACE"))));
        actions.add(writing(coding(
                own("editor-parameters", "Parameters of this call", MaterialDesignC.CODE_PARENTHESES, signature::show)
                        .on("Shortcut+Shift+SPACE"))));
        actions.add(coding(own(
                        "editor-definition",
                        "Go to definition",
                        MaterialDesignA.ARROW_DECISION,
                        () -> definition(editor.area().caret()))
                .on("F12")));
        actions.add(coding(own(
                        "editor-references",
                        "Find references",
                        MaterialDesignF.FORMAT_LIST_BULLETED,
                        () -> references(editor.area().caret()))
                .on("Shift+F12")));
        actions.add(coding(own("editor-hover", "What is this?", MaterialDesignI.INFORMATION_OUTLINE, hover::atCaret)
                .on("Shortcut+K")));
        actions.add(writing(coding(own(
                        "editor-rename",
                        "Rename\u2026",
                        MaterialDesignR.RENAME_BOX,
                        () -> RenameDialog.ask(bench, server, editor, editors.changes()))
                .on("F2")
                .unless(() ->
                        editor.area().wordAt(editor.area().caret()).isEmpty() ? "The caret stands at no name." : ""))));
        actions.add(writing(coding(own("editor-format", "Format", MaterialDesignF.FORMAT_ALIGN_LEFT, this::format)
                .on("Shortcut+Shift+I"))));
        return actions;
    }

    private static Action own(String id, String name, Ikon icon, Runnable run) {
        return Action.of(id, "Edit", name, icon, run);
    }

    private Action coding(Action action) {
        var before = action.whyNot();
        return action.unless(() -> {
            if (language != Language.C) {
                return "Only for C sources and headers.";
            }
            return server.answers(editor.file())
                    ? before.get()
                    : "clangd is not running for this file: is it installed, and the net trusted?";
        });
    }

    private Action writing(Action action) {
        var before = action.whyNot();
        return action.unless(() -> editor.readOnly() ? "This file can only be read." : before.get());
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isShortcutDown() && event.isStillSincePress()) {
            var area = editor.area().area();
            var at = area.offsetToPosition(area.hit(event.getX(), event.getY()).getInsertionIndex(), Bias.Forward);
            definition(new TextPlace(at.getMajor(), at.getMinor()));
        }
    }

    private void definition(TextPlace place) {
        server.definition(
                editor.file(),
                place,
                found -> {
                    if (found.isEmpty()) {
                        bench.notices().tell("No definition is known of what stands there.");
                    } else {
                        open(found.getFirst());
                    }
                },
                bench.notices()::tell);
    }

    private void open(TextPiece piece) {
        var from = piece.range().from();
        editors.open(project, piece.file(), new Spot.InCharacters(from.line() + 1, from.character() + 1));
    }

    private void references(TextPlace place) {
        var word = editor.area().wordAt(place);
        server.references(
                editor.file(),
                place,
                found -> bench.tasks()
                        .quietly(
                                () -> hits(found, editors.texts()),
                                hits -> {
                                    var document = editors.places();
                                    document.show(word, hits, this::name);
                                    bench.documents().open(document);
                                },
                                bench.notices()::problem),
                bench.notices()::tell);
    }

    private String name(Path file) {
        return file.startsWith(project.directory())
                ? project.directory().relativize(file).toString()
                : file.toString();
    }

    private static List<Hit> hits(List<TextPiece> pieces, Map<Path, java.util.function.Supplier<String>> unsaved) {
        var texts = new HashMap<Path, List<String>>();
        var hits = new ArrayList<Hit>();
        for (var piece : pieces) {
            var lines = texts.computeIfAbsent(
                    piece.file(),
                    file -> (unsaved.containsKey(file) ? unsaved.get(file).get() : TextFile.lines(TextFile.read(file)))
                            .lines()
                            .toList());
            var line = piece.range().from().line();
            if (line < lines.size()) {
                var from = piece.range().from().character();
                var to = piece.range().to().line() == line
                        ? piece.range().to().character()
                        : lines.get(line).length();
                hits.add(Hit.of(piece.file(), line, from, to, lines.get(line)));
            }
        }
        return hits;
    }

    private void outline() {
        if (server.answers(editor.file())) {
            server.symbols(
                    editor.file(), symbols -> show(symbols.isEmpty() ? Outline.of(language, editor.text()) : symbols));
        } else {
            show(Outline.of(language, editor.text()));
        }
    }

    private void show(List<dev.diver.app.screen.language.CodeSymbol> symbols) {
        new Palette(Outline.actions(symbols, this::goTo), bench.modals(), bench.notices())
                .asking("Go to a name of this file\u2026")
                .show();
    }

    private void goTo(TextPlace place) {
        editor.area().goTo(new Spot.InCharacters(place.line() + 1, place.character() + 1));
    }

    private void format() {
        var asked = editor.text();
        server.format(
                editor.file(),
                8,
                !typing.level().equals("\t"),
                changes -> {
                    if (!editor.text().equals(asked)) {
                        bench.notices().tell("The text has changed meanwhile, so it was not formatted.");
                    } else if (changes.isEmpty()) {
                        bench.notices().tell("Nothing to format; how it is done stands in .clang-format of the net.");
                    } else {
                        editor.area().change(TextChanges.merge(asked, changes));
                    }
                },
                bench.notices()::tell);
    }
}
