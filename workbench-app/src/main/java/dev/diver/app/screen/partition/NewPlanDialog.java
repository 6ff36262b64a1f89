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
import dev.diver.core.topology.Topology;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** A new plan of a virtual machine: what it has, how it is divided at first, and the file. */
final class NewPlanDialog {
    private final Bench bench;
    private final Writer writer;
    private final TextField processors = field("partition-new-processors", "4");
    private final TextField memory = field("partition-new-memory", "1GiB");
    private final ComboBox<MachineType> type = new ComboBox<>();
    private final ComboBox<Template> template = new ComboBox<>();
    private final TextField file;
    private final DialogBox dialog;

    /** What makes the file. */
    interface Writer {
        void write(Path file, PartitionPlan plan, Topology topology);
    }

    NewPlanDialog(Bench bench, Path folder, Writer writer) {
        this.bench = bench;
        this.writer = writer;
        file = field("partition-new-file", folder.resolve("partition.json").toString());
        type.setId("partition-new-type");
        type.getItems().setAll(MachineType.PC, MachineType.Q35);
        type.setValue(MachineType.PC);
        type.setMaxWidth(Double.MAX_VALUE);
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
        row(grid, 0, "Machine", type);
        row(grid, 1, "Processors", processors);
        row(grid, 2, "Memory", memory);
        row(grid, 3, "Divided", template);
        row(grid, 4, "File", file);
        var note = new Label("Everything can be changed in the drawing; the file is the one that diver plan reads.");
        note.setWrapText(true);
        note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        grid.add(note, 1, 5);
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
        Platform.runLater(() -> {
            processors.requestFocus();
            processors.selectAll();
        });
    }

    private void create() {
        try {
            var count = Integer.parseInt(processors.getText().strip());
            var most = type.getValue().mostProcessors();
            if (count < 2 || count > most) {
                dialog.trouble("Take 2 to " + most + " processors: one for Linux, one for the kernel.");
                return;
            }
            var size = MemorySize.parse(memory.getText().strip());
            if (size.bytes() > Machine.MOST_MEMORY) {
                dialog.trouble("Take at most " + new MemorySize(Machine.MOST_MEMORY) + ".");
                return;
            }
            var machine = new Machine(type.getValue(), count, size, List.of(), List.of());
            var topology = MachineTopology.of("QEMU " + machine.type(), machine);
            var bare = new PartitionPlan(
                    machine, new Linux(machine.allProcessors(), List.of("serial1")), List.of());
            var target = Path.of(file.getText().strip()).toAbsolutePath();
            bench.tasks()
                    .quietly(
                            () -> template.getValue().of(bare, topology),
                            plan -> writer.write(target, plan, topology),
                            failure -> dialog.trouble(failure.problem().text()));
        } catch (NumberFormatException e) {
            dialog.trouble("\"" + processors.getText() + "\" is not a number of processors.");
        } catch (InvalidPathException e) {
            dialog.trouble("That is no path: " + e.getReason() + ".");
        } catch (DiverException e) {
            dialog.trouble(e.problem().text());
        }
    }
}
