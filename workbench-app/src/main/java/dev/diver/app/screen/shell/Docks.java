package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Documents;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import software.coley.bentofx.Bento;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/** The docked tabs: side, centre, right and bottom, each of which a person may drag elsewhere. */
final class Docks implements Documents {
    private static final String KEY = "diver.document";
    private static final int LONGEST_TITLE = 36;
    private final Bento bento = new Bento();
    private final DockContainerBranch root;
    private final DockContainerBranch middle;
    private DockContainerBranch right;
    private final Map<Document.Place, DockContainerLeaf> leaves = new EnumMap<>(Document.Place.class);
    private final Map<Document.Place, Double> sizes = new EnumMap<>(Document.Place.class);
    private final Map<String, Dockable> open = new LinkedHashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Document> active = new ReadOnlyObjectWrapper<>();
    /** Grows with each wish of a person's to see a document. */
    private long wishes;

    private boolean lowerHidden;
    /** While a new leaf has not got its size yet, none has the one that a person gave it. */
    private boolean fitting;

    private final ReadOnlyObjectWrapper<Document> centre = new ReadOnlyObjectWrapper<>();

    /** @param welcome shows in the centre while nothing is open there */
    Docks(Function<DockContainerLeaf, Node> welcome) {
        bento.placeholderBuilding().setContainerPlaceholderFactory(welcome::apply);
        var building = bento.dockBuilding();
        root = building.root("root");
        middle = building.branch("middle");
        middle.setOrientation(Orientation.VERTICAL);
        middle.setPruneWhenEmpty(false);
        var centre = building.leaf("centre");
        centre.setPruneWhenEmpty(false);
        leaves.put(Document.Place.CENTRE, centre);
        middle.addContainer(centre);
        root.addContainer(middle);
        root.sceneProperty().subscribe(this::fitAfterLayout);
        bento.events().addDockableSelectListener((path, dockable) -> select(dockable));
    }

    Node node() {
        return root;
    }

    /** The one of the centre that was selected last; null where there is none. */
    Document centre() {
        return centre.get();
    }

    ReadOnlyObjectProperty<Document> centreProperty() {
        return centre.getReadOnlyProperty();
    }

    /** The one that had the keyboard last, or was selected in the centre since. */
    ReadOnlyObjectProperty<Document> active() {
        return active.getReadOnlyProperty();
    }

    List<Document> all() {
        return List.copyOf(documents.values());
    }

    /** Selects the tab beside the one in front of the centre. */
    void step(int by) {
        var leaf = leaves.get(Document.Place.CENTRE);
        var tabs = leaf.getDockables();
        if (!tabs.isEmpty()) {
            var next = tabs.get(Math.floorMod(tabs.indexOf(leaf.getSelectedDockable()) + by, tabs.size()));
            open(documents.get(next.getIdentifier()));
        }
    }

    /** Gives the keyboard to the next part of the window. */
    void nextPart() {
        var parts = leaves.values().stream()
                .filter(leaf -> leaf.getScene() != null && leaf.getSelectedDockable() != null)
                .map(leaf -> documents.get(leaf.getSelectedDockable().getIdentifier()))
                .toList();
        if (!parts.isEmpty()) {
            var next = parts.get((parts.indexOf(active.get()) + 1) % parts.size());
            next.focus();
            active.set(next);
        }
    }

    /** The keyboard went there: its document is the active one. */
    void focusMoved(Node focused) {
        if (focused instanceof DockContainerLeaf leaf) {
            passOn(leaf);
        }
        for (var node = focused; node != null; node = node.getParent()) {
            if (node.getProperties().get(KEY) instanceof Document document) {
                active.set(document);
                return;
            }
        }
    }

    /**
     * A container takes the keyboard when a tab of it is selected, and has no use for it. Where its document comes into
     * the scene only later, that one takes the keyboard then, if nobody has since.
     */
    private void passOn(DockContainerLeaf leaf) {
        var selected = leaf.getSelectedDockable();
        var document = selected == null ? null : documents.get(selected.getIdentifier());
        if (document == null) {
            return;
        }
        var scene = document.content().sceneProperty();
        if (scene.get() != null) {
            Platform.runLater(() -> take(leaf, document));
        } else {
            scene.addListener(new ChangeListener<>() {
                @Override
                public void changed(ObservableValue<? extends Scene> property, Scene was, Scene is) {
                    property.removeListener(this);
                    Platform.runLater(() -> take(leaf, document));
                }
            });
        }
    }

    private static void take(DockContainerLeaf leaf, Document document) {
        if (leaf.getScene() != null && leaf.getScene().getFocusOwner() == leaf) {
            focus(document);
        }
    }

