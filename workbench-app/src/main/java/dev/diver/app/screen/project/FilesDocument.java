package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Icons;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The files of the open nets; directories are read when they are opened, and again when the disk says so. */
final class FilesDocument extends FixedDocument {
    private final TreeView<FileNode> tree = new TreeView<>(new TreeItem<>());
    private final Bench bench;
    private final Projects projects;
    private final BiConsumer<Project, Path> open;
    private final Set<Path> followed = new HashSet<>();
    private DirectoryWatch watch;

    FilesDocument(Bench bench, Projects projects, BiConsumer<Project, Path> open) {
        super("files", "Files", MaterialDesignF.FOLDER_OUTLINE);
        this.bench = bench;
        this.projects = projects;
        this.open = open;
        tree.setId("files");
        tree.setShowRoot(false);
        tree.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "files");
        tree.setCellFactory(view -> new FileCell());
        tree.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openSelected();
            }
        });
        tree.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openSelected();
            }
        });
        tree.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                projects.select(item.getValue().project());
            }
        });
        projects.all().addListener((ListChangeListener<Project>) change -> showProjects());
        bench.tasks().quietly(() -> new DirectoryWatch(this::changedOnDisk), this::watch, bench.notices()::problem);
        showProjects();
    }

    @Override
    public Node content() {
        return tree;
    }

    @Override
    public Place place() {
        return Place.SIDE;
    }

    /** Tells of changes in that directory too, whether it is seen in the tree or not. */
    void follow(Path directory) {
        followed.add(directory);
        var watching = watch;
        if (watching != null) {
            bench.tasks()
                    .quietly(
                            () -> {
                                watching.add(directory);
                                return directory;
                            },
                            // A file of it was read before: what has changed since, nobody was told of.
                            projects::changedOnDisk,
                            bench.notices()::problem);
        }
    }

    private void watch(DirectoryWatch made) {
        watch = made;
        List.copyOf(followed).forEach(this::follow);
        tree.getRoot().getChildren().forEach(item -> load(item));
    }

    private void showProjects() {
        var items = tree.getRoot().getChildren();
        items.removeIf(item -> !projects.all().contains(item.getValue().project()));
        for (var project : projects.all()) {
            if (items.stream().noneMatch(item -> item.getValue().project() == project)) {
                var item = item(new FileNode(project, project.directory(), true));
                items.add(item);
                item.setExpanded(true);
            }
        }
    }

    private TreeItem<FileNode> item(FileNode node) {
        var item = new TreeItem<>(node);
        if (node.directory()) {
            // A child to be replaced, so that the directory can be opened before it has been read.
            item.getChildren()
                    .add(new TreeItem<>(new FileNode(node.project(), node.path().resolve("\u2026"), false)));
            item.expandedProperty().subscribe(expanded -> {
                if (expanded) {
                    load(item);
                }
            });
        }
        return item;
    }

    private void load(TreeItem<FileNode> item) {
        var node = item.getValue();
        var watching = watch;
        bench.tasks()
                .quietly(
                        () -> {
                            if (watching != null) {
                                watching.add(node.path());
                            }
                            return node.children();
                        },
                        children -> merge(item, children),
                        failure -> item.getChildren().clear());
    }

    /** Only what is new comes and what is gone goes, so that what is open stays open, and what is selected selected. */
    private void merge(TreeItem<FileNode> item, List<FileNode> children) {
        var items = item.getChildren();
        items.removeIf(old -> !children.contains(old.getValue()));
        for (var i = 0; i < children.size(); i++) {
            // Both are in the same order, so that what is missing here is new.
            if (i == items.size() || !items.get(i).getValue().equals(children.get(i))) {
                items.add(i, item(children.get(i)));
            }
        }
    }

    private void changedOnDisk(Path directory) {
        bench.tasks().onScreen(() -> {
            find(tree.getRoot(), directory);
            projects.changedOnDisk(directory);
        });
    }

    private void find(TreeItem<FileNode> item, Path directory) {
        for (var child : List.copyOf(item.getChildren())) {
            if (child.isExpanded() && directory.startsWith(child.getValue().path())) {
                if (child.getValue().path().equals(directory)) {
                    load(child);
                } else {
                    find(child, directory);
                }
            }
        }
    }

    private void openSelected() {
        var item = tree.getSelectionModel().getSelectedItem();
        if (item != null && !item.getValue().directory()) {
            open.accept(item.getValue().project(), item.getValue().path());
        }
    }

    private static final class FileCell extends TreeCell<FileNode> {
        /** A name that is too long is cut and told by the pointer; a bar to scroll for each would be worse. */
        FileCell() {
            setPrefWidth(0);
            CutText.tell(this);
        }

        @Override
        protected void updateItem(FileNode node, boolean empty) {
            super.updateItem(node, empty);
            if (empty || node == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(
                    node.isRoot()
                            ? node.project().name()
                            : node.path().getFileName().toString());
            setGraphic(Icons.of(FileIcons.of(node.path().getFileName().toString(), node.directory()), 15, "file-icon"));
        }
    }
}
