package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.common.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** A file in an editor. Its text is never lost: what is not saved is kept as a draft all along. */
final class Editor implements Document {
    private static final int DRAFT_PAUSE_MS = 700;
    private final Bench bench;
    private final Drafts drafts;
    private final Path file;
    private final String projectName;
    private final EditorArea area;
    private final EditorBars bars;
    private final BorderPane content = new BorderPane();
    private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
    private final Delay keeping = new Delay(DRAFT_PAUSE_MS, this::keepDraft);
    private final Runnable saved;
    private Optional<EditorDebugging> debugging = Optional.empty();
    private String base = "";

    /**
     * @param text what the file holds
     * @param draft what was not saved last time
     * @param saved is run after each time that the file was written
     */
    Editor(
            Bench bench,
            Drafts drafts,
            Path file,
            String projectName,
            String text,
            Optional<String> draft,
            Runnable saved) {
        this.bench = bench;
        this.drafts = drafts;
        this.file = file;
        this.projectName = Words.shortened(projectName, 16);
        this.saved = saved;
        this.base = text;
        area = new EditorArea(Language.of(file.getFileName().toString()), bench.tasks());
        bars = new EditorBars(area.area());
        content.getStyleClass().add("editor-pane");
        content.setTop(bars.node());
        content.setCenter(new VirtualizedScrollPane<>(area.area()));
        area.load(text);
        area.area().textProperty().addListener((property, was, is) -> changed());
        draft.filter(kept -> !kept.equals(text))
                .ifPresent(kept -> bars.ask(
                        "Text that was not saved last time has been kept.",
                        new EditorBars.Answer("Restore it", () -> area.replace(kept)),
                        new EditorBars.Answer("Throw it away", this::dropDraft)));
    }

    @Override
    public String id() {
        return "file:" + file;
    }

    @Override
    public ObservableValue<String> title() {
        var name = file.getFileName().toString();
        return modified.map(unsaved -> projectName + ": " + name + (unsaved ? " \u25cf" : ""));
    }

    @Override
    public Ikon icon() {
        return FileIcons.of(file.getFileName().toString(), false);
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void focus() {
        area.area().requestFocus();
    }

    @Override
    public List<Action> actions() {
        var own = List.of(
                Action.of("editor-save", "Edit", "Save", MaterialDesignC.CONTENT_SAVE_OUTLINE, () -> save(() -> {}))
                        .on("Shortcut+S"),
                Action.of("editor-find", "Edit", "Find\u2026", MaterialDesignM.MAGNIFY, bars::find)
                        .on("Shortcut+F"),
                Action.of("editor-go", "Edit", "Go to line\u2026", MaterialDesignF.FORMAT_LIST_NUMBERED, this::goTo)
                        .on("Shortcut+G"));
        return Stream.concat(own.stream(), debugging.stream().flatMap(added -> added.actions().stream()))
                .toList();
    }

    /** Adds what debugging needs in it. */
    void add(EditorDebugging added) {
        debugging = Optional.of(added);
    }

    @Override
    public void closed() {
        keeping.stop();
        if (modified.get()) {
            keepDraft();
            bench.notices()
                    .tell(file.getFileName()
                            + " was closed with changes; they are kept and offered when it is opened again.");
        }
        debugging.ifPresent(EditorDebugging::stop);
        area.stop();
    }

    Path file() {
        return file;
    }

    String text() {
        return area.area().getText();
    }

    ReadOnlyBooleanProperty modified() {
        return modified.getReadOnlyProperty();
    }

    /** Asks for the line. */
    void goTo() {
        bars.goTo();
    }

    EditorArea area() {
        return area;
    }

    /** Writes the file in the background, and goes on once it is written; at once where there is nothing to write. */
    void save(Runnable next) {
        if (!modified.get()) {
            next.run();
            return;
        }
        var text = text();
        var before = base;
        bench.tasks()
                .quietly(
                        () -> {
                            TextFile.write(file, text, before);
                            drafts.drop(file);
                            return text;
                        },
                        written -> {
                            base = written;
                            compare();
                            bars.quiet();
                            saved.run();
                            next.run();
                        },
                        failure -> {
                            bench.notices().problem(failure);
                            checkDisk();
                        });
    }

    /** Looks whether another program has changed the file: shows that, and asks where both have. */
    void checkDisk() {
        bench.tasks().quietly(() -> TextFile.read(file), this::onDisk, failure -> {});
    }

    private void onDisk(String text) {
        if (text.equals(base) || text.equals(text())) {
            base = text;
            compare();
        } else if (!modified.get()) {
            base = text;
            area.replace(text);
            compare();
        } else {
            bars.ask(
                    "Another program has changed this file.",
                    new EditorBars.Answer("Take the file's text", () -> {
                        base = text;
                        area.replace(text);
                    }),
                    new EditorBars.Answer("Keep mine", () -> base = text));
        }
    }

    private void changed() {
        compare();
        keeping.again();
    }

    private void compare() {
        modified.set(!text().equals(base));
    }

    private void keepDraft() {
        var text = text();
        var needed = modified.get();
        bench.tasks()
                .quietly(
                        () -> {
                            if (needed) {
                                drafts.keep(file, text);
                            }
                            return needed;
                        },
                        kept -> {},
                        bench.notices()::problem);
    }

    private void dropDraft() {
        bench.tasks()
                .quietly(
                        () -> {
                            drafts.drop(file);
                            return true;
                        },
                        dropped -> {},
                        bench.notices()::problem);
    }
}
