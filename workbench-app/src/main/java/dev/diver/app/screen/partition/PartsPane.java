package dev.diver.app.screen.partition;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Linux and the parts, each with what it has. The chosen one gets what is drawn. */
final class PartsPane {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final PartitionModel model;
    private final Commands commands;
    private final VBox list = new VBox(6);
    private List<Row> shown = List.of();

    /** What can be done with an owner, by its place in the plan. */
    interface Commands {
        void rename(Owner owner);

        void type(Owner owner);

        void remove(Owner owner);
    }

    /** What a card says. */
    private record Row(Owner owner, String letter, String name, String processors, String memory, boolean chosen) {}

    PartsPane(PartitionModel model, Commands commands) {
        this.model = model;
        this.commands = commands;
        list.setId("partition-parts");
        var calm = new Calm(model, this::show);
        model.plan().subscribe(plan -> calm.changed());
        model.chosen().subscribe(owner -> show());
    }

    Node node() {
        return list;
    }

    private void show() {
        var plan = model.plan().get();
        var letters = Letters.of(plan);
        var rows = new ArrayList<Row>();
        rows.add(row(plan, Owner.LINUX, "L", Amounts.of(Math.max(0, plan.linuxMemory())) + ", all that no part has"));
        for (var part = 0; part < plan.parts().size(); part++) {
            rows.add(row(
                    plan,
                    Owner.part(part),
                    letters.get(part),
                    memory(plan.parts().get(part))));
        }
        if (!rows.equals(shown)) {
            update(rows);
        }
    }

    /** While dragging, numbers change many times a second: cards that stay are given them, not made anew. */
    private void update(List<Row> rows) {
        if (rows.size() != shown.size()) {
            list.getChildren().setAll(rows.stream().map(this::card).toList());
        } else {
            for (var i = 0; i < rows.size(); i++) {
                if (!Objects.equals(rows.get(i), shown.get(i))) {
                    var hadFocus = list.getChildren().get(i).isFocused();
                    ((Card) list.getChildren().get(i)).fill(rows.get(i));
                    if (hadFocus) {
                        list.getChildren().get(i).requestFocus();
                    }
                }
            }
        }
        shown = List.copyOf(rows);
    }

    private Row row(PartitionPlan plan, Owner owner, String letter, String memory) {
        var processors = owner.processors(plan);
        var nodes = Distances.nodes(plan, model.topology().get(), owner);
        var text = processors.isEmpty()
                ? "no processor"
                : processors.size() + (processors.size() == 1 ? " processor" : " processors") + ": " + processors;
        var where = model.topology().get().nodes().size() > 1 && !nodes.isEmpty()
                ? (nodes.size() == 1 ? ", node " : ", nodes ") + new dev.diver.core.partition.ProcessorSet(nodes)
                : "";
        return new Row(
                owner,
                letter,
                owner.name(plan),
                text + where,
                memory,
                model.chosen().get().equals(owner));
    }

    private static String memory(PartitionPlan.Part part) {
        var bytes =
                part.memory().stream().mapToLong(range -> range.size().bytes()).sum();
        if (bytes == 0) {
            return "no memory";
        }
        var region = part.memory().getFirst();
        return Amounts.of(bytes)
                + (part.memory().size() == 1
                        ? " at " + MemoryRange.address(region.start())
                        : " in " + part.memory().size() + " pieces, "
                                + new MemorySize(region.size().bytes()) + " at " + MemoryRange.address(region.start()));
    }

    private Card card(Row row) {
        var card = new Card(row.owner());
        card.fill(row);
        return card;
    }

    private final class Card extends VBox {
        private final Label name = CutText.tell(new Label());
        private final Label letter = new Label();
        private final Label processors = CutText.tell(new Label());
        private final Label memory = CutText.tell(new Label());

        Card(Owner owner) {
            super(3);
            getStyleClass().add("partition-part");
            setId(owner.isPart() ? "partition-part-" + owner.part() : "partition-linux");
            letter.getStyleClass().addAll("partition-letter", owner.isPart() ? "partition-kernel" : "partition-gpos");
            name.getStyleClass().add(Styles.TEXT_BOLD);
            processors.getStyleClass().addAll(Styles.TEXT_SMALL);
            memory.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            var head = new HBox(8, letter, name, space);
            head.setAlignment(Pos.CENTER_LEFT);
            if (owner.isPart()) {
                head.getChildren()
                        .addAll(
                                button(MaterialDesignP.PENCIL_OUTLINE, "Rename", "rename", owner, commands::rename),
                                button(MaterialDesignD.DELETE_OUTLINE, "Remove", "remove", owner, commands::remove));
            }
            getChildren().addAll(head, processors, memory);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.RADIO_BUTTON);
            setOnMousePressed(event -> {
                requestFocus();
                model.choose(owner);
                if (event.getClickCount() == 2) {
                    commands.type(owner);
                }
            });
            setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.SPACE) {
                    model.choose(owner);
                    event.consume();
                } else if (event.getCode() == KeyCode.ENTER) {
                    model.choose(owner);
                    commands.type(owner);
                    event.consume();
                } else if (event.getCode() == KeyCode.F2 && owner.isPart()) {
                    commands.rename(owner);
                    event.consume();
                } else if (event.getCode() == KeyCode.DELETE && owner.isPart()) {
                    commands.remove(owner);
                    event.consume();
                }
            });
        }

        private Button button(
                org.kordamp.ikonli.Ikon icon, String text, String id, Owner owner, Consumer<Owner> action) {
            var button = new Button(null, Icons.of(icon, 14));
            button.setId("partition-" + id + "-" + owner.part());
            button.getStyleClass().addAll(Styles.FLAT, "partition-small");
            button.setAccessibleText(text);
            button.setTooltip(new Tooltip(text));
            button.setOnAction(event -> action.accept(owner));
            button.setFocusTraversable(false);
            return button;
        }

        void fill(Row row) {
            letter.setText(row.letter());
            name.setText(row.name());
            processors.setText(row.processors());
            memory.setText(row.memory());
            pseudoClassStateChanged(CHOSEN, row.chosen());
            setAccessibleText(row.name() + ", " + row.processors() + ", " + row.memory()
                    + (row.chosen() ? ", gets what is drawn" : ""));
        }
    }
}
