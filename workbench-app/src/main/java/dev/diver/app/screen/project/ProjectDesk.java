package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Documents;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.dive.DiveDesk;
import dev.diver.app.screen.search.SearchDocument;
import dev.diver.app.screen.search.TextFiles;
import dev.diver.console.debug.CodePlace;
import dev.diver.core.job.Cancellation;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** All of the screen that is about nets, put together. */
public final class ProjectDesk {
    private final Bench bench;
    private final DiveDesk dives;
    private final Projects projects;
    private final Editors editors;
    private final ProjectRunner runner;
    private final FilesDocument files;
    private final Problems problems;
    private final BuildOutput output;
    private final OptionsDocument options;
    private final NetText netText;
    private final NetsDocument nets;
    private final SearchDocument search;
    private final List<Action> actions;
    private final Drawings drawings;
    private final DebugDesk debug;

    /** Files that are opened otherwise than as text. */
    public interface Drawings {
        boolean opens(Path file);

        void open(Path file);

        /** Asks for a new one in that directory; {@code made} learns where it is, once it is there. */
        void create(Path directory, Consumer<Path> made);
    }

    /**
     * @param drafts the window's
     * @param newNet goes to where a kernel is chosen for a new net
     */
    public ProjectDesk(
            Bench bench, Drafts drafts, DiveDesk dives, DebugDesk debug, Drawings drawings, Runnable newNet) {
        this.bench = bench;
        this.debug = debug;
        this.dives = dives;
        this.drawings = drawings;
        projects = new Projects(bench);
        editors = new Editors(bench, drafts, projects, debug);
        files = new FilesDocument(bench, projects, this::openFile);
        editors.follow(files::follow);
        problems = new Problems(projects, editors);
        output = new BuildOutput(bench.tasks(), this::openPlace);
        runner = new ProjectRunner(bench, editors, dives, debug, output, problems);
        netText = new NetText(bench, projects, editors);
        options = new OptionsDocument(bench, projects, netText, runner, drawings);
        nets = new NetsDocument(bench, this::open, this::choose, newNet);
        search = new SearchDocument(
                bench,
                () -> projects.all().stream().map(Project::directory).toList(),
                editors::texts,
                editors::openPlace,
                editors::replace);
        actions = actions();
        projects.current().subscribe(project -> {
            if (project != null) {
                debug.breakpoints().open(project.directory(), () -> {});
            }
        });
        debug.editors(this::showLine, this::currentDirectory);
        debug.place().subscribe(frame -> {
            if (frame != null && frame.file().isPresent()) {
                show(frame.file().get());
            }
        });
    }

    /** Goes to a line of a file, with the keyboard. */
    private void showLine(CodePlace.Line line) {
        var project = projects.of(line.file()).orElse(current());
        if (project != null) {
            editors.open(project, line.file(), new Spot.InCharacters(line.number(), 1));
        }
    }

    /** Shows the file where a guest stands; of a net that is not open, or of its kernel, it is shown too. */
    private void show(Path file) {
        projects.of(file)
                .or(() -> Optional.ofNullable(current()))
                .or(() -> debug.net().map(projects::add))
                .ifPresent(project -> editors.show(project, file));
    }

    private List<Action> actions() {
        return List.of(
                needing(Action.of(
                                "project-build", "Net", "Build", MaterialDesignH.HAMMER, () -> runner.build(current()))
                        .on("Shortcut+B")),
                needing(Action.of(
                                "project-dive",
                                "Net",
                                "Dive",
                                MaterialDesignP.PLAY,
                                () -> runner.dive(current(), Map.of()))
                        .on("F5")),
                Action.of(
                                "project-debug",
                                "Net",
                                "Debug",
                                MaterialDesignB.BUG_PLAY_OUTLINE,
                                () -> runner.debug(current(), Map.of()))
                        .on("Shift+F9")
                        .unless(() -> runner.whyNoDebug(current())),
                needing(Action.of(
                                "project-options",
                                "Net",
                                "Options",
                                MaterialDesignT.TUNE,
                                () -> bench.documents().open(options))
                        .on("Shortcut+F5")),
                needing(Action.of(
                                "project-explain",
                                "Net",
                                "Explain",
                                MaterialDesignC.CONSOLE_LINE,
                                () -> runner.explain(current(), Map.of()))
                        .on("Shortcut+E")),
                Action.of("project-stop", "Net", "Stop", MaterialDesignS.STOP, dives::stopAll)
                        .on("Shift+F5")
                        .unless(() -> dives.running().isEmpty() ? "No dive runs." : ""),
                Action.of("project-open", "Net", "Open a net\u2026", MaterialDesignF.FOLDER_OPEN_OUTLINE, this::choose)
                        .on("Shortcut+O"),
                needing(Action.of(
                                "project-new-file",
                                "Net",
                                "New file\u2026",
                                MaterialDesignF.FILE_PLUS_OUTLINE,
                                () -> new NewFileDialog(bench, editors, current()).show())
                        .on("Shortcut+Alt+N")),
                needing(Action.of(
                        "project-close", "Net", "Close the net", MaterialDesignC.CLOSE, () -> close(current()))),
                needing(Action.of(
                                "project-files",
                                "View",
                                "Files",
                                MaterialDesignF.FOLDER_OUTLINE,
                                () -> bench.documents().open(files))
                        .on("Shortcut+Shift+E")),
                needing(Action.of(
                                "project-problems",
                                "View",
                                "Problems",
                                MaterialDesignA.ALERT_OUTLINE,
                                () -> bench.documents().open(problems))
                        .on("Shortcut+Shift+M")),
                needing(Action.of(
                                "project-output",
                                "View",
                                "Build output",
                                MaterialDesignH.HAMMER,
                                () -> bench.documents().open(output))
                        .on("Shortcut+Shift+B")),
                needing(Action.of(
                                "project-search", "Edit", "Find in files\u2026", MaterialDesignM.MAGNIFY, this::search)
                        .on("Shortcut+Shift+F")),
                needing(Action.of(
                                "project-save-all",
                                "Edit",
                                "Save all",
                                MaterialDesignC.CONTENT_SAVE_ALL_OUTLINE,
                                () -> editors.saveAll(current(), () -> {}))
                        .on("Shortcut+Shift+S")));
    }