    /** What lies in a split pane is in the scene only once that has its skin; before, it could not take the keyboard. */
    private static void focus(Document document) {
        document.content().applyCss();
        document.focus();
    }

    /** Takes the lower part away with all that is in it, or brings it back as it was. */
    void toggleLower() {
        if (lowerHidden) {
            showLower();
        } else if (whyNoLower().isEmpty()) {
            remember();
            middle.removeContainer(leaves.get(Document.Place.BOTTOM));
            lowerHidden = true;
            if (centre.get() != null) {
                centre.get().focus();
                active.set(centre.get());
            }
        }
    }

    String whyNoLower() {
        var leaf = leaves.get(Document.Place.BOTTOM);
        return leaf == null || leaf.getDockables().isEmpty() ? "Nothing is open below." : "";
    }

    private void showLower() {
        lowerHidden = false;
        var leaf = leaves.get(Document.Place.BOTTOM);
        if (!leaf.getDockables().isEmpty()) {
            middle.addContainer(leaf);
            SplitPane.setResizableWithParent(leaf, false);
            Platform.runLater(this::fit);
        }
    }

    @Override
    public Asked ask() {
        var wish = ++wishes;
        return document -> {
            if (wish == wishes) {
                open(document);
                return true;
            }
            add(document);
            return false;
        };
    }

    @Override
    public void open(Document document) {
        wishes++;
        var dockable = open.get(document.id());
        var goesBelow = dockable == null
                ? document.place() == Document.Place.BOTTOM
                : dockable.getContainer() == leaves.get(Document.Place.BOTTOM);
        if (lowerHidden && goesBelow) {
            showLower();
        }
        dockable = add(document);
        var shown = documents.get(document.id());
        if (dockable.getContainer() != null) {
            dockable.getContainer().selectDockable(dockable);
        }
        // At once: a keyboard whose place has gone would go to the first tab, and that would come to the front.
        if (shown.content().getScene() != null) {
            focus(shown);
        }
        Platform.runLater(() -> focus(shown));
    }

    @Override
    public void show(Document document) {
        var keyboard = root.getScene() == null ? null : root.getScene().getFocusOwner();
        var dockable = add(document);
        if (dockable.getContainer() != null) {
            dockable.getContainer().selectDockable(dockable);
        }
        // Whatever took it meanwhile, such as the container whose tab was selected.
        Platform.runLater(() -> {
            if (keyboard != null
                    && keyboard.getScene() != null
                    && keyboard.getScene().getFocusOwner() != keyboard) {
                keyboard.requestFocus();
            }
        });
    }

    /** With a tab of its own, but not in front; the one that is there already where there is one. */
    private Dockable add(Document document) {
        var there = open.get(document.id());
        if (there != null) {
            return there;
        }
        var made = dockable(document);
        open.put(document.id(), made);
        documents.put(document.id(), document);
        leaf(document.place()).addDockable(made);
        return made;
    }

    @Override
    public Optional<Document> find(String id) {
        return Optional.ofNullable(documents.get(id));
    }

    @Override
    public void close(String id) {
        var dockable = open.get(id);
        if (dockable != null) {
            dockable.inContainer(leaf -> leaf.closeDockable(dockable));
        }
    }

    private Dockable dockable(Document document) {
        document.content().getProperties().put(KEY, document);
        var dockable = bento.dockBuilding().dockable(document.id());
        dockable.titleProperty().bind(document.title().map(title -> Words.shortened(title, LONGEST_TITLE)));
        dockable.setTooltip(new Tooltip());
        dockable.getTooltip().textProperty().bind(document.title());
        dockable.setIconFactory(d -> Icons.of(document.icon()));
        dockable.setNode(document.content());
        // A window of its own would lack the shortcuts, the status bar and the messages.
        dockable.setCanBeDroppedToNewWindow(false);
        dockable.setContextMenuFactory(d -> menu(document.id()));
        dockable.addCloseListener((path, closed) -> {
            open.remove(document.id());
            documents.remove(document.id());
            if (active.get() == document) {
                active.set(null);
            }
            if (centre.get() == document) {
                centre.set(null);
            }
            document.closed();
        });
        return dockable;
    }

    private ContextMenu menu(String id) {
        var close = new MenuItem("Close");
        close.setOnAction(event -> close(id));
        var others = new MenuItem("Close others here");
        others.setOnAction(event -> closeOthers(id));
        return new ContextMenu(close, others);
    }

    private void closeOthers(String id) {
        var leaf = open.get(id).getContainer();
        for (var dockable : List.copyOf(leaf.getDockables())) {
            if (!dockable.getIdentifier().equals(id) && dockable.isClosable()) {
                leaf.closeDockable(dockable);
            }
        }
    }

