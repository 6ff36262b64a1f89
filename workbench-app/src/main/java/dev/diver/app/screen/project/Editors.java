package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Documents;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.language.CodeProblem;
import dev.diver.app.screen.language.TextChange;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.app.screen.language.TextRange;
import dev.diver.app.screen.search.PlacesDocument;
import dev.diver.app.screen.search.Replacer;
import dev.diver.core.build.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import org.fxmisc.richtext.CodeArea;

/** The files that are open in editors, and the marks in them. */
public final class Editors {
    private static final int CHECK_PAUSE_MS = 250;
    private final Bench bench;
    private final Projects projects;
    private final Drafts drafts;
    private final DebugDesk debug;
    private final Map<Path, Editor> open = new LinkedHashMap<>();
    private final CodeServers servers;
    private final PlacesDocument places = new PlacesDocument(this::openPlace);
    private Consumer<Path> follower = directory -> {};

    Editors(Bench bench, Drafts drafts, Projects projects, DebugDesk debug) {
        this.bench = bench;
        this.debug = debug;
        this.projects = projects;
        this.drafts = drafts;
        servers = new CodeServers(bench);
        projects.onDiskChange(this::changedOnDisk);
    }

    /** Those whose tab is still there. */
    List<Editor> all() {
        open.values().removeIf(editor -> bench.documents().find(editor.id()).isEmpty());
        return List.copyOf(open.values());
    }

    public List<Path> files() {
        return all().stream().map(Editor::file).toList();
    }

    /** Opens the file and stands at that place. */
    void open(Project project, Path file, Spot spot) {
        open(project, file, spot, bench.documents().ask());
    }

    /** @param asked when the person asked for the file */
    void open(Project project, Path file, Spot spot, Documents.Asked asked) {
        projects.select(project);
        var known = all().stream().filter(editor -> editor.file().equals(file)).findFirst();
        if (known.isPresent()) {
            stand(known.get(), spot, asked);
            return;
        }
        read(project, file, editor -> stand(editor, spot, asked));
    }

    private record Read(LoadedText text, boolean readOnly, Optional<String> draft) {}

    private void read(Project project, Path file, Consumer<Editor> next) {
        bench.tasks()
                .quietly(
                        () -> new Read(LoadedText.of(file), project.isForeign(file), drafts.find(file)),
                        read -> next.accept(find(file)
                                .orElseGet(() -> add(project, file, read.text(), read.readOnly(), read.draft()))),
                        bench.notices()::problem);
    }

    /** Opens the file where the guest stands, and leaves the keyboard where it is: for who steps through a program. */
    void show(Project project, Path file) {
        find(file).ifPresentOrElse(this::show, () -> read(project, file, this::show));
    }

    private void show(Editor editor) {
        bench.documents().show(editor);
        // A text that has just come can be scrolled once it has been laid out.
        editor.debugging().ifPresent(debugging -> Platform.runLater(debugging::reveal));
    }

    /** The net whose breakpoints are those of that file: of a kernel's file, the one that is worked on. */
    private Path netOf(Project project, Path file) {
        var current = projects.current().get();
        return file.startsWith(project.directory()) || current == null ? project.directory() : current.directory();
    }

    /** @param follower is told of each directory that a file is opened in */
    void follow(Consumer<Path> follower) {
        this.follower = follower;
    }

    private Editor add(Project project, Path file, LoadedText text, boolean readOnly, Optional<String> draft) {
        var editor = new Editor(bench, drafts, text, project.name(), readOnly, draft, () -> saved(project, file));
        open.put(file, editor);
        if (readOnly) {
            editor.bars().note(origin(project, file));
        }
        editor.add(new EditorDebugging(editor.area(), file, debug, () -> netOf(project, file)));
        follower.accept(file.getParent());
        if (file.equals(project.netFile())) {
            var delay = new Delay(CHECK_PAUSE_MS, () -> checkNet(project, editor));
            editor.area().area().plainTextChanges().subscribe(change -> delay.again());
            project.netProblems().addListener((property, was, is) -> mark(project, editor));
            delay.again();
        }
        ListChangeListener<Diagnostic> built = change -> mark(project, editor);
        MapChangeListener<Path, List<CodeProblem>> typed = change -> mark(project, editor);
        project.diagnostics().addListener(built);
        project.live().addListener(typed);
        editor.onClosed(() -> {
            project.diagnostics().removeListener(built);
            project.live().removeListener(typed);
        });
        editor.area()
                .area()
                .plainTextChanges()
                .subscribe(change -> project.changed().add(file));
        mark(project, editor);
        servers.follow(project, editor);
        editor.offer(new EditorCommands(bench, this, servers.of(project), project, editor, debug::value).actions());
        return editor;
    }

    private static String origin(Project project, Path file) {
        return file.startsWith(project.directory())
                ? project.directory().relativize(file)
                        + " comes with the kernel and is renewed with it, so it can only be read."
                : file + " does not belong to the net, so it can only be read.";
    }