    private void search() {
        editors.selection().ifPresent(search::offer);
        bench.documents().open(search);
    }

    /** Finds the files of the open nets, for the palette; {@code found} is called on the screen's thread. */
    public void files(Consumer<List<Action>> found) {
        var open = List.copyOf(projects.all());
        bench.tasks()
                .quietly(
                        () -> open.stream()
                                .flatMap(project -> TextFiles.below(project.directory(), new Cancellation()).stream()
                                        .map(file -> fileAction(project, file)))
                                .toList(),
                        found,
                        failure -> {});
    }

    private Action fileAction(Project project, Path file) {
        return Action.of(
                "file-" + file,
                project.name(),
                project.directory().relativize(file).toString(),
                FileIcons.of(file.getFileName().toString(), false),
                () -> openFile(project, file));
    }

    private Action needing(Action action) {
        return action.unless(() -> projects.current().get() == null ? "Open a net first." : "");
    }

    private Project current() {
        return projects.current().get();
    }

    /** For the palette and the shortcuts. */
    public List<Action> allActions() {
        return actions;
    }

    /** The buttons above the docks. */
    public Node bar() {
        return new ProjectBar(
                        projects,
                        new ModeChooser(bench, projects, netText).node(),
                        actions.subList(0, 6),
                        List.of(dives.running(), debug.sessions()),
                        bench.notices())
                .node();
    }

    /** The files of all open nets. */
    public Document tree() {
        return files;
    }

    /** The list of known nets. */
    public Document nets() {
        nets.refresh();
        return nets;
    }

    public Projects projects() {
        return projects;
    }

    public Editors editors() {
        return editors;
    }

    /** Opens a net with its main file; runs nothing of it. */
    public void open(Path directory) {
        var project = projects.add(directory);
        bench.documents().open(files);
        var asked = bench.documents().ask();
        projects.reload(project, () -> openMainFile(project, asked));
    }

    private void openFile(Project project, Path file) {
        if (drawings.opens(file)) {
            projects.select(project);
            drawings.open(file);
        } else {
            editors.open(project, file, Spot.NONE);
        }
    }

    /** Opens a file of an open net as text, whatever else could be made of it. */
    public void openText(Path file) {
        projects.of(file)
                .ifPresentOrElse(
                        project -> editors.open(project, file, Spot.NONE),
                        () -> bench.notices()
                                .tell(file
                                        + " is in no open net. Open the net that it belongs to, and then its text."));
    }

    /** The directory of the current net, for what is made in it. */
    public Optional<Path> currentDirectory() {
        return Optional.ofNullable(current()).map(Project::directory);
    }

    /** Opens again what was open when the window was closed, as far as it still exists. */
    public void reopen(List<String> directories, List<String> paths, boolean withoutTree) {
        record Left(List<Path> directories, List<Path> files) {}
        bench.tasks()
                .quietly(
                        () -> new Left(existing(directories, "net.toml"), existing(paths, "")),
                        left -> {
                            left.directories().forEach(directory -> reopen(directory, withoutTree));
                            left.files().stream()
                                    .filter(file -> !drawings.opens(file))
                                    .forEach(file -> projects.of(file)
                                            .ifPresent(project -> editors.open(project, file, Spot.NONE)));
                        },
                        bench.notices()::problem);
    }

    private void reopen(Path directory, boolean withoutTree) {
        var project = projects.add(directory);
        if (!withoutTree) {
            bench.documents().open(files);
        }
        projects.reload(project, () -> {});
    }

    private static List<Path> existing(List<String> paths, String within) {
        var found = new ArrayList<Path>();
        for (var text : paths) {
            try {
                var path = Path.of(text);
                if (path.isAbsolute() && Files.isRegularFile(path.resolve(within))) {
                    found.add(path);
                }
            } catch (InvalidPathException e) {
                // The file that keeps them is damaged there: what cannot be a path was none.
            }
        }
        return found;
    }

    private void openMainFile(Project project, Documents.Asked asked) {
        bench.tasks()
                .quietly(
                        () -> List.of("src/main.c", "net.toml").stream()
                                .map(project.directory()::resolve)
                                .filter(Files::isRegularFile)
                                .findFirst(),
                        found -> found.ifPresent(file -> editors.open(project, file, Spot.NONE, asked)),
                        bench.notices()::problem);
    }

    private void openPlace(String file, int line, int column) {
        var project = current();
        if (project != null) {
            editors.open(project, project.directory().resolve(file).normalize(), new Spot.OnTerminal(line, column));
        }
    }

    private void close(Project project) {
        editors.closeAll(project);
        projects.remove(project);
        if (projects.all().isEmpty()) {
            bench.documents().close(files.id());
        }
    }

    private void choose() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("The directory of a net");
        var chosen = chooser.showDialog(Window.getWindows().stream().findFirst().orElse(null));
        if (chosen != null) {
            open(chosen.toPath());
        }
    }
}