    /** A tab of the centre is what one works on even while the keyboard is elsewhere; the others only with it. */
    private void select(Dockable dockable) {
        var document = dockable == null ? null : documents.get(dockable.getIdentifier());
        if (document != null && document.place() == Document.Place.CENTRE) {
            wishes++;
            centre.set(document);
            active.set(document);
        }
    }

    private DockContainerLeaf leaf(Document.Place place) {
        var leaf = leaves.get(place);
        if (leaf != null && (place == Document.Place.CENTRE || leaf.getParentContainer() != null)) {
            return leaf;
        }
        remember();
        var made = bento.dockBuilding().leaf(place.name());
        leaves.put(place, made);
        switch (place) {
            case SIDE -> root.addContainer(0, made);
            case RIGHT -> right().addContainer(0, made);
            case RIGHT_LOWER -> right().addContainer(made);
            case CENTRE, BOTTOM -> middle.addContainer(made);
        }
        SplitPane.setResizableWithParent(piece(place).asRegion(), false);
        if (!fitting) {
            fitting = true;
            fitAfterLayout();
        }
        return made;
    }

    /** The two parts at the right, one above the other. */
    private DockContainerBranch right() {
        if (right == null || right.getParentContainer() == null) {
            right = bento.dockBuilding().branch("right");
            right.setOrientation(Orientation.VERTICAL);
            root.addContainer(right);
        }
        return right;
    }

    /** What is as large as the place: the right one's width is that of both parts there. */
    private DockContainer piece(Document.Place place) {
        return place == Document.Place.RIGHT && right != null ? right : leaves.get(place);
    }

    /** The places of which there is something. */
    private Set<Document.Place> places() {
        var there = EnumSet.noneOf(Document.Place.class);
        there.addAll(leaves.keySet());
        if (right != null) {
            there.add(Document.Place.RIGHT);
        }
        return there;
    }

    /** How large a person has made the leaves. */
    private void remember() {
        if (fitting) {
            return;
        }
        for (var place : places()) {
            var piece = piece(place);
            if (place != Document.Place.CENTRE
                    && piece.getParentContainer() != null
                    && piece.getParentContainer().getItems().size() > 1
                    && piece.asRegion().getWidth() > 0) {
                var horizontal = piece.getParentContainer().getOrientation() == Orientation.HORIZONTAL;
                sizes.put(
                        place,
                        horizontal
                                ? piece.asRegion().getWidth()
                                : piece.asRegion().getHeight());
            }
        }
    }

    /** How large the leaves are, or were when they were last there, by the names of their places; whole pixels. */
    Map<String, Double> sizes() {
        remember();
        var named = new TreeMap<String, Double>();
        sizes.forEach((place, size) -> named.put(place.name(), (double) Math.round(size)));
        return named;
    }

    /** As they were left; before anything is open. */
    void sizes(Map<String, Double> kept) {
        for (var place : Document.Place.values()) {
            if (place != Document.Place.CENTRE && kept.get(place.name()) != null) {
                sizes.put(place, kept.get(place.name()));
            }
        }
    }

    /** Places hold only once the new leaf has been laid out; nothing of that has been painted by then. */
    private void fitAfterLayout() {
        var scene = root.getScene();
        if (scene == null || !fitting) {
            return;
        }
        var once = new Runnable[1];
        once[0] = () -> {
            scene.removePostLayoutPulseListener(once[0]);
            fit();
        };
        scene.addPostLayoutPulseListener(once[0]);
        Platform.requestNextPulse();
    }

    /** Gives a new leaf its size, and the others the one they had. */
    private void fit() {
        fitting = false;
        for (var place : places()) {
            var piece = piece(place);
            var branch = piece.getParentContainer();
            if (place == Document.Place.CENTRE
                    || branch == null
                    || branch.getDividers().isEmpty()) {
                continue;
            }
            var whole = branch.getOrientation() == Orientation.HORIZONTAL ? branch.getWidth() : branch.getHeight();
            var share = sizes.computeIfAbsent(place, this::size) / Math.max(1, whole);
            var first = branch.getItems().indexOf(piece.asRegion()) == 0;
            var last = branch.getDividers().size() - 1;
            branch.setDividerPosition(first ? 0 : last, Math.clamp(first ? share : 1 - share, 0.1, 0.9));
        }
        // At once, so that nobody takes what the parts had before for what a person gave them.
        root.layout();
    }

    private double size(Document.Place place) {
        return switch (place) {
            case SIDE -> 240;
            case RIGHT -> Math.clamp(root.getWidth() * 0.26, 340, 480);
            case RIGHT_LOWER -> Math.clamp(root.getHeight() * 0.4, 180, 400);
            case CENTRE, BOTTOM -> Math.clamp(middle.getHeight() * 0.42, 220, 480);
        };
    }
}
