package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.cell.TextFieldTreeTableCell;
import javafx.util.converter.DefaultStringConverter;

/** Values with their members: opened ones stay open from stop to stop, and what has changed stands out. */
final class ValueTree {
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private final TreeTableView<Value> table = new TreeTableView<>();
    private final TreeItem<Value> root = new TreeItem<>(Value.unknown("", "", ""));
    private final Set<String> open = new HashSet<>();
    private final Consumer<TreeItem<Value>> opened;
    private Map<String, String> before = Map.of();
    private final Map<String, String> now = new HashMap<>();
    private long stop;
    private boolean syncing;

    /**
     * @param opened reads the members of one that was opened
     * @param assign gives a value another text
     */
    ValueTree(String id, Consumer<TreeItem<Value>> opened, BiConsumer<Value, String> assign) {
        this.opened = opened;
        table.setId(id);
        table.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "debug-tree");
        table.setRoot(root);
        table.setShowRoot(false);
        // Why there is nothing is said above it.
        table.setPlaceholder(new Label());
        table.setEditable(true);
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var value = column("Value", 150, Value::text);
        value.setEditable(true);
        value.setOnEditCommit(event -> {
            var edited = event.getRowValue().getValue();
            if (!event.getNewValue().equals(edited.text()) && edited.variable().isPresent()) {
                assign.accept(edited, event.getNewValue());
            }
            table.requestFocus();
        });
        table.getColumns().add(column("Name", 130, Value::name));
        table.getColumns().add(value);
        table.getColumns().add(column("Type", 90, Value::type));
        root.addEventHandler(TreeItem.<Value>branchExpandedEvent(), event -> expanded(event.getTreeItem()));
        root.addEventHandler(
                TreeItem.<Value>branchCollapsedEvent(),
                event -> open.remove(event.getTreeItem().getValue().path()));
    }

    private TreeTableColumn<Value, String> column(String title, double width, Function<Value, String> text) {
        var column = new TreeTableColumn<Value, String>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setEditable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(text.apply(row.getValue().getValue())));
        column.setCellFactory(view -> new Cell(title.equals("Value")));
        return column;
    }

    TreeTableView<Value> node() {
        return table;
    }

    /** The paths whose members are shown. */
    Set<String> open() {
        return open;
    }

    /** The one that is chosen; null for none. */
    Value chosen() {
        var item = table.getSelectionModel().getSelectedItem();
        return item == null ? null : item.getValue();
    }

    /** @param at number of the stop that they are of */
    void show(List<Value> values, long at) {
        if (at != stop) {
            // One that does not follow the last one is of another guest, whose values are others, not changed ones.
            before = at == stop + 1 ? Map.copyOf(now) : Map.of();
            stop = at;
            now.clear();
        }
        values.forEach(this::note);
        syncing = true;
        sync(root, values);
        syncing = false;
    }

    private void note(Value value) {
        now.put(value.path(), value.text());
        value.children().forEach(this::note);
    }

    private void sync(TreeItem<Value> parent, List<Value> values) {
        var items = parent.getChildren();
        var same = items.size() == values.size();
        for (var i = 0; same && i < values.size(); i++) {
            same = items.get(i).getValue().path().equals(values.get(i).path());
        }
        if (!same) {
            items.setAll(values.stream().map(value -> new TreeItem<>(value)).toList());
        }
        for (var i = 0; i < values.size(); i++) {
            set(items.get(i), values.get(i));
        }
    }

    private void set(TreeItem<Value> item, Value value) {
        var was = before.get(value.path());
        var marked = new Value(
                value.path(),
                value.name(),
                value.text(),
                value.type(),
                value.variable(),
                value.children(),
                was != null && !was.equals(value.text()));
        if (!marked.equals(item.getValue())) {
            item.setValue(marked);
        }
        if (value.hasMore()) {
            item.setExpanded(false);
            item.getChildren().setAll(List.of(new TreeItem<>(Value.unknown(value.path() + "/\u2026", "\u2026", ""))));
        } else {
            sync(item, value.children());
            item.setExpanded(!value.children().isEmpty());
        }
    }

    private void expanded(TreeItem<Value> item) {
        open.add(item.getValue().path());
        if (!syncing && item.getValue().hasMore()) {
            opened.accept(item);
        }
    }

    /** The members of one that was opened have been read. */
    void members(TreeItem<Value> item, Value value) {
        note(value);
        syncing = true;
        set(item, value);
        syncing = false;
    }

    private static final class Cell extends TextFieldTreeTableCell<Value, String> {
        private final boolean marks;

        /** @param marks whether it stands out when the value has changed */
        Cell(boolean marks) {
            super(new DefaultStringConverter());
            this.marks = marks;
        }

        @Override
        public void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            var row = getTableRow() == null || getTableRow().getItem() == null
                    ? null
                    : getTableRow().getItem();
            var value = empty ? null : row;
            pseudoClassStateChanged(CHANGED, marks && value != null && value.changed());
            pseudoClassStateChanged(UNKNOWN, value != null && value.variable().isEmpty());
            setTooltip(value == null || text == null || text.isEmpty() ? null : new Tooltip(text));
        }
    }
}
