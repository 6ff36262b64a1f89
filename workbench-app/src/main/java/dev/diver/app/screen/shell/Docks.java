package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Documents;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import software.coley.bentofx.Bento;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.event.DockEvent;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/** The docked tabs, which a person may drag elsewhere: which are open, which is in front, and which has the keyboard. */
final class Docks implements Documents {
    private static final String KEY = "diver.document";
    private static final int LONGEST_TITLE = 36;
    private final Bento bento = new Bento();
    private final DockPlaces places;
    private final Map<String, Dockable> open = new LinkedHashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>();
    /** Those whose loss the person has agreed to. */
    private final Set<String> agreed = new HashSet<>();

    private final ReadOnlyObjectWrapper<Document> active = new ReadOnlyObjectWrapper<>();
    /** Grows with each wish of a person's to see a document. */
    private long wishes;

    private final ReadOnlyObjectWrapper<Document> centre = new ReadOnlyObjectWrapper<>();

    /** @param welcome shows in the centre while nothing is open there */
    Docks(Function<DockContainerLeaf, Node> welcome) {
        bento.placeholderBuilding().setContainerPlaceholderFactory(welcome::apply);
        places = new DockPlaces(bento.dockBuilding());
        bento.events().addEventListener(event -> {
            if (event instanceof DockEvent.DockableClosing closing) {
                closing(closing);
            }
        });
        bento.events().addDockableSelectListener((path, dockable) -> select(dockable));
    }

    Node node() {
        return places.root();
    }

    /** The one of the centre that was selected last; null where there is none. */
    Document centre() {
        return centre.get();
    }

    /** The part of the window that is the centre; always there. */
    Region centrePart() {
        return places.centre();
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
        var leaf = places.centre();
        var tabs = leaf.getDockables();
        if (!tabs.isEmpty()) {
            var next = tabs.get(Math.floorMod(tabs.indexOf(leaf.getSelectedDockable()) + by, tabs.size()));
            open(documents.get(next.getIdentifier()));
        }
    }

    /** Gives the keyboard to the next part of the window. */
    void nextPart() {
        var parts = places.seen().stream()
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

    /** Takes the lower parts away with all that is in them, or brings them back as they were. */
    void toggleLower() {
        if (places.isLowerHidden()) {
            places.showLower();
        } else if (whyNoLower().isEmpty()) {
            places.hideLower();
            if (centre.get() != null) {
                centre.get().focus();
                active.set(centre.get());
            }
        }
    }

    String whyNoLower() {
        return places.hasLower() ? "" : "Nothing is open below.";
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
                ? document.place() == Document.Place.BOTTOM || document.place() == Document.Place.BOTTOM_RIGHT
                : dockable.getContainer() != null && places.isLower(dockable.getContainer());
        if (places.isLowerHidden() && goesBelow) {
            places.showLower();
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
        var keyboard = places.root().getScene() == null
                ? null
                : places.root().getScene().getFocusOwner();
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
        places.leaf(document.place()).addDockable(made);
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
        return dockable;
    }

    /** However it is closed: by its cross, a key, or with others. */
    private void closing(DockEvent.DockableClosing closing) {
        var id = closing.dockable().getIdentifier();
        var document = documents.get(id);
        if (document == null) {
            return;
        }
        if (!agreed.remove(id) && !document.mayClose(() -> closeAgreed(id))) {
            closing.cancel();
            return;
        }
        open.remove(id);
        documents.remove(id);
        if (active.get() == document) {
            active.set(null);
        }
        if (centre.get() == document) {
            centre.set(null);
        }
        document.closed();
    }

    private void closeAgreed(String id) {
        if (documents.containsKey(id)) {
            agreed.add(id);
            close(id);
        }
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

    /** See {@link DockPlaces#sizes()}. */
    Map<String, Double> sizes() {
        return places.sizes();
    }

    void sizes(Map<String, Double> kept) {
        places.sizes(kept);
    }
}
