package dev.diver.app.screen.partition;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Modals;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Words;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** A plan as a drawing, with all that can be done to it. Knows no file. */
final class PartitionView {
    private static final double ZOOM = 1.25;
    /** Pixels of the cards; more of them are scrolled. */
    private static final double MOST_PARTS = 236;

    private final PartitionModel model;
    private final Notices notices;
    private final Typing typing;
    private final CoresPane cores;
    private final MemoryPane memory;
    private final ConflictsPane conflicts;
    private final BorderPane content = new BorderPane();
    private final Label scale = new Label();
    private final List<Action> actions;

    PartitionView(PartitionModel model, Notices notices, Modals modals) {
        this.model = model;
        this.notices = notices;
        cores = new CoresPane(model, () -> typeProcessors());
        memory = new MemoryPane(model, range -> typeMemory(range));
        typing = new Typing(model, modals, this::back);
        conflicts = new ConflictsPane(model);
        actions = actions();
        content.setId("partition");
        content.getStyleClass().add("partition");
        content.setCenter(parts());
        content.setBottom(new LinePane(model, notices).node());
    }

    private Node lastFocus = null;

    private void back() {
        (lastFocus == null ? cores : lastFocus).requestFocus();
    }

    private void typeProcessors() {
        lastFocus = cores;
        typing.processors(model.chosen().get());
    }

    private void typeMemory(java.util.Optional<Range> range) {
        lastFocus = memory;
        typing.memory(range);
    }

    private SplitPane parts() {
        var drawings = new SplitPane(titled("Processors", coresHelp(), cores), titled("Memory", memoryHelp(), memory));
        drawings.setOrientation(Orientation.VERTICAL);
        drawings.setDividerPositions(0.56);
        share(drawings);
        var parts = new PartsPane(model, new PartsPane.Commands() {
            @Override
            public void rename(Owner owner) {
                lastFocus = cores;
                typing.name(owner);
            }

            @Override
            public void type(Owner owner) {
                lastFocus = cores;
                typing.processors(owner);
            }

            @Override
            public void remove(Owner owner) {
                model.apply(new PartitionEdit.RemovePart(owner.part()));
            }
        });
        var heading = new Label("Parts");
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var add = ActionButton.of(action("partition-add"), notices);
        add.getStyleClass().add(Styles.SMALL);
        var head = new HBox(8, heading, space, add);
        head.setAlignment(Pos.CENTER_LEFT);
        var scroll = new ScrollPane(parts.node());
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("partition-parts");
        scroll.setFocusTraversable(false);
        ((Region) parts.node()).heightProperty().subscribe(height -> {
            scroll.setPrefHeight(Math.min(height.doubleValue() + 4, MOST_PARTS));
            scroll.setMinHeight(scroll.getPrefHeight());
        });
        var side = new VBox(8, head, scroll, conflicts.node());
        side.getStyleClass().add("partition-side");
        side.setMinWidth(230);
        var split = new SplitPane(drawings, side);
        split.setDividerPositions(0.69);
        SplitPane.setResizableWithParent(side, false);
        return split;
    }

    /** At first each gets what it needs, where that is less than the usual share. */
    private void share(SplitPane drawings) {
        var once = new java.util.concurrent.atomic.AtomicBoolean();
        drawings.heightProperty().subscribe((was, is) -> {
            if (is.doubleValue() > 200 && !once.getAndSet(true)) {
                var needed = CoreLayout.of(
                                        model.topology().get(),
                                        Math.max(300, drawings.getWidth() - 12),
                                        CoreLayout.USUAL_SIDE)
                                .height()
                        + 40;
                drawings.setDividerPositions(Math.clamp(needed / is.doubleValue(), 0.25, 0.58));
            }
        });
    }

    private Node coresHelp() {
        return help("drag to give, again to take back; Ctrl: single threads; double click: type");
    }

    private Node memoryHelp() {
        return help("drag blocks and edges: 2 MiB, Alt 4 KiB, Ctrl 1 GiB; double click: type");
    }

    private static Label help(String text) {
        var label = CutText.tell(new Label(text));
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        label.setMinWidth(0);
        return label;
    }

    private static Node titled(String title, Node help, Region drawing) {
        var name = new Label(title);
        name.getStyleClass().add(Styles.TEXT_BOLD);
        name.setMinWidth(Label.USE_PREF_SIZE);
        var head = new HBox(10, name, help);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("partition-head");
        var box = new BorderPane(new StackPane(drawing));
        box.setTop(head);
        box.setMinHeight(120);
        return box;
    }

    /** @param file what can be done with the file, before all else */
    void bar(List<Action> file) {
        var machine = CutText.tell(new Label());
        machine.setId("partition-machine");
        machine.getStyleClass().add(Styles.TEXT_BOLD);
        machine.setMinWidth(60);
        model.topology().subscribe(topology -> machine.setText(words(topology)));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var undo = button("partition-undo");
        var redo = button("partition-redo");
        var calm = new Calm(model, () -> {
            ActionButton.refresh(undo, action("partition-undo"));
            ActionButton.refresh(redo, action("partition-redo"));
        });
        model.plan().subscribe(plan -> calm.changed());
        scale.setMinWidth(46);
        scale.setAlignment(Pos.CENTER);
        scale.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        var bar = new HBox(6, machine, space, templates(), undo, redo);
        bar.getChildren().addAll(button("partition-zoom-out"), scale, button("partition-zoom-in"));
        bar.getChildren().add(button("partition-zoom-fit"));
        for (var action : file) {
            var button = ActionButton.iconOnly(action, notices);
            model.modified().subscribe(modified -> ActionButton.refresh(button, action));
            bar.getChildren().add(button);
        }
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("partition-bar");
        content.setTop(bar);
        cores.heightProperty().subscribe(height -> tellScale());
        tellScale();
    }

