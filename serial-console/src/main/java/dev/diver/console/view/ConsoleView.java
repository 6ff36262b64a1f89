package dev.diver.console.view;

import dev.diver.console.search.FilteredConsole;
import dev.diver.console.search.Query;
import dev.diver.console.terminal.KeyEncoder;
import dev.diver.console.terminal.LineFeeds;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextRange;
import dev.diver.core.dive.Console;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
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
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

/**
 * Shows a guest's console and types into it. Belongs to the JavaFX thread; whoever made it closes it. Paints at most once
 * a pulse, and only what changed, however much the guest says. What can be done with it are {@link ConsoleCommand}s.
 *
 * <p>For style sheets it is {@code .console-view}, what lies over it {@code .console-bar}; {@code -diver-palette} is
 * {@code "light"} or {@code "dark"}, see {@link Palette}.
 */
public final class ConsoleView extends Region implements AutoCloseable {

    /** Lines that are kept unless it is told otherwise. */
    public static final int USUAL_SCROLL_BACK = 10_000;

    private static final StyleablePropertyFactory<ConsoleView> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<ConsoleView, String> PALETTE =
            STYLES.createStringCssMetaData("-diver-palette", view -> view.paletteName, "light", false);

    /** Blinking text is seen for half a second and then not, in nanoseconds: slower than what harms anybody. */
    private static final long HALF_BLINK = 500_000_000;

    /** Between two frames of a flood, in nanoseconds. */
    private static final long FLOOD_INTERVAL = 50_000_000;

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Console console;
    private final Screen screen = new Screen();
    private final Canvas canvas = new Canvas();
    private final Gutter gutter = new Gutter();
    private final ScrollBar scrollBar = new ScrollBar();
    private final Scrolling scrolling = new Scrolling();
    private final Finder finder = new Finder(this);
    private final Pasting pasting = new Pasting(this);
    private final FilterBar filterBar = new FilterBar(this::filter, this::closeFilter);
    private final NoticeBar heldBar =
            new NoticeBar("console-held").with(BarButtons.of("Follow", "Goes to the newest line", this::follow));
    private final Bars bars =
            new Bars(List.of(finder.bar(), filterBar), List.of(pasting.question(), pasting.progress(), heldBar));
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (stale || !isFlooded()) {
                pulse();
            }
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
    private final DoubleProperty fontSize = new SimpleDoubleProperty(this, "fontSize", ConsoleFont.USUAL_SIZE) {
        @Override
        protected void invalidated() {
            font = new ConsoleFont(get());
            repaint();
            requestLayout();
        }
    };

    private Consumer<byte[]> typed = this::type;
    private int scrollBack = USUAL_SCROLL_BACK;
    private long scrollBackBytes = Terminal.SCROLL_BACK_BYTES;
    /** All that the console says. */
    private ConsoleFeed whole;
    /** What is seen of it: the whole, or lines of it. */
    private ConsoleFeed shown;

    private ConsoleFont font = new ConsoleFont(ConsoleFont.USUAL_SIZE);
    private Palette palette = Palette.LIGHT;
    private TextRange selection;
    private boolean returnsAtLineFeeds;
    private final PaintedRows painted = new PaintedRows();
    private boolean stale = true;
    private boolean blinkedOff;
    private long paintedAt;
    private boolean scrollBarMoves;
    /** What the other side knows of the size. */
    private int toldColumns;

    private int toldRows;

