package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.console.ConsoleDesk;
import dev.diver.app.screen.console.ShellDesk;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.app.screen.debug.Debugger;
import dev.diver.app.screen.dive.DiveDesk;
import dev.diver.app.screen.dive.RunningButton;
import dev.diver.app.screen.download.DownloadsButton;
import dev.diver.app.screen.download.DownloadsModel;
import dev.diver.app.screen.machine.Machine;
import dev.diver.app.screen.node.NodesDocument;
import dev.diver.app.screen.palette.Palette;
import dev.diver.app.screen.palette.ShortcutList;
import dev.diver.app.screen.partition.PartitionDesk;
import dev.diver.app.screen.project.CaretPlace;
import dev.diver.app.screen.project.ProjectDesk;
import dev.diver.app.screen.publish.PublishDialog;
import dev.diver.app.screen.runs.RunsDocument;
import dev.diver.core.Engine;
import dev.diver.core.dive.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The content of the window, put together. */
public final class Shell {
    private final Toasts toasts = new Toasts();
    private final ModalLayer modals;
    private final Docks docks;
    private final Bench bench;
    private final Drafts drafts;
    private final ConsoleDesk consoles;
    private final ShellDesk shells;
    private final Machine machine;
    private final DownloadsModel downloads;
    private final RunsDocument runs;
    private final DebugDesk debug;
    private final DiveDesk dives;
    private final ProjectDesk projects;
    private final PartitionDesk partitions;
    private final StackPane root = new StackPane();
    private final Places places;
    private final List<Action> general;
    private final Action menuAction =
            Action.of("menu", "View", "Menu", MaterialDesignM.MENU, this::menu).on("F10");
    private final AppMenu menu;
    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(Theme.LIGHT);

    /** @param consoleViews makes the view of one console */
    public Shell(Engine engine, Tasks tasks, Function<Console, ? extends Region> consoleViews, Debugger debugger) {
        docks = new Docks(leaf -> Welcome.of(firstSteps()));
        modals = new ModalLayer(this::wayBack);
        bench = new Bench(engine, tasks, toasts, modals, docks);
        drafts = new Drafts(engine.home().data());
        machine = new Machine(bench);
        consoles = new ConsoleDesk(bench, consoleViews);
        debug = new DebugDesk(bench, consoles::frame, debugger);
        runs = new RunsDocument(bench, consoles::frame, debug);
        dives = new DiveDesk(bench, consoles::frame, runs::refresh, debug);
        projects = new ProjectDesk(bench, drafts, dives, debug, drawings(), this::showCatalog);
        partitions = new PartitionDesk(bench, drafts, projects::openText, projects::currentDirectory);
        shells = new ShellDesk(bench, consoles, projects::currentDirectory, System.getenv());
        downloads = new DownloadsModel(engine.catalog(), tasks, toasts);
        places = new Places(bench, machine, runs, new NodesDocument(bench, consoles::frame), projects, downloads);
        general = general();
        menu = new AppMenu(menuAction, this::actions, toasts);
        build();
    }

    private ProjectDesk.Drawings drawings() {
        return new ProjectDesk.Drawings() {
            @Override
            public boolean opens(Path file) {
                return PartitionDesk.isPlan(file);
            }

            @Override
            public void open(Path file) {
                partitions.open(file);
            }

            @Override
            public void create(Path directory, Consumer<Path> made) {
                partitions.create(directory, made);
            }
        };
    }

