package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Notices.Remedy;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.language.TextChange;
import dev.diver.app.screen.language.TextChanges;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes several files as one step: those that are open in their editors, where each can be undone too, and the others on
 * the disk. All of it can be taken back as long as nobody has changed the files since.
 */
final class FileChanges {
    private final Bench bench;
    private final Editors editors;

    FileChanges(Bench bench, Editors editors) {
        this.bench = bench;
        this.editors = editors;
    }

    /** What a file held, and what it holds now. */
    private record Done(String before, String after) {}

    /** Whether a file's text is still the one that the changes are of. */
    @FunctionalInterface
    interface Check {
        boolean holds(Path file, String text);
    }

    /** @param what for the message, such as {@code Renamed "a"} */
    void apply(String what, Map<Path, List<TextChange>> changes) {
        apply(what, changes, (file, text) -> true);
    }

    void apply(String what, Map<Path, List<TextChange>> changes, Check check) {
        var closed = new LinkedHashMap<>(changes);
        var open = new LinkedHashMap<Editor, List<TextChange>>();
        for (var file : changes.keySet()) {
            editors.find(file).ifPresent(editor -> open.put(editor, closed.remove(file)));
        }
        bench.tasks()
                .quietly(
                        () -> onDisk(closed, check),
                        done -> {
                            open.forEach((editor, its) ->
                                    inEditor(editor, its, check).ifPresent(one -> done.put(editor.file(), one)));
                            told(what, changes.size(), done);
                        },
                        bench.notices()::problem);
    }

    private static Map<Path, Done> onDisk(Map<Path, List<TextChange>> changes, Check check) {
        var done = new LinkedHashMap<Path, Done>();
        // All are made before the first is written: one that has changed meanwhile leaves all as they are.
        changes.forEach((file, its) -> {
            var before = TextFile.read(file);
            var lines = TextFile.lines(before);
            if (check.holds(file, lines)) {
                var after = TextChanges.merge(lines, its).in(lines);
                done.put(file, new Done(before, TextFile.endedAs(before, after)));
            }
        });
        done.forEach((file, one) -> TextFile.write(file, one.after(), one.before()));
        return done;
    }

    private static Optional<Done> inEditor(Editor editor, List<TextChange> changes, Check check) {
        var before = editor.text();
        if (editor.readOnly() || !check.holds(editor.file(), before)) {
            return Optional.empty();
        }
        editor.area().change(TextChanges.merge(before, changes));
        return Optional.of(new Done(before, editor.text()));
    }

    private void told(String what, int wanted, Map<Path, Done> done) {
        var left = wanted - done.size();
        bench.notices()
                .tell(
                        what + " in " + Words.count(done.size(), "file") + "."
                                + (left == 0 ? "" : " " + Words.count(left, "file") + " changed meanwhile and stays."),
                        new Remedy("Undo", () -> undo(what, done)));
    }

    private void undo(String what, Map<Path, Done> done) {
        var closed = new LinkedHashMap<>(done);
        var kept = new int[1];
        for (var file : done.keySet()) {
            editors.find(file).ifPresent(editor -> {
                var one = closed.remove(file);
                if (editor.text().equals(TextFile.lines(one.after()))) {
                    editor.area().replace(TextFile.lines(one.before()));
                } else {
                    kept[0]++;
                }
            });
        }
        bench.tasks()
                .quietly(
                        () -> {
                            closed.forEach((file, one) -> TextFile.write(file, one.before(), one.after()));
                            return true;
                        },
                        all -> bench.notices()
                                .tell(
                                        kept[0] == 0
                                                ? "Undone: " + what + "."
                                                : Words.count(kept[0], "file")
                                                        + " changed since; undo there with Ctrl+Z."),
                        bench.notices()::problem);
    }
}