    public ConsoleView(Console console) {
        this.console = Objects.requireNonNull(console);
        whole = new ConsoleFeed(console, COLUMNS, ROWS, scrollBack, scrollBackBytes);
        shown = whole;
        terminal().snapshot(screen, Terminal.FOLLOW);
        getStyleClass().add("console-view");
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setAccessibleText("Console " + console.name());
        setFocusTraversable(true);
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setFocusTraversable(false);
        scrollBar.valueProperty().addListener(observable -> scrollBarMoved());
        getChildren().setAll(canvas, gutter.canvas(), scrollBar);
        getChildren().addAll(bars.nodes());
        new ConsoleKeys(this);
        mouse = new ConsoleMouse(this, canvas);
        focusedProperty().addListener((observable, before, now) -> focused(now));
        sceneProperty().addListener((observable, before, now) -> run(now));
        whole.open();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    /** Detaches from the console, which goes on without being looked at. */
    @Override
    public void close() {
        timer.stop();
        finder.stop();
        pasting.close();
        shown.close();
        whole.close();
    }

    private void focused(boolean gained) {
        repaint();
        if (terminal().wantsFocus()) {
            type(KeyEncoder.focus(gained));
        }
    }

    /** Without a scene nobody looks, and nothing is painted. */
    private void run(Scene scene) {
        if (scene == null) {
            timer.stop();
        } else {
            timer.start();
        }
    }

    // What it shows

    /** What is behind the view: for its title, its text, and what line feeds mean. */
    public Terminal terminal() {
        return shown.terminal();
    }

    /** The console that it shows. */
    public Console console() {
        return console;
    }

    /** The colours in use. */
    public Palette getPalette() {
        return palette;
    }

    /** Changes all colours at once. */
    public void setPalette(Palette palette) {
        this.palette = Objects.requireNonNull(palette);
        repaint();
    }

    /** The text's size in points; 13 unless it was changed. */
    public double getFontSize() {
        return font.size;
    }

    /** Changes the text's size, within what can be read. */
    public void setFontSize(double size) {
        fontSize.set(ConsoleFont.readable(size));
    }

    public DoubleProperty fontSizeProperty() {
        return fontSize;
    }

    /**
     * How much is kept beside what is on the screen. Another amount reads all that the console said again.
     *
     * @param lines at most
     * @param bytes of memory for them, at most
     */
    public void setScrollBack(int lines, long bytes) {
        if (lines == scrollBack && bytes == scrollBackBytes) {
            return;
        }
        scrollBack = lines;
        scrollBackBytes = bytes;
        boolean filtered = shown != whole;
        if (filtered) {
            closeFilter();
        }
        whole.close();
        whole = feed(console);
        show(whole);
    }

    /** Which times stand beside the lines. */
    public TimeStamps getTimeStamps() {
        return gutter.stamps();
    }

    public void setTimeStamps(TimeStamps stamps) {
        gutter.show(stamps);
        repaint();
        requestLayout();
    }

    private ConsoleFeed feed(Console source) {
        ConsoleFeed feed =
                new ConsoleFeed(source, terminal().columns(), terminal().rows(), scrollBack, scrollBackBytes);
        feed.terminal().lineFeeds(returnsAtLineFeeds ? LineFeeds.RETURN : LineFeeds.AUTOMATIC);
        feed.open();
        return feed;
    }

    private void show(ConsoleFeed feed) {
        shown = feed;
        selection = null;
        follow();
        finder.begin();
        requestLayout();
    }

    private void filter(Query query, boolean hides) {
        if (shown != whole) {
            shown.close();
        }
        show(query.isEmpty() ? whole : feed(new FilteredConsole(console, query, hides)));
    }

    private void closeFilter() {
        filterBar.close();
        if (shown != whole) {
            shown.close();
            show(whole);
        }
        requestLayout();
        requestFocus();
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
        return COLUMNS * font.cellWidth + 2 * ScreenPainter.PADDING + gutter.width(font) + scrollBar.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return ROWS * font.cellHeight + 2 * ScreenPainter.PADDING;
    }

    @Override
    protected void layoutChildren() {
        double barWidth = scrollBar.prefWidth(-1);
        double left = gutter.width(font);
        double width = Math.max(0, getWidth() - barWidth - left);
        scrollBar.resizeRelocate(left + width, 0, barWidth, getHeight());
        gutter.layout(left, getHeight());
        canvas.setLayoutX(left);
        canvas.setWidth(width);
        canvas.setHeight(getHeight());
        bars.layout(left + width, getHeight());
        int columns = (int) ((width - 2 * ScreenPainter.PADDING) / font.cellWidth);
        int rows = (int) ((getHeight() - 2 * ScreenPainter.PADDING) / font.cellHeight);
        // While a tab is folded or not yet shown, there is no sense in wrapping all text to nothing.
        if (columns >= 2 && rows >= 1) {
            fit(columns, rows);
        }
        // A canvas of another size is empty.
        painted.forget();
        // Now and not with the next pulse, or the canvas would be seen empty for a moment.
        paint();
    }

    private void fit(int columns, int rows) {
        for (ConsoleFeed feed : shown == whole ? List.of(whole) : List.of(whole, shown)) {
            Terminal terminal = feed.terminal();
            if (columns != terminal.columns() || rows != terminal.rows()) {
                terminal.resize(columns, rows);
            }
        }
        if (columns != toldColumns || rows != toldRows) {
            toldColumns = columns;
            toldRows = rows;
            console.resize(columns, rows);
        }
    }

    /** Paints with the next pulse. */
    void repaint() {
        stale = true;
    }

    void pulse() {
        mouse.pulse();
        finder.pulse();
        boolean blinks = System.nanoTime() / HALF_BLINK % 2 == 1 && screen.hasBlinking();
        stale |= blinks != blinkedOff;
        blinkedOff = blinks;
        if (stale || screen.version() != terminal().version()) {
            paint();
        }
    }

    /** More goes by than anybody can read: fewer frames leave the processors to what else there is to do. */
    private boolean isFlooded() {
        boolean unreadable = terminal().newestTop() - screen.lastTopLine() > 2L * screen.rows();
        return unreadable && System.nanoTime() - paintedAt < FLOOD_INTERVAL;
    }

    private void paint() {
        stale = false;
        paintedAt = System.nanoTime();
        long generation = screen.generation();
        terminal().snapshot(screen, scrolling.topLine());
        if (screen.generation() != generation) {
            // The numbers mean other lines now: of what was selected or scrolled to, nothing is left.
            selection = null;
            if (!scrolling.isFollowing()) {
                scrolling.follow();
                terminal().snapshot(screen, Terminal.FOLLOW);
            }
        }
        updateScrollBar();
        tell(heldBar, scrolling.told(screen));
        Highlights highlights =
                new Highlights(screen, selection, finder.visible(screen), finder.current(screen), isFocused());
        BitSet rows = new ScreenPainter(canvas.getGraphicsContext2D(), palette, font)
                .paint(screen, highlights, painted, canvas.getWidth(), canvas.getHeight(), blinkedOff);
        MarkPainter.paint(canvas.getGraphicsContext2D(), screen, rows, palette, font, canvas.getWidth());
        gutter.paint(screen, palette, font);
    }

    /** Says something over the text, or nothing any more. */
    void tell(NoticeBar bar, String sentence) {
        if (bar.tell(sentence)) {
            bars.layout(canvas.getLayoutX() + canvas.getWidth(), getHeight());
        }
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
            scrolling.to(screen.firstLine() + Math.round(scrollBar.getValue()), screen);
            repaint();
        }
    }

