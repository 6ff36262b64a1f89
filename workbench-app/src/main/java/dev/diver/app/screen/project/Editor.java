package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.common.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.kordamp.ikonli.Ikon;

/** A file in an editor. Its text is never lost: what is not saved is kept as a draft all along. */
final class Editor implements Document {
    private static final int DRAFT_PAUSE_MS = 700;
    private static final int COMPARE_PAUSE_MS = 150;
    /** Characters; a longer text is not compared at each key. */
    private static final int SHORT = 100_000;

    private final Bench bench;
    private final Drafts drafts;
    private final Path file;
    private final String projectName;
    private final boolean readOnly;
    private final EditorArea area;
    private final EditorBars bars;
    private final BorderPane content = new BorderPane();
    private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
    private final Delay keeping = new Delay(DRAFT_PAUSE_MS, this::keepDraft);
    private final Delay comparing = new Delay(COMPARE_PAUSE_MS, this::compareInBackground);
    private final Runnable saved;
    private final List<Runnable> closed = new ArrayList<>();
    private Optional<EditorDebugging> debugging = Optional.empty();
    private List<Action> more = List.of();
    /** What the file held when it was read or written last, and the same with line feeds alone. */
    private String onDisk;

    private String base;
    /** Whether what is shown is not all that the file holds. */
    private boolean cut;

    /**
     * @param text what the file holds; the editor is for that file
     * @param readOnly for what belongs to somebody else, such as the headers of the kernel
     * @param draft what was not saved last time
     * @param saved is run after each time that the file was written
     */
    Editor(
            Bench bench,
            Drafts drafts,
            LoadedText text,
            String projectName,
            boolean readOnly,
            Optional<String> draft,
            Runnable saved) {
        this.bench = bench;
        this.drafts = drafts;
        this.file = text.file();
        this.projectName = Words.shortened(projectName, 16);
        this.saved = saved;
        this.readOnly = readOnly;
        onDisk = text.text();
        base = LongLines.cut(TextFile.lines(onDisk));
        cut = text.cut();
        area = new EditorArea(text);
        bars = new EditorBars(area.area());
        content.getStyleClass().add("editor-pane");
        content.setTop(bars.node());
        content.setCenter(new VirtualizedScrollPane<>(area.area()));
        showCut();
        area.area().plainTextChanges().subscribe(change -> changed());
        draft.filter(kept -> !cut && !kept.equals(base))
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
        return modified.map(
                unsaved -> projectName + ": " + name + (readOnly() ? " (read only)" : unsaved ? " \u25cf" : ""));
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
        return Stream.concat(more.stream(), debugging.stream().flatMap(added -> added.actions().stream()))
                .toList();
    }

    /** Adds what debugging needs in it. */
    void add(EditorDebugging added) {
        debugging = Optional.of(added);
        onClosed(added::stop);
    }

    Optional<EditorDebugging> debugging() {
        return debugging;
    }

    /** What can be done in this editor; the first is to save it. */
    void offer(List<Action> actions) {
        more = List.copyOf(actions);
    }

    @Override
    public void closed() {
        keeping.stop();
        comparing.stop();
        if (modified.get()) {
            keepDraft();
            bench.notices()
                    .tell(file.getFileName()
                            + " was closed with changes; they are kept and offered when it is opened again.");
        }
        area.stop();
        closed.forEach(Runnable::run);
    }

    /** Is run when the editor is closed. */
    void onClosed(Runnable action) {
        closed.add(action);
    }

    Path file() {
        return file;
    }

    String text() {
        return area.area().getText();
    }

    /** The text as it is now; making one string of it, which takes a while for a long one, can be done on any thread. */
    Supplier<String> snapshot() {
        return area.snapshot();
    }

    ReadOnlyBooleanProperty modified() {
        return modified.getReadOnlyProperty();
    }

    /** Asks for the line. */
    void goTo() {
        bars.goTo();
    }

    EditorBars bars() {
        return bars;
    }

    /** Whether its text is only to be read. */
    boolean readOnly() {
        return readOnly || cut;
    }

    /** Whether its text is all of the file. */
    boolean whole() {
        return !cut;
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
        var text = snapshot();
        var before = onDisk;
        bench.tasks()
                .quietly(
                        () -> {
                            var written = TextFile.endedAs(before, text.get());
                            TextFile.write(file, written, before);
                            drafts.drop(file);
                            return written;
                        },
                        written -> {
                            disk(written);
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
        if (text.equals(onDisk)) {
            return;
        }
        var lines = TextFile.lines(text);
        if (!cut && (lines.equals(base) || lines.equals(text()))) {
            disk(text);
            compare();
        } else if (!modified.get()) {
            take(text);
            compare();
        } else {
            bars.ask(
                    "Another program has changed this file.",
                    new EditorBars.Answer("Take the file's text", () -> take(text)),
                    new EditorBars.Answer("Keep mine", () -> disk(text)));
        }
    }

    private void disk(String text) {
        onDisk = text;
        base = LongLines.cut(TextFile.lines(text));
    }

    private void take(String text) {
        var wasCut = cut;
        disk(text);
        cut = LongLines.in(TextFile.lines(text));
        area.replace(base);
        if (wasCut) {
            bars.quiet();
        }
        showCut();
    }

    private void showCut() {
        area.area().setEditable(!readOnly());
        if (cut) {
            bars.ask(LongLines.EXPLANATION);
        }
    }

    private void changed() {
        compare();
        keeping.again();
    }

    /** At once where that costs nothing; a long text of the same length counts as changed until it has been compared. */
    private void compare() {
        var length = area.area().getLength();
        if (length != base.length()) {
            modified.set(true);
        } else if (length <= SHORT) {
            modified.set(!text().equals(base));
        } else {
            modified.set(true);
            comparing.again();
        }
    }

    private void compareInBackground() {
        var document = area.area().getDocument();
        var text = snapshot();
        var before = base;
        bench.tasks()
                .quietly(
                        () -> text.get().equals(before),
                        same -> {
                            if (area.area().getDocument() == document && base.equals(before)) {
                                modified.set(!same);
                            }
                        },
                        bench.notices()::problem);
    }

    private void keepDraft() {
        var text = snapshot();
        var needed = modified.get();
        bench.tasks()
                .quietly(
                        () -> {
                            if (needed) {
                                drafts.keep(file, text.get());
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
