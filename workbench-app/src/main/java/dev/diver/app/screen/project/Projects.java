package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.net.NetProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The nets that are open, and which of them the buttons are for. The scene graph is not known here. */
public final class Projects {
    private final Bench bench;
    private final ObservableList<Project> all = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Project> current = new ReadOnlyObjectWrapper<>();
    private Consumer<Path> diskListener = path -> {};

    public Projects(Bench bench) {
        this.bench = bench;
    }

    public ObservableList<Project> all() {
        return all;
    }

    /** Null where none is open. */
    public ReadOnlyObjectProperty<Project> current() {
        return current.getReadOnlyProperty();
    }

    void select(Project project) {
        current.set(project);
    }

    Optional<Project> of(Path file) {
        return all.stream()
                .filter(project -> file.startsWith(project.directory()))
                .findFirst();
    }

    /** Adds it, and reads its {@code net.toml}; runs nothing of it. */
    Project add(Path directory) {
        var normal = directory.toAbsolutePath().normalize();
        var known = all.stream()
                .filter(project -> project.directory().equals(normal))
                .findFirst();
        var project = known.orElseGet(() -> new Project(normal));
        if (known.isEmpty()) {
            all.add(project);
        }
        current.set(project);
        return project;
    }

    void remove(Project project) {
        all.remove(project);
        if (current.get() == project) {
            current.set(all.isEmpty() ? null : all.getLast());
        }
    }

    /** Reads {@code net.toml} again. What is wrong goes to the problems; a net that was right before stays. */
    void reload(Project project, Runnable next) {
        bench.tasks()
                .quietly(
                        () -> bench.engine().nets().open(project.directory()),
                        net -> {
                            project.net().set(net);
                            project.netProblems().set(List.of());
                            refreshNames(project);
                            next.run();
                        },
                        failure -> {
                            bench.notices().problem(failure);
                            check(project);
                            next.run();
                        });
    }

    private void check(Project project) {
        bench.tasks()
                .quietly(
                        () -> check(project, TextFile.read(project.netFile())),
                        project.netProblems()::set,
                        failure -> {});
    }

    /** What is wrong with a text of its {@code net.toml}. Blocks. */
    List<NetProblem> check(Project project, String text) {
        return bench.engine().nets().check(project.directory(), text);
    }

    /** A list shows a name anew only where its item is set again. */
    private void refreshNames(Project project) {
        var index = all.indexOf(project);
        var before = current.get();
        if (index >= 0) {
            all.set(index, project);
            current.set(before);
        }
    }

    void onDiskChange(Consumer<Path> listener) {
        diskListener = listener;
    }

    void changedOnDisk(Path directory) {
        diskListener.accept(directory);
    }
}