    /** Scrolls by lines, down where positive. */
    void scrollBy(long lines) {
        scrolling.by(lines, screen);
        repaint();
    }

    /** Goes to the newest line, and stays there. */
    public void follow() {
        scrolling.follow();
        repaint();
    }

    /** Whether it shows the newest line, and goes on to do so. */
    public boolean isFollowing() {
        return scrolling.isFollowing();
    }

    void reveal(long line) {
        boolean visible = line >= screen.topLine() && line < screen.topLine() + screen.rows();
        if (!visible) {
            scrolling.to(line - screen.rows() / 2, screen);
        }
        repaint();
    }

    private void goToMark(boolean after) {
        long top = screen.topLine();
        long from = after
                ? scrolling.isFollowing() ? Long.MAX_VALUE - 1 : top
                : scrolling.isFollowing() ? screen.lastTopLine() + screen.rows() : top;
        long line = terminal().mark(from, after);
        if (line >= 0) {
            scrolling.to(line, screen);
            repaint();
        } else if (after) {
            follow();
        }
    }

    // Selecting and typing

    void select(TextRange range) {
        selection = range == null || range.isEmpty() ? null : range;
        repaint();
    }

    /** The text selected, or nothing. */
    public String getSelectedText() {
        return selection == null ? "" : terminal().text(selection);
    }

