package dev.diver.app.screen.project;

import dev.diver.app.screen.language.CodeProblem;
import dev.diver.core.build.Diagnostic;
import dev.diver.core.net.Net;
import dev.diver.core.net.NetProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** An open net. Used on the screen's thread. */
public final class Project {
    private final Path directory;
    private final ObjectProperty<Net> net = new SimpleObjectProperty<>();
    private final ObservableList<Diagnostic> diagnostics = FXCollections.observableArrayList();
    private final ObservableMap<Path, List<CodeProblem>> live = FXCollections.observableHashMap();
    private final Set<Path> changed = new HashSet<>();
    private final ObjectProperty<List<NetProblem>> netProblems = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Activity> activity = new SimpleObjectProperty<>(Activity.IDLE);

    /** What is being done with it. */
    enum Activity {
        IDLE,
        BUILDING,
        STARTING
    }

    Project(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /** The net's name, or its directory's where {@code net.toml} cannot be read. */
    public String name() {
        return net.get() == null
                ? directory.getFileName().toString()
                : net.get().name();
    }

    /** As read last; null where {@code net.toml} has not been right yet. */
    public ObjectProperty<Net> net() {
        return net;
    }

    /** What the last build said. */
    ObservableList<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** What is wrong with the files that are open, as they stand in their editors; no entry where nobody looks. */
    ObservableMap<Path, List<CodeProblem>> live() {
        return live;
    }

    /** The files that have been changed in an editor since the last build. */
    Set<Path> changed() {
        return changed;
    }

    /** What is wrong with {@code net.toml} as it stands in the editor or on the disk. */
    ObjectProperty<List<NetProblem>> netProblems() {
        return netProblems;
    }

    ObjectProperty<Activity> activity() {
        return activity;
    }

    Path netFile() {
        return directory.resolve("net.toml");
    }

    /** Whether a file is not the net's own, but its kernel's, whose copy is renewed with it, or the host's. Blocks. */
    boolean isForeign(Path file) {
        var kernel = directory.resolve("kernel");
        return !file.startsWith(directory)
                || file.startsWith(kernel) && Files.isRegularFile(kernel.resolve("kernel.json"));
    }

    @Override
    public String toString() {
        return name();
    }
}
