package dev.diver.console.view;

import dev.diver.console.terminal.LineFeeds;
import dev.diver.console.terminal.Position;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextRange;
import dev.diver.core.dive.Console;
import java.util.List;
import java.util.Objects;
import javafx.animation.AnimationTimer;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableStringProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.css.StyleableStringProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;

/**
 * Shows a guest's console and types into it. Belongs to the JavaFX thread; whoever made it closes it. Paints at most once
 * a pulse, and only what changed, however much the guest says.
 *
 * <p>For style sheets it is {@code .console-view}, its find bar {@code .console-find}; {@code -diver-palette} is
 * {@code "light"} or {@code "dark"}, see {@link Palette}.
 */
public final class ConsoleView extends Region implements AutoCloseable {

    private static final StyleablePropertyFactory<ConsoleView> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<ConsoleView, String> PALETTE =
            STYLES.createStringCssMetaData("-diver-palette", view -> view.paletteName, "light", false);

    private static final int SCROLL_BACK = 10_000;
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;
    private static final double GAP = 8;

    private final ConsoleFeed feed;
    private final Terminal terminal;
    private final Screen screen = new Screen();
    private final Canvas canvas = new Canvas();
    private final ScrollBar scrollBar = new ScrollBar();
    private final FindBar findBar = new FindBar(this::findLast, this::find, this::closeFind);
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            pulse();
        }
    };
    private final ConsoleMouse mouse;

    private final StyleableStringProperty paletteName =
            new SimpleStyleableStringProperty(PALETTE, this, "palette", "light") {
                @Override
                protected void invalidated() {
                    setPalette("dark".equals(get()) ? Palette.DARK : Palette.LIGHT);
                }
            };
    private ConsoleFont font = new ConsoleFont(ConsoleFont.USUAL_SIZE);
    private Palette palette = Palette.LIGHT;
    private long topLine = Terminal.FOLLOW;
    private TextRange selection;
    private TextRange match;
    private boolean stale = true;
    private boolean scrollBarMoves;

    public ConsoleView(Console console) {
        feed = new ConsoleFeed(Objects.requireNonNull(console), COLUMNS, ROWS, SCROLL_BACK);
        terminal = feed.terminal();
        terminal.snapshot(screen, topLine);
        getStyleClass().add("console-view");
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setAccessibleText("Console " + console.name());
        setFocusTraversable(true);
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setFocusTraversable(false);
        scrollBar.valueProperty().addListener(observable -> scrollBarMoved());
        getChildren().setAll(canvas, scrollBar, findBar);
        new ConsoleKeys(this);
        mouse = new ConsoleMouse(this, canvas);
        focusedProperty().addListener(observable -> stale = true);
        sceneProperty().addListener((observable, before, now) -> run(now));
        feed.open();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    /** Detaches from the console, which goes on without being looked at. */
    @Override
    public void close() {
        timer.stop();
        feed.close();
    }

    /** Without a scene nobody looks, and nothing is painted. */
    private void run(Scene scene) {
        if (scene == null) {
            timer.stop();
        } else {
            timer.start();
        }
    }

    /** What is behind the view: for its title, its text, and what line feeds mean. */
    public Terminal terminal() {
        return terminal;
    }

    /** The colours in use. */
    public Palette getPalette() {
        return palette;
    }

    /** Changes all colours at once. */
    public void setPalette(Palette palette) {
        this.palette = Objects.requireNonNull(palette);
        stale = true;
    }

    /** The text's size in points; 13 unless it was changed. */
    public double getFontSize() {
        return font.size;
    }

    /** Changes the text's size, within what can be read. */
    public void setFontSize(double size) {
        font = new ConsoleFont(size);
        stale = true;
        requestLayout();
    }

    ConsoleFont font() {
        return font;
    }

    Screen screen() {
        return screen;
    }

    /** Only the workbench's own style sheets go before this. */
    @Override
    public String getUserAgentStylesheet() {
        return Objects.requireNonNull(ConsoleView.class.getResource("console.css"))
                .toExternalForm();
    }

    // Layout and painting

    @Override
    protected double computePrefWidth(double height) {
        return COLUMNS * font.cellWidth + 2 * ScreenPainter.PADDING + scrollBar.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return ROWS * font.cellHeight + 2 * ScreenPainter.PADDING;
    }

    @Override
    protected void layoutChildren() {
        double barWidth = scrollBar.prefWidth(-1);
        double width = Math.max(0, getWidth() - barWidth);
        scrollBar.resizeRelocate(width, 0, barWidth, getHeight());
        canvas.setWidth(width);
        canvas.setHeight(getHeight());
        findBar.autosize();
        findBar.relocate(Math.max(0, width - findBar.getWidth() - GAP), GAP);
        int columns = (int) ((width - 2 * ScreenPainter.PADDING) / font.cellWidth);
        int rows = (int) ((getHeight() - 2 * ScreenPainter.PADDING) / font.cellHeight);
        // While a tab is folded or not yet shown, there is no sense in wrapping all text to nothing.
        boolean sensible = columns >= 2 && rows >= 1;
        if (sensible && (columns != terminal.columns() || rows != terminal.rows())) {
            terminal.resize(columns, rows);
        }
        stale = true;
        // Now and not with the next pulse, or the canvas would be seen empty for a moment.
        paint();
    }

    void pulse() {
        mouse.pulse();
        if (stale || screen.version() != terminal.version()) {
            paint();
        }
    }

    private void paint() {
        stale = false;
        long generation = screen.generation();
        terminal.snapshot(screen, topLine);
        if (screen.generation() != generation) {
            // The numbers mean other lines now: of what was marked or scrolled to, nothing is left.
            selection = null;
            match = null;
            if (topLine != Terminal.FOLLOW) {
                topLine = Terminal.FOLLOW;
                terminal.snapshot(screen, topLine);
            }
        }
        updateScrollBar();
        new ScreenPainter(canvas.getGraphicsContext2D(), palette, font)
                .paint(screen, new Highlights(selection, match, isFocused()), canvas.getWidth(), canvas.getHeight());
    }

    // Scrolling

    private void updateScrollBar() {
        double range = screen.lastTopLine() - screen.firstLine();
        scrollBarMoves = true;
        scrollBar.setMax(range);
        // The thumb's part of the track is that of the screen in all lines.
        scrollBar.setVisibleAmount(range * screen.rows() / (range + screen.rows()));
        scrollBar.setBlockIncrement(screen.rows());
        scrollBar.setValue(screen.topLine() - screen.firstLine());
        scrollBar.setDisable(range == 0);
        scrollBarMoves = false;
    }

    private void scrollBarMoved() {
        if (!scrollBarMoves) {
            scrollTo(screen.firstLine() + Math.round(scrollBar.getValue()));
        }
    }

    private void scrollTo(long line) {
        topLine = line >= screen.lastTopLine() ? Terminal.FOLLOW : Math.max(line, screen.firstLine());
        stale = true;
    }

    /** Scrolls by lines, down where positive. */
    void scrollBy(long lines) {
        long current = topLine == Terminal.FOLLOW ? screen.lastTopLine() : topLine;
        scrollTo(current + lines);
    }

    void follow() {
        topLine = Terminal.FOLLOW;
        stale = true;
    }

    // Selecting and finding

    void select(TextRange range) {
        selection = range == null || range.isEmpty() ? null : range;
        match = null;
        stale = true;
    }

    /** The text selected, or nothing. */
    public String getSelectedText() {
        return selection == null ? "" : terminal.text(selection);
    }

    /** Selects all text, with what was scrolled off. */
    public void selectAll() {
        select(terminal.all());
    }

    /** Copies what is selected, if anything is. */
    public void copy() {
        String text = getSelectedText();
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Types what is on the clipboard. */
    public void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text != null && !text.isEmpty()) {
            send(terminal.keys().paste(text));
        }
    }

    /** Sends typed bytes, and shows where they appear. */
    void send(byte[] bytes) {
        feed.send(bytes);
        follow();
    }

    /** Forgets what was said. The log keeps it. */
    public void clear() {
        terminal.clear();
    }

    /** Opens the find bar, with what is selected in it if that is in one line. */
    public void openFind() {
        String text = getSelectedText();
        findBar.open(text.contains("\n") ? "" : text);
        requestLayout();
    }

    private void closeFind() {
        findBar.setVisible(false);
        match = null;
        stale = true;
        requestFocus();
    }

    /** What is nearest to the end: the latest is what one mostly looks for in a log. */
    private void findLast(String text) {
        match = null;
        find(text, false);
    }

    private void find(String text, boolean forward) {
        Position from = new Position(forward ? screen.topLine() : Long.MAX_VALUE, 0);
        if (match != null) {
            Position start = match.start();
            from = forward ? new Position(start.line(), start.column() + 1) : start;
        }
        match = forward ? terminal.findNext(text, from) : terminal.findPrevious(text, from);
        findBar.tell(match == null && !text.isEmpty() ? "not found" : "");
        if (match != null) {
            reveal(match.start().line());
        }
        stale = true;
        requestLayout();
    }

    private void reveal(long line) {
        boolean visible = line >= screen.topLine() && line < screen.topLine() + screen.rows();
        if (!visible) {
            scrollTo(line - screen.rows() / 2);
        }
    }

    void lineFeedsReturn(boolean always) {
        terminal.lineFeeds(always ? LineFeeds.RETURN : LineFeeds.AUTOMATIC);
    }
}