    private List<Action> general() {
        return List.of(
                Action.of("theme", "View", "Theme", MaterialDesignT.THEME_LIGHT_DARK, this::switchTheme)
                        .on("Shortcut+Shift+T"),
                Action.of("shortcuts", "Help", "Shortcuts", MaterialDesignK.KEYBOARD_OUTLINE, this::shortcuts)
                        .on("F1"),
                Action.of("palette", "Help", "Do anything\u2026", MaterialDesignA.APPLE_KEYBOARD_COMMAND, this::palette)
                        .on("Shortcut+P")
                        .on("Shortcut+Shift+P"),
                Action.of(
                                "catalog-import-kernel",
                                "Catalog",
                                "Import a kernel\u2026",
                                MaterialDesignC.CUBE_OUTLINE,
                                places::importKernel)
                        .on("Shortcut+I"),
                Action.of(
                        "catalogs-add",
                        "Catalog",
                        "Add a catalog\u2026",
                        MaterialDesignC.CLOUD_OUTLINE,
                        places::addCatalog),
                Action.of(
                                "publish-net",
                                "Net",
                                "Publish\u2026",
                                MaterialDesignC.CLOUD_UPLOAD_OUTLINE,
                                () -> projects.currentDirectory()
                                        .ifPresent(net -> new PublishDialog(bench, net).show()))
                        .unless(() -> projects.currentDirectory().isEmpty() ? "No net is open." : ""),
                Action.of(
                        "publish-folder",
                        "Catalog",
                        "Publish a kernel\u2019s folder\u2026",
                        MaterialDesignC.CLOUD_UPLOAD_OUTLINE,
                        this::publishFolder),
                Action.of("tab-close", "View", "Close the tab", MaterialDesignC.CLOSE, this::closeTab)
                        .on("Shortcut+W")
                        .unless(() -> docks.active().get() == null ? "No tab is open." : ""),
                Action.of("tab-next", "View", "Next tab", MaterialDesignA.ARROW_RIGHT, () -> docks.step(1))
                        .on("Shortcut+PAGE_DOWN"),
                Action.of("tab-previous", "View", "Previous tab", MaterialDesignA.ARROW_LEFT, () -> docks.step(-1))
                        .on("Shortcut+PAGE_UP"),
                Action.of("part-lower", "View", "Lower part", MaterialDesignD.DOCK_BOTTOM, docks::toggleLower)
                        .on("Shortcut+J")
                        .on("Shortcut+Shift+J")
                        .unless(docks::whyNoLower),
                Action.of("part-next", "View", "Next part of the window", MaterialDesignA.ARROW_ALL, docks::nextPart)
                        .on("F6"));
    }

    /** Asked for before there are places. */
    private List<Action> firstSteps() {
        return List.of(Places.toCatalog(this::showCatalog), Places.toNets(() -> docks.open(projects.nets())));
    }

    private void build() {
        var frame = new BorderPane(docks.node());
        frame.setTop(new VBox(new TopBar(menu.button(), projects.bar(), general.get(2)).node(), debug.bar()));
        var navigation = new NavigationBar(places.inNavigation(), general.subList(0, 2), toasts);
        frame.setLeft(navigation.node());
        docks.centreProperty().subscribe(document -> navigation.here(document == null ? "" : "go-" + document.id()));
        var caret = new CaretPlace(docks.active()).node();
        var running = new RunningButton(bench, dives, places.toRuns()).node();
        var brought = new DownloadsButton(downloads, places.toDownloads()).node();
        JobNotes.tell(bench.tasks().jobs(), toasts);
        frame.setBottom(new StatusBar(
                        bench.tasks().jobs(), running, brought, caret, machine, places.toMachine(), toasts.history())
                .node());
        root.setId("workbench");
        root.getStyleClass().add("workbench");
        StackPane.setAlignment(toasts.node(), Pos.BOTTOM_RIGHT);
        toasts.keepTo(docks.centrePart(), root);
        root.getChildren().addAll(frame, modals.node(), toasts.node());
    }

    /** Makes the scene as it was left, and opens what was open. */
    public Scene scene(WindowState state) {
        theme.set(Theme.parse(state.theme()));
        theme.get().apply(root);
        var scene = new Scene(root, state.width(), state.height());
        var sheet = Shell.class.getResource("/dev/diver/app/screen/workbench.css");
        scene.getStylesheets().add(Objects.requireNonNull(sheet).toExternalForm());
        new Shortcuts(this::actions, this::takes, modals, toasts).install(scene);
        scene.focusOwnerProperty().subscribe(docks::focusMoved);
        docks.sizes(state.sizes());
        consoles.settings().set(state.consoles());
        places.showCatalog();
        downloads.restore(state.downloads());
        projects.reopen(
                state.projects(),
                state.files(),
                state.closed().contains(projects.tree().id()));
        partitions.reopen(state.files());
        return scene;
    }