    private void copy() {
        String text = getSelectedText();
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Who gets what is typed here instead of this console alone; {@link #type} gives it to one. */
    public void onTyped(Consumer<byte[]> taker) {
        typed = taker;
    }

    /** Types into this console. */
    public void type(byte[] bytes) {
        whole.send(bytes);
    }

    /** Sends what was typed, and shows where it appears. */
    void send(byte[] bytes) {
        typed.accept(bytes);
        scrolling.typed();
        repaint();
    }

    /** What keys send now. */
    KeyEncoder keys() {
        return whole.terminal().keys();
    }

    /** Whether a bar has the answer in this key. */
    boolean takes(KeyCode code) {
        return pasting.takes(code);
    }

    boolean returnsAtLineFeeds() {
        return returnsAtLineFeeds;
    }

    // Commands

    /** Why it cannot be done now, as a sentence; empty where it can. */
    public String whyNot(ConsoleCommand command) {
        return switch (command) {
            case COPY -> selection == null ? "Nothing is selected." : "";
            case PASTE, TYPE_CLIPBOARD -> Pasting.whyNot();
            case HOLD, MARK, TIME_STAMPS ->
                terminal().isAlternateScreen() ? "A program uses the whole screen, which has no lines." : "";
            case PREVIOUS_MARK, NEXT_MARK -> terminal().marks() == 0 ? "No line is marked." : "";
            case BREAK -> missing(Console.Signal.BREAK, "This console has no line that a break could be sent on.");
            case CTRL_ALT_DELETE ->
                missing(Console.Signal.CTRL_ALT_DELETE, "The machine behind this console has no keyboard.");
            default -> "";
        };
    }

    private String missing(Console.Signal signal, String why) {
        return console.signals().contains(signal) ? "" : why;
    }

    /** Does it; nothing where that is not possible. */
    public void perform(ConsoleCommand command) {
        if (!whyNot(command).isEmpty()) {
            return;
        }
        switch (command) {
            case COPY -> copy();
            case PASTE -> pasting.paste();
            case TYPE_CLIPBOARD -> pasting.type();
            case SELECT_ALL -> select(terminal().all());
            case FIND -> finder.open(selectedLine());
            case FILTER -> filterBar.open(selectedLine());
            case HOLD -> holdOrFollow();
            case TIME_STAMPS -> setTimeStamps(getTimeStamps().next());
            case MARK -> terminal().toggleMark(markable());
            case PREVIOUS_MARK -> goToMark(false);
            case NEXT_MARK -> goToMark(true);
            case CLEAR -> terminal().clear();
            case LARGER_TEXT -> setFontSize(getFontSize() + 1);
            case SMALLER_TEXT -> setFontSize(getFontSize() - 1);
            case USUAL_TEXT -> setFontSize(ConsoleFont.USUAL_SIZE);
            case BREAK -> console.signal(Console.Signal.BREAK);
            case CTRL_ALT_DELETE -> console.signal(Console.Signal.CTRL_ALT_DELETE);
            case RETURN_AT_LINE_FEEDS -> {
                returnsAtLineFeeds = !returnsAtLineFeeds;
                terminal().lineFeeds(returnsAtLineFeeds ? LineFeeds.RETURN : LineFeeds.AUTOMATIC);
            }
        }
        requestLayout();
    }

    private String selectedLine() {
        String text = getSelectedText();
        return text.contains("\n") ? "" : text;
    }

    private void holdOrFollow() {
        if (scrolling.isHeld()) {
            follow();
        } else {
            scrolling.hold(screen);
            repaint();
        }
    }

    /** What is selected begins in the line that is meant; else the cursor stands in it, or it is the first one seen. */
    private long markable() {
        return selection != null
                ? selection.start().line()
                : scrolling.isFollowing() ? screen.topLine() + screen.cursorRow() : screen.topLine();
    }
}
