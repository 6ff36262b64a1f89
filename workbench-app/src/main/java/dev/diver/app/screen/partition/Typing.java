package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Modals;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.problem.DiverException;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Dialogs for exact numbers and names. */
final class Typing {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}");

    private final PartitionModel model;
    private final Modals modals;

    /** Gets the keyboard when a dialog is over. */
    private final Runnable back;

    Typing(PartitionModel model, Modals modals, Runnable back) {
        this.model = model;
        this.modals = modals;
        this.back = back;
    }

    void processors(Owner owner) {
        var plan = model.settled();
        var field = field("partition-type-processors", owner.processors(plan).toString());
        field.setPromptText("0,4-7");
        ask("Processors of " + owner.name(plan), grid("Processors", field), field, () -> {
            model.apply(new PartitionEdit.SetProcessors(
                    owner, ProcessorSet.parse(field.getText().strip())));
        });
    }

    /** Of a range that is there, or of a new one of the chosen part. */
    void memory(Optional<Range> range) {
        var plan = model.settled();
        var owner =
                range.map(one -> Owner.part(one.part())).orElse(model.chosen().get());
        if (!owner.isPart()) {
            return;
        }
        var old = range.map(one -> one.in(plan))
                .or(() -> NewPart.memory(plan, model.topology().get(), owner.processors(plan)))
                .orElse(new MemoryRange(0x1000_0000, MemorySize.mebibytes(64)));
        var start = field("partition-type-start", MemoryRange.address(old.start()));
        var size = field("partition-type-size", old.size().toString());
        var content = grid("Start", start);
        content.addRow(1, new Label("Size"), size);
        var title = (range.isPresent() ? "Memory of " : "New memory of ")
                + plan.parts().get(owner.part()).name();
        ask(title, content, range.isPresent() ? size : start, () -> {
            var at = MemoryRange.parseAddress(start.getText().strip());
            var amount = MemorySize.parse(size.getText().strip());
            if (amount.bytes() > MemoryRange.LIMIT - at) {
                throw new DiverException(
                        dev.diver.core.problem.Problem.Kind.INVALID,
                        "No physical memory lies beyond 2^52.",
                        "",
                        "Take less, or begin lower.");
            }
            var wanted = new MemoryRange(at, amount);
            model.apply(range.<PartitionEdit>map(one -> new PartitionEdit.SetMemory(one, wanted))
                    .orElse(new PartitionEdit.AddMemory(owner.part(), wanted)));
            model.select(Optional.of(range.orElse(new Range(
                    owner.part(),
                    model.settled().parts().get(owner.part()).memory().size() - 1))));
        });
    }

    void name(Owner owner) {
        var plan = model.settled();
        if (!owner.isPart()) {
            return;
        }
        var field = field("partition-type-name", owner.name(plan));
        ask("Name of the part", grid("Name", field), field, () -> {
            requireName(field.getText(), plan);
            model.apply(new PartitionEdit.RenamePart(owner.part(), field.getText()));
        });
    }

    private static void requireName(String text, PartitionPlan plan) {
        if (!NAME.matcher(text).matches()) {
            throw new DiverException(
                    dev.diver.core.problem.Problem.Kind.INVALID,
                    "A part's name has up to 63 lower-case letters, digits, - and _.",
                    "",
                    "");
        }
    }

    private static TextField field(String id, String text) {
        var field = new TextField(text);
        field.setId(id);
        GridPane.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private static GridPane grid(String name, Node field) {
        var grid = new GridPane(12, 8);
        var label = new Label(name);
        label.setMinWidth(Label.USE_PREF_SIZE);
        grid.addRow(0, label, field);
        return grid;
    }

    private void ask(String title, Node content, TextField first, Runnable apply) {
        var dialog = new DialogBox[1];
        dialog[0] = new DialogBox(modals, title, content, "Apply", "partition-type-apply", () -> {
            try {
                apply.run();
                dialog[0].hide();
                back.run();
            } catch (DiverException e) {
                dialog[0].trouble((e.problem().what() + " " + e.problem().why() + " "
                                + e.problem().remedy())
                        .strip());
            }
        });
        dialog[0].wide(420).show();
        Platform.runLater(() -> {
            first.requestFocus();
            first.selectAll();
        });
    }
}