    /** Above the drawing, for questions. */
    BorderPane content() {
        return content;
    }

    private Button button(String id) {
        return ActionButton.iconOnly(action(id), notices);
    }

    private static String words(Topology topology) {
        var packages = topology.packages().size();
        var cores = topology.cores().size();
        var threads = topology.processors().size();
        return topology.name() + "  \u00b7  "
                + (packages > 1 ? Words.count(packages, "package") + ", " : "")
                + (topology.nodes().size() > 1 ? Words.count(topology.nodes().size(), "NUMA node") + ", " : "")
                + Words.count(cores, "core")
                + (threads != cores ? ", " + Words.count(threads, "thread") : "");
    }

    private MenuButton templates() {
        var menu = new MenuButton("Template", Icons.of(MaterialDesignV.VIEW_DASHBOARD_OUTLINE));
        menu.setId("partition-template");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (var template : Template.values()) {
            var item = new MenuItem(template.title() + ": " + template.help());
            item.setOnAction(event -> apply(template));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void apply(Template template) {
        var next = template.of(model.settled(), model.topology().get());
        model.apply(new PartitionEdit.Replace(template.title(), next));
    }

    List<Action> allActions() {
        return actions;
    }

    private Action action(String id) {
        return actions.stream()
                .filter(action -> action.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Action> actions() {
        var all = new ArrayList<Action>();
        all.add(of("undo", "Undo", MaterialDesignU.UNDO, model::undo)
                .on("Shortcut+Z")
                .unless(() -> model.undoable().isEmpty() ? "Nothing was done yet." : ""));
        all.add(of("redo", "Redo", MaterialDesignR.REDO, model::redo)
                .on("Shortcut+Y")
                .on("Shortcut+Shift+Z")
                .unless(() -> model.redoable().isEmpty() ? "Nothing was undone." : ""));
        all.add(of("zoom-in", "Larger", MaterialDesignM.MAGNIFY_PLUS_OUTLINE, () -> zoom(ZOOM))
                .on("Shortcut+PLUS")
                .on("Shortcut+EQUALS")
                .on("Shortcut+ADD"));
        all.add(of("zoom-out", "Smaller", MaterialDesignM.MAGNIFY_MINUS_OUTLINE, () -> zoom(1 / ZOOM))
                .on("Shortcut+MINUS")
                .on("Shortcut+SUBTRACT"));
        all.add(of("zoom-fit", "Show all", MaterialDesignF.FIT_TO_PAGE_OUTLINE, this::fit)
                .on("Shortcut+0"));
        all.add(of("add", "Add part", MaterialDesignP.PLUS, this::add)
                .on("Shortcut+Shift+A")
                .unless(() ->
                        NewPart.of(model.settled(), model.topology().get()).isEmpty()
                                ? "Linux has no core and no memory to spare."
                                : ""));
        all.add(of("add-memory", "Add memory to the chosen part", MaterialDesignM.MEMORY, this::addMemory)
                .on("Shortcut+Shift+N")
                .unless(() -> model.chosen().get().isPart() ? "" : "Linux has all memory that no part has."));
        all.add(of("rename", "Rename the chosen part\u2026", MaterialDesignP.PENCIL_OUTLINE, () -> {
                    lastFocus = cores;
                    typing.name(model.chosen().get());
                })
                .unless(this::whyNoPart));
        all.add(of(
                        "remove",
                        "Remove the chosen part",
                        MaterialDesignM.MINUS,
                        () -> model.apply(new PartitionEdit.RemovePart(
                                model.chosen().get().part())))
                .unless(this::whyNoPart));
        all.add(of("next-part", "Draw for the next part", MaterialDesignS.SWAP_HORIZONTAL, this::nextPart)
                .on("Shortcut+Shift+O"));
        all.add(of("conflicts", "Conflicts of the plan", MaterialDesignC.CHECK_CIRCLE_OUTLINE, conflicts::focus)
                .on("F8"));
        for (var template : Template.values()) {
            all.add(of(
                    "template-"
                            + template.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    "Template: " + template.title(),
                    MaterialDesignV.VIEW_DASHBOARD_OUTLINE,
                    () -> apply(template)));
        }
        return List.copyOf(all);
    }

    private static Action of(String id, String name, org.kordamp.ikonli.Ikon icon, Runnable run) {
        return Action.of("partition-" + id, "Partition", name, icon, run);
    }

    private String whyNoPart() {
        return model.chosen().get().isPart() ? "" : "Choose a part first; Linux always has this name.";
    }

    private void add() {
        NewPart.of(model.settled(), model.topology().get()).ifPresent(part -> {
            model.apply(new PartitionEdit.AddPart(part));
            model.choose(Owner.part(model.settled().parts().size() - 1));
        });
    }

    private void addMemory() {
        if (memory.insert()) {
            memory.requestFocus();
        }
    }

    private void nextPart() {
        var count = model.settled().parts().size();
        model.choose(new Owner((model.chosen().get().part() + 2) % (count + 1) - 1));
    }

    /** Of the drawing with the keyboard. */
    private void zoom(double by) {
        if (memory.isFocused()) {
            memory.zoom(by);
        } else {
            cores.zoom(by, cores.viewWidth() / 2, cores.viewHeight() / 2);
        }
        tellScale();
    }

    private void fit() {
        cores.fit();
        memory.fit();
        tellScale();
    }

    private void tellScale() {
        scale.setText(cores.percent() + " %");
    }

    CoresPane cores() {
        return cores;
    }

    MemoryPane memory() {
        return memory;
    }

    void focus() {
        cores.requestFocus();
    }
}