    /** Starts what fills the views: the catalog is opened, the host looked at, lost runs are found. */
    public void begin() {
        bench.tasks()
                .start(
                        "Opening the catalog",
                        (progress, cancellation) -> {
                            bench.engine().catalog().open(progress, cancellation);
                            return true;
                        },
                        done -> {
                            places.catalogIsOpen();
                            machine.examine(false);
                        },
                        toasts::problem);
        bench.tasks()
                .quietly(
                        () -> bench.engine().runs().reconcile(),
                        lost -> {
                            if (!lost.isEmpty()) {
                                toasts.tell(
                                        Words.count(lost.size(), "dive") + " of a Diver that is gone ended with it.");
                            }
                            runs.refresh();
                        },
                        toasts::problem);
    }

    /** A dialog may have changed the page from which it was opened. */
    private Runnable wayBack() {
        var here = docks.active().get();
        return () -> {
            if (here != null && docks.find(here.id()).isPresent()) {
                docks.open(here);
            }
        };
    }

    /** What is open now; the window adds where it is. */
    public WindowState state(double x, double y, double width, double height, boolean maximized) {
        return new WindowState(
                x,
                y,
                width,
                height,
                maximized,
                theme.get().word(),
                projects.projects().all().stream()
                        .map(project -> project.directory().toString())
                        .toList(),
                Stream.concat(projects.editors().files().stream(), partitions.files().stream())
                        .map(Path::toString)
                        .distinct()
                        .toList(),
                docks.sizes(),
                projects.projects().all().isEmpty()
                                || docks.find(projects.tree().id()).isPresent()
                        ? List.of()
                        : List.of(projects.tree().id()),
                consoles.settings().get(),
                downloads.unfinished());
    }

    /** Changes when something was opened, closed or set that {@link #state} tells. */
    public ReadOnlyObjectProperty<?> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /** A mistake of this program: told like any other failure, with its trace to be copied. */
    public void unexpected(Throwable thrown) {
        toasts.problem(Failure.of(thrown));
    }

    /** Asks about dives that run, keeps what is not saved, and only then lets the window go. */
    public void close(Runnable gone) {
        if (dives.running().isEmpty()) {
            keepAll(gone);
            return;
        }
        var count = Words.count(dives.running().size(), "dive");
        var text = new Label("What runs in this window ends with it. The runs and their consoles are kept.");
        text.setWrapText(true);
        new DialogBox(modals, "Close, with " + count + " running?", text, "Stop and close", "close-anyway", () -> {
                    modals.hide();
                    dives.stopAll(() -> keepAll(gone));
                })
                .cautious()
                .show();
    }

    /** The window is gone: returns when nothing of it is written any more. */
    void gone() {
        downloads.close();
        shells.close();
        projects.editors().gone();
        drafts.close();
        debug.gone();
    }

    private void keepAll(Runnable gone) {
        debug.close(() -> projects.editors().keepAll(() -> partitions.keepAll(gone)));
    }

    private void showCatalog() {
        places.showCatalog();
    }

    private void publishFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("A folder with a kernel.json");
        var folder = chooser.showDialog(root.getScene().getWindow());
        if (folder != null) {
            new PublishDialog(bench, folder.toPath()).show();
        }
    }

    private void closeTab() {
        docks.close(docks.active().get().id());
    }

    private void switchTheme() {
        theme.set(theme.get().other());
        theme.get().apply(root);
    }

    private void shortcuts() {
        modals.show(ShortcutList.of(actions()));
    }

    private void menu() {
        menu.toggle();
    }

    private void palette() {
        var palette = new Palette(actions(), modals, toasts).asking("Do anything, or open a file\u2026");
        palette.show();
        projects.files(palette::offer);
    }

    private boolean takes(KeyEvent key) {
        var active = docks.active().get();
        return active != null && active.takes(key);
    }

    /** Those of the debugger while there is one, of the tab with the keyboard, then of the one in the centre, then those that always are. */
    private List<Action> actions() {
        var all = new ArrayList<>(debug.inSession());
        var active = docks.active().get();
        var centre = docks.centre();
        if (active != null) {
            all.addAll(active.actions());
        }
        if (centre != null && centre != active) {
            all.addAll(centre.actions());
        }
        all.addAll(projects.allActions());
        all.addAll(partitions.allActions());
        all.addAll(shells.allActions());
        all.addAll(places.all());
        all.addAll(general);
        all.add(menuAction);
        // Last: without a session their keys are those of others, such as F10 of the menu.
        all.addAll(debug.allActions());
        return all;
    }
}
