package dev.diver.app.screen.shell;

import dev.diver.app.screen.catalog.CatalogDocument;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.machine.Machine;
import dev.diver.app.screen.machine.MachineDocument;
import dev.diver.app.screen.palette.Palette;
import dev.diver.app.screen.palette.ShortcutList;
import dev.diver.core.Engine;
import dev.diver.core.dive.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The content of the window, put together. */
public final class Shell {
    private final Toasts toasts = new Toasts();
    private final ModalLayer modals = new ModalLayer();
    private final Docks docks;
    private final Bench bench;
    private final Machine machine;
    private final CatalogDocument catalog;
    private final MachineDocument machinePage;
    private final StackPane root = new StackPane();
    private final List<Action> places;
    private final List<Action> general;
    private Theme theme = Theme.LIGHT;

    public Shell(Engine engine, Tasks tasks, Function<Console, ? extends Region> consoleViews) {
        docks = new Docks(new Label());
        bench = new Bench(engine, tasks, toasts, modals, docks);
        machine = new Machine(bench);
        catalog = new CatalogDocument(bench, directory -> {});
        machinePage = new MachineDocument(bench, machine);
        places = places();
        general = general();
        build();
    }

    private List<Action> places() {
        return List.of(
                Action.of("go-catalog", "View", "Catalog", MaterialDesignA.ANCHOR, () -> docks.open(catalog))
                        .on("Shortcut+1"),
                Action.of("go-machine", "View", "Machine", MaterialDesignS.SERVER, () -> docks.open(machinePage))
                        .on("Shortcut+3"));
    }

    private List<Action> general() {
        return List.of(
                Action.of("theme", "View", "Theme", MaterialDesignT.THEME_LIGHT_DARK, this::switchTheme)
                        .on("Shortcut+Shift+T"),
                Action.of(
                                "shortcuts",
                                "Help",
                                "Keys",
                                MaterialDesignK.KEYBOARD_OUTLINE,
                                () -> modals.show(ShortcutList.of(actions())))
                        .on("F1"),
                Action.of("palette", "Help", "Do anything\u2026", MaterialDesignA.APPLE_KEYBOARD_COMMAND, this::palette)
                        .on("Shortcut+Shift+P"));
    }

    private void build() {
        var frame = new BorderPane(docks.node());
        frame.setLeft(new NavigationBar(places, general.subList(0, 2), toasts).node());
        frame.setBottom(
                new StatusBar(bench.tasks().jobs(), new Label(), new Label(), machine, toasts.history()).node());
        root.setId("workbench");
        root.getStyleClass().add("workbench");
        StackPane.setAlignment(toasts.node(), Pos.BOTTOM_RIGHT);
        root.getChildren().addAll(frame, modals.node(), toasts.node());
        root.getStylesheets()
                .add(Objects.requireNonNull(Shell.class.getResource("/dev/diver/app/screen/workbench.css"))
                        .toExternalForm());
    }

    public Scene scene(WindowState state) {
        theme = Theme.parse(state.theme());
        theme.apply(root);
        var scene = new Scene(root, state.width(), state.height());
        new Shortcuts(this::actions, toasts).install(scene);
        scene.focusOwnerProperty().subscribe(docks::focusMoved);
        docks.open(catalog);
        return scene;
    }

    /** Starts what fills the views: the catalog is opened, the host looked at. */
    public void begin() {
        bench.tasks()
                .start(
                        "Opening the catalog",
                        (progress, cancellation) -> {
                            bench.engine().catalog().open(progress, cancellation);
                            return true;
                        },
                        done -> {
                            catalog.refresh();
                            machine.examine(false);
                        },
                        toasts::problem);
    }

    private void switchTheme() {
        theme = theme.other();
        theme.apply(root);
    }

    private void palette() {
        new Palette(actions(), modals, toasts).show();
    }

    private List<Action> actions() {
        var all = new ArrayList<Action>();
        var active = docks.active().get();
        if (active != null) {
            all.addAll(active.actions());
        }
        all.addAll(places);
        all.addAll(general);
        return all;
    }
}
