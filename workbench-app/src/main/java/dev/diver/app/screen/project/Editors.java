package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Documents;
import dev.diver.app.screen.common.Drafts;
import dev.diver.core.build.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;

/** The files that are open in editors, and the marks in them. */
public final class Editors {
    private static final int CHECK_PAUSE_MS = 250;
    private final Bench bench;
    private final Projects projects;
    private final Drafts drafts;
    private final Map<Path, Editor> open = new LinkedHashMap<>();
    private Consumer<Path> follower = directory -> {};

    Editors(Bench bench, Drafts drafts, Projects projects) {
        this.bench = bench;
        this.projects = projects;
        this.drafts = drafts;
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
        record Read(LoadedText text, Optional<String> draft) {}
        bench.tasks()
                .quietly(
                        () -> new Read(LoadedText.of(file), drafts.find(file)),
                        read -> {
                            var editor = all().stream()
                                    .filter(other -> other.file().equals(file))
                                    .findFirst()
                                    .orElseGet(() -> add(project, file, read.text(), read.draft()));
                            stand(editor, spot, asked);
                        },
                        bench.notices()::problem);
    }

    /** @param follower is told of each directory that a file is opened in */
    void follow(Consumer<Path> follower) {
        this.follower = follower;
    }

    private Editor add(Project project, Path file, LoadedText text, Optional<String> draft) {
        var editor = new Editor(bench, drafts, text, project.name(), draft, () -> saved(project, file));
        open.put(file, editor);
        follower.accept(file.getParent());
        if (file.equals(project.netFile())) {
            var delay = new Delay(CHECK_PAUSE_MS, () -> checkNet(project, editor));
            editor.area().area().plainTextChanges().subscribe(change -> delay.again());
            project.netProblems().addListener((property, was, is) -> mark(project, editor));
            delay.again();
        }
        project.diagnostics().addListener((ListChangeListener<Diagnostic>) change -> mark(project, editor));
        mark(project, editor);
        return editor;
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
        for (var diagnostic : project.diagnostics()) {
            if (diagnostic.file().equals(editor.file()) && diagnostic.line() > 0) {
                marks.add(new Mark(
                        Spot.of(diagnostic), diagnostic.severity() == Diagnostic.Severity.ERROR, diagnostic.message()));
            }
        }
        if (editor.file().equals(project.netFile())) {
            project.netProblems()
                    .get()
                    .forEach(problem -> marks.add(new Mark(Spot.of(problem), true, problem.message())));
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
    }

    private void changedOnDisk(Path directory) {
        all().stream()
                .filter(editor -> editor.file().getParent().equals(directory))
                .forEach(Editor::checkDisk);
    }
}