    private void stand(Editor editor, Spot spot, Documents.Asked asked) {
        if (asked.open(editor) && spot.line() > 0) {
            editor.area().goTo(spot);
        }
    }

    private void saved(Project project, Path file) {
        if (file.equals(project.netFile())) {
            projects.reload(project, () -> {});
        }
    }

    private void checkNet(Project project, Editor editor) {
        var text = editor.text();
        bench.tasks()
                .quietly(
                        () -> projects.check(project, text),
                        problems -> project.netProblems().set(problems),
                        bench.notices()::problem);
    }

    private void mark(Project project, Editor editor) {
        var marks = new ArrayList<Mark>();
        for (var found : Findings.of(project)) {
            if (found.file().equals(editor.file()) && found.spot().line() > 0) {
                marks.add(new Mark(found.spot(), found.severity() == Diagnostic.Severity.ERROR, found.message()));
            }
        }
        editor.area().marks(marks);
    }

    /** Saves all files of a net, one after the other; goes on only where each was written. */
    void saveAll(Project project, Runnable next) {
        var unsaved = all().stream()
                .filter(editor -> editor.file().startsWith(project.directory()))
                .filter(editor -> editor.modified().get())
                .toList();
        save(unsaved, 0, next);
    }

    private void save(List<Editor> editors, int index, Runnable next) {
        if (index == editors.size()) {
            next.run();
        } else {
            editors.get(index).save(() -> save(editors, index + 1, next));
        }
    }

    /** Changes several files at once. */
    FileChanges changes() {
        return new FileChanges(bench, this);
    }

    /** The texts that are being edited, by file; each can be made one string on any thread. */
    Map<Path, Supplier<String>> texts() {
        var texts = new LinkedHashMap<Path, Supplier<String>>();
        all().stream().filter(Editor::whole).forEach(editor -> texts.put(editor.file(), editor.snapshot()));
        return texts;
    }

    /** Where a name is used, in the lower part of the window. */
    PlacesDocument places() {
        return places;
    }

    /** What is selected in the editor that has the keyboard, where that is a piece of one line. */
    Optional<String> selection() {
        return all().stream()
                .map(editor -> editor.area().area())
                .filter(CodeArea::isFocused)
                .map(CodeArea::getSelectedText)
                .filter(text -> !text.isBlank() && text.indexOf('\n') < 0)
                .findFirst();
    }

    /** Replaces places that were found, as one step that can be undone. */
    void replace(String what, List<Replacer.Replacement> replacements) {
        var changes = new LinkedHashMap<Path, List<TextChange>>();
        for (var one : replacements) {
            var hit = one.hit();
            var range = new TextRange(new TextPlace(hit.line(), hit.from()), new TextPlace(hit.line(), hit.to()));
            changes.computeIfAbsent(hit.file(), file -> new ArrayList<>()).add(new TextChange(range, one.text()));
        }
        changes().apply(what, changes, (file, text) -> {
            var lines = text.lines().toList();
            return replacements.stream()
                    .map(Replacer.Replacement::hit)
                    .filter(hit -> hit.file().equals(file))
                    .allMatch(hit -> hit.line() < lines.size() && hit.isIn(lines.get(hit.line())));
        });
    }

    /** Goes to a place that is in a file of an open net. */
    void openPlace(Path file, int line, int character) {
        projects.of(file)
                .or(() -> Optional.ofNullable(projects.current().get()))
                .ifPresent(project -> open(project, file, new Spot.InCharacters(line + 1, character + 1)));
    }

    /** The text of the file as its editor has it, where it is open. */
    Optional<Editor> find(Path file) {
        return all().stream().filter(editor -> editor.file().equals(file)).findFirst();
    }

    /** Keeps what is not saved, then goes on; for the time when the window closes. */
    public void keepAll(Runnable next) {
        var unsaved = new LinkedHashMap<Path, Supplier<String>>();
        all().stream()
                .filter(editor -> editor.modified().get())
                .forEach(editor -> unsaved.put(editor.file(), editor.snapshot()));
        bench.tasks()
                .quietly(
                        () -> {
                            for (var entry : unsaved.entrySet()) {
                                drafts.keep(entry.getKey(), entry.getValue().get());
                            }
                            return unsaved.size();
                        },
                        kept -> next.run(),
                        bench.notices()::problem);
    }

    void closeAll(Project project) {
        all().stream()
                .filter(editor -> editor.file().startsWith(project.directory()))
                .forEach(editor -> bench.documents().close(editor.id()));
        servers.close(project);
    }

    /** The window is gone, and with it what helps its editors. */
    public void gone() {
        servers.closeAll();
    }

    private void changedOnDisk(Path directory) {
        all().stream()
                .filter(editor -> editor.file().getParent().equals(directory))
                .forEach(Editor::checkDisk);
    }
}
