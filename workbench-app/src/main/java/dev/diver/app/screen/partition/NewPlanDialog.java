package dev.diver.app.screen.partition;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlan.Linux;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.topology.MachineSource;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.TopologyPlans;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** A new plan: of which machine, how it is divided at first, and the file. */
final class NewPlanDialog {
    private final Bench bench;
    private final Writer writer;
    private final TextField processors = field("partition-new-processors", "4");
    private final TextField memory = field("partition-new-memory", "1GiB");
    private final ComboBox<Kind> kind = new ComboBox<>();
    private final NodeChoice node;
    private final TextField source = field("partition-new-source", "");
    private final ComboBox<Template> template = new ComboBox<>();
    private final TextField file;
    private final DialogBox dialog;

    /** Where the machine is from. */
    private enum Kind {
        PC("QEMU's pc"),
        Q35("QEMU's q35"),
        HOST("This host"),
        NODE("A node"),
        OTHER("lstopo's XML, or a design");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        boolean isSimple() {
            return this == PC || this == Q35;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** What makes the file. */
    interface Writer {
        void write(Path file, PartitionPlan plan, Topology topology);
    }

    NewPlanDialog(Bench bench, Path folder, Writer writer) {
        this.bench = bench;
        this.writer = writer;
        file = field("partition-new-file", folder.resolve("partition.json").toString());
        node = new NodeChoice(bench, "partition-new-node");
        kind.setId("partition-new-type");
        kind.getItems().setAll(Kind.values());
        kind.setValue(Kind.PC);
        kind.setMaxWidth(Double.MAX_VALUE);
        source.setPromptText("machine.xml, qemu:sockets=2,cores=4,memory=4GiB+4GiB");
        kind.valueProperty().subscribe(chosen -> {
            processors.setDisable(!chosen.isSimple());
            memory.setDisable(!chosen.isSimple());
            node.box().setDisable(chosen != Kind.NODE);
            source.setDisable(chosen != Kind.OTHER);
        });
        template.setId("partition-new-template");
        template.getItems().setAll(Template.values());
        template.setValue(Template.ONE_CORE);
        template.setMaxWidth(Double.MAX_VALUE);
        template.setConverter(new javafx.util.StringConverter<>() {
            @Override
            public String toString(Template one) {
                return one == null ? "" : one.title();
            }

            @Override
            public Template fromString(String text) {
                throw new UnsupportedOperationException("it cannot be typed");
            }
        });
        var grid = new GridPane(12, 10);
        row(grid, 0, "Machine", kind);
        row(grid, 1, "Processors", processors);
        row(grid, 2, "Memory", memory);
        row(grid, 3, "Node", node.box());
        row(grid, 4, "Described by", source);
        row(grid, 5, "Divided", template);
        row(grid, 6, "File", file);
        var note = new Label("Everything can be changed in the drawing; the file is the one that diver plan reads.");
        note.setWrapText(true);
        note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        grid.add(note, 1, 7);
        dialog = new DialogBox(
                bench.modals(), "New partition plan", grid, "Create", "partition-new-create", this::create);
    }

    private static TextField field(String id, String text) {
        var field = new TextField(text);
        field.setId(id);
        return field;
    }

    private static void row(GridPane grid, int row, String name, javafx.scene.layout.Region control) {
        var label = new Label(name);
        label.setMinWidth(Label.USE_PREF_SIZE);
        GridPane.setHgrow(control, Priority.ALWAYS);
        grid.addRow(row, label, control);
    }

    void show() {
        dialog.show();
        node.load(() -> {});
        Platform.runLater(() -> {
            processors.requestFocus();
            processors.selectAll();
        });
    }

    private void create() {
        try {
            var target = Path.of(file.getText().strip()).toAbsolutePath();
            switch (kind.getValue()) {
                case PC, Q35 -> design(target);
                case HOST -> look(MachineSource.HOST, target);
                case NODE -> ask(target);
                case OTHER -> look(source.getText().strip(), target);
            }
        } catch (InvalidPathException e) {
            dialog.trouble("That is no path: " + e.getReason() + ".");
        } catch (DiverException e) {
            dialog.trouble(e.problem().text());
        }
    }

    private void design(Path target) {
        var machine = machine();
        var topology = MachineTopology.of("QEMU " + machine.type(), machine);
        var bare = new PartitionPlan(machine, new Linux(machine.allProcessors(), List.of("serial1")), List.of());
        writer.write(target, template.getValue().of(bare, topology), topology);
    }

    private Machine machine() {
        var type = kind.getValue() == Kind.PC ? MachineType.PC : MachineType.Q35;
        var most = type.mostProcessors();
        var text = processors.getText().strip();
        var count = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (count < 2 || count > most) {
            throw refused("Take 2 to " + most + " processors: one for Linux, one for the kernel.");
        }
        var size = MemorySize.parse(memory.getText().strip());
        if (size.bytes() > Machine.MOST_MEMORY) {
            throw refused("Take at most " + new MemorySize(Machine.MOST_MEMORY) + " of memory.");
        }
        return new Machine(type, count, size, List.of(), List.of());
    }

    private static DiverException refused(String what) {
        return new DiverException(Problem.Kind.INVALID, what, "", "");
    }

    private record Looked(TopologyPlans.Made made, Topology topology) {
        static Looked at(Topology topology, Template way) {
            return new Looked(TopologyPlans.of(way.word(), topology), topology);
        }
    }

    /** Reads the machine in the background: a file may be large, and a host has many files about itself. */
    private void look(String word, Path target) {
        var way = template.getValue();
        bench.tasks()
                .quietly(
                        () -> Looked.at(MachineSource.read(word), way),
                        looked -> take(looked, target),
                        failure -> dialog.trouble(failure.problem().text()));
    }

    /** Asks a node what it is: that may take as long as a network lets one wait, and can be cancelled. */
    private void ask(Path target) {
        var chosen = node.chosen().getValue();
        if (chosen == null) {
            dialog.trouble(NodeChoice.NONE);
            return;
        }
        var way = template.getValue();
        dialog.trouble("");
        dialog.busy();
        bench.tasks()
                .start(
                        "Looking at " + chosen.name(),
                        (progress, cancellation) -> Looked.at(
                                bench.engine().nodes().partitioning().topology(chosen, progress, cancellation), way),
                        looked -> {
                            dialog.action().setDisable(false);
                            // Who has closed the dialog meanwhile wants no plan any more.
                            if (dialog.isShown()) {
                                take(looked, target);
                            }
                        },
                        dialog::failed);
    }

    private void take(Looked looked, Path target) {
        writer.write(target, looked.made().plan(), looked.topology());
        looked.made().notes().forEach(note -> bench.notices().tell(note));
    }
}
