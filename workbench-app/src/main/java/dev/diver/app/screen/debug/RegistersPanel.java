package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Bench;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.Register;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The registers of the processor that is looked at, with the bits of those that have some. */
final class RegistersPanel extends DebugPanel {
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final TreeTableView<Row> table = new TreeTableView<>();
    private final TreeItem<Row> root = new TreeItem<>(new Row("", "", "", "", false));
    private final Label trouble = new Label();
    private final Map<Register.Group, TreeItem<Row>> groups = new EnumMap<>(Register.Group.class);
    private Map<String, String> before = Map.of();
    private Map<String, String> now = Map.of();
    private long stop;
    private int thread;

    /** @param meaning of bits, for the pointer */
    private record Row(String name, String value, String bits, String meaning, boolean changed) {}

    RegistersPanel(Bench bench, DebugModel model) {
        super(bench, model, "debug-registers", "Registers", MaterialDesignC.CHIP, Place.RIGHT);
        table.setId("debug-registers-table");
        table.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-tree");
        table.setRoot(root);
        table.setShowRoot(false);
        // Why there is nothing is said above it.
        table.setPlaceholder(new Label());
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("Register", 96, Row::name));
        table.getColumns().add(column("Value", 158, Row::value));
        table.getColumns().add(column("Bits", 120, Row::bits));
        trouble.setWrapText(true);
        trouble.getStyleClass().add("debug-trouble");
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        var body = new BorderPane(table);
        body.setTop(trouble);
        fill(body, table, "The processor's registers: general, control with their bits, segment.");
    }

    private static TreeTableColumn<Row, String> column(String title, double width, Function<Row, String> text) {
        var column = new TreeTableColumn<Row, String>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(text.apply(row.getValue().getValue())));
        column.setCellFactory(view -> new TreeTableCell<>() {
            @Override
            protected void updateItem(String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
                var row = empty || getTableRow() == null ? null : getTableRow().getItem();
                pseudoClassStateChanged(CHANGED, row != null && row.changed());
                setTooltip(row == null || tip(row).isEmpty() ? null : new Tooltip(tip(row)));
            }
        });
        return column;
    }

    private static String tip(Row row) {
        return row.value().isEmpty() ? "" : row.name() + " = " + row.value() + row.meaning();
    }

    @Override
    public CompletableFuture<Runnable> look(DebugSession session, Focus focus) {
        return Answer.to(session.registers(focus.thread())).thenApply(answer -> () -> show(answer, focus));
    }

    private void show(Answer<List<Register>> answer, Focus focus) {
        trouble.setText(answer instanceof Answer.Unknown<List<Register>>(var why) ? why : "");
        var registers = answer instanceof Answer.Known<List<Register>>(var known) ? known : List.<Register>of();
        if (focus.thread() != thread || focus.stop() > stop + 1) {
            // Registers of another processor or guest are others, not changed ones.
            before = Map.of();
        } else if (focus.stop() != stop) {
            before = now;
        }
        thread = focus.thread();
        stop = focus.stop();
        now = new HashMap<>();
        var byGroup = registers.stream()
                .peek(register -> now.put(register.name(), register.value()))
                .collect(Collectors.groupingBy(
                        Register::group, () -> new EnumMap<>(Register.Group.class), Collectors.toList()));
        var shown = new ArrayList<TreeItem<Row>>();
        byGroup.forEach((group, all) -> {
            var item = groups.computeIfAbsent(group, RegistersPanel::heading);
            fill(item, all);
            shown.add(item);
        });
        if (!root.getChildren().equals(shown)) {
            root.getChildren().setAll(shown);
        }
    }

    private static TreeItem<Row> heading(Register.Group group) {
        var name = switch (group) {
            case GENERAL -> "General";
            case CONTROL -> "Control";
            case SEGMENT -> "Segment";
            case VECTOR -> "Vector";
            case OTHER -> "Other";
        };
        var item = new TreeItem<>(new Row(name, "", "", "", false));
        item.setExpanded(
                switch (group) {
                    case GENERAL, CONTROL, SEGMENT -> true;
                    case VECTOR, OTHER -> false;
                });
        return item;
    }

    private void fill(TreeItem<Row> group, List<Register> registers) {
        var items = group.getChildren();
        while (items.size() > registers.size()) {
            items.removeLast();
        }
        for (var i = 0; i < registers.size(); i++) {
            var row = row(registers.get(i));
            if (i == items.size()) {
                items.add(new TreeItem<>(row));
            } else if (!items.get(i).getValue().equals(row)) {
                items.get(i).setValue(row);
            }
            bits(items.get(i), registers.get(i));
        }
    }

    private static void bits(TreeItem<Row> item, Register register) {
        var rows = register.bits().stream()
                .map(bit -> new Row(bit.name(), "", bit.meaning(), "", false))
                .toList();
        if (!item.getChildren().stream().map(TreeItem::getValue).toList().equals(rows)) {
            item.getChildren()
                    .setAll(rows.stream().map(row -> new TreeItem<>(row)).toList());
        }
    }

    private Row row(Register register) {
        var was = before.get(register.name());
        return new Row(
                register.name(),
                register.value(),
                register.bits().stream().map(Register.Bit::name).collect(Collectors.joining(" ")),
                register.bits().stream()
                        .map(bit -> "\n" + bit.name() + "  " + bit.meaning())
                        .collect(Collectors.joining()),
                was != null && !Objects.equals(was, register.value()));
    }
}
