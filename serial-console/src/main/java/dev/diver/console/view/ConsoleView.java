package dev.diver.console.view;

import dev.diver.console.search.Query;
import dev.diver.console.terminal.Anchor;
import dev.diver.console.terminal.KeyEncoder;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextRange;
import dev.diver.core.dive.Console;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableStringProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.css.StyleableStringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

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
    private final Feeds feeds;
    private final Screen screen = new Screen();
    private final Canvas canvas = new Canvas();
    private final Gutter gutter = new Gutter();
    private final LineBar scrollBar = new LineBar(this::scrollTo);
    private final Scrolling scrolling = new Scrolling();
    private final Finder finder = new Finder(this);
    private final Pasting pasting = new Pasting(this);
    private final FilterBar filterBar = new FilterBar(this::filter, this::closeFilter);
    private final NoticeBar heldBar =
            new NoticeBar("console-held").with(BarButtons.of("Follow", "Goes to the newest line", this::follow));
    private final Bars bars =
            new Bars(List.of(finder.bar(), filterBar), List.of(pasting.question(), pasting.progress(), heldBar));
    private final Commands commands;
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

    private ConsoleInput.Taker taker = new ConsoleInput.Taker() {
        @Override
        public void take(ConsoleInput input) {
            type(input);
        }

        @Override
        public boolean bracketsPaste() {
            return ConsoleView.this.bracketsPaste();
        }
    };
    private ConsoleFont font = new ConsoleFont(ConsoleFont.USUAL_SIZE);
    private Palette palette = Palette.LIGHT;
    private TextRange selection;
    private final ReadOnlyObjectWrapper<Set<ConsoleCommand>> on = new ReadOnlyObjectWrapper<>(Set.of());
    private final PaintedRows painted = new PaintedRows();
    private boolean stale = true;
    private boolean blinkedOff;
    private long paintedAt;

    public ConsoleView(Console console) {
        this.console = Objects.requireNonNull(console);
        feeds = new Feeds(console, COLUMNS, ROWS);
        commands = new Commands(this, finder, filterBar, pasting, scrolling, feeds);
        terminal().snapshot(screen, Terminal.FOLLOW);
        getStyleClass().add("console-view");
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setAccessibleText("Console " + console.name());
        setFocusTraversable(true);
        getChildren().setAll(canvas, gutter.canvas(), scrollBar.node());
        getChildren().addAll(bars.nodes());
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        new ConsoleKeys(this);
        mouse = new ConsoleMouse(this, canvas);
        focusedProperty().addListener((observable, before, now) -> focused(now));
        sceneProperty().addListener((observable, before, now) -> run(now));
        feeds.open();
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
        feeds.close();
    }

    private void focused(boolean gained) {
        repaint();
        if (terminal().wantsFocus()) {
            type(keys -> KeyEncoder.focus(gained));
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
        return feeds.terminal();
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
        if (feeds.scrollBack(lines, bytes)) {
            filterBar.close();
            showsAnother();
        }
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

    /** Another terminal is seen. */
    private void showsAnother() {
        selection = null;
        follow();
        finder.begin();
        requestLayout();
    }

    private void filter(Query query, boolean hides) {
        feeds.filter(query, hides);
        showsAnother();
    }

    private void closeFilter() {
        filterBar.close();
        if (feeds.isFiltered()) {
            feeds.showAll();
            showsAnother();
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
        double bar = scrollBar.node().prefWidth(-1);
        return COLUMNS * font.cellWidth + 2 * ScreenPainter.PADDING + gutter.width(font) + bar;
    }

    @Override
    protected double computePrefHeight(double width) {
        return ROWS * font.cellHeight + 2 * ScreenPainter.PADDING;
    }

    @Override
    protected void layoutChildren() {
        double barWidth = scrollBar.node().prefWidth(-1);
        double left = gutter.width(font);
        double top = bars.layoutUpper(getWidth());
        double width = Math.max(0, getWidth() - barWidth - left);
        double height = Math.max(0, getHeight() - top);
        scrollBar.node().resizeRelocate(left + width, top, barWidth, height);
        gutter.layout(top, left, height);
        canvas.setLayoutX(left);
        canvas.setLayoutY(top);
        canvas.setWidth(width);
        canvas.setHeight(height);
        bars.layoutLower(left + width, getHeight());
        int columns = (int) ((width - 2 * ScreenPainter.PADDING) / font.cellWidth);
        int rows = (int) ((height - 2 * ScreenPainter.PADDING) / font.cellHeight);
        // While a tab is folded or not yet shown, there is no sense in wrapping all text to nothing.
        if (columns >= 2 && rows >= 1) {
            // Lines get other numbers by this, and a person may have scrolled since it was painted.
            terminal().anchor(scrolling.anchor(screen));
            feeds.fit(columns, rows);
        }
        // A canvas of another size is empty.
        painted.forget();
        // Now and not with the next pulse, or the canvas would be seen empty for a moment.
        paint();
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
            // The numbers mean other lines now: of what was selected nothing is left.
            selection = null;
            if (!scrolling.isFollowing()) {
                scrolling.renumbered(screen);
                terminal().snapshot(screen, scrolling.topLine());
            }
        }
        Anchor anchor = scrolling.anchor(screen);
        if (!anchor.equals(screen.anchor())) {
            terminal().anchor(anchor);
        }
        scrollBar.show(screen);
        tell(heldBar, scrolling.told(screen));
        Highlights highlights =
                new Highlights(screen, selection, finder.visible(screen), finder.current(screen), isFocused());
        BitSet rows = new ScreenPainter(canvas.getGraphicsContext2D(), palette, font)
                .paint(screen, highlights, painted, canvas.getWidth(), canvas.getHeight(), blinkedOff);
        MarkPainter.paint(canvas.getGraphicsContext2D(), screen, rows, palette, font, canvas.getWidth());
        gutter.paint(screen, palette, font);
        on.set(commands.on());
    }

    /** The commands that stand for a state which it is in, such as that it holds; for their buttons. */
    public ReadOnlyObjectProperty<Set<ConsoleCommand>> onProperty() {
        return on.getReadOnlyProperty();
    }

    /** Says something over the text, or nothing any more. */
    void tell(NoticeBar bar, String sentence) {
        if (bar.tell(sentence)) {
            bars.layoutLower(canvas.getLayoutX() + canvas.getWidth(), getHeight());
        }
    }

    // Scrolling

    private void scrollTo(long line) {
        scrolling.to(line, screen);
        repaint();
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

    // Selecting and typing

    void select(TextRange range) {
        selection = range == null || range.isEmpty() ? null : range;
        repaint();
    }

    boolean hasSelection() {
        return selection != null;
    }

    TextRange selection() {
        return selection;
    }

    /** The text selected, or nothing. */
    public String getSelectedText() {
        return selection == null ? "" : terminal().text(selection);
    }

    void copy() {
        String text = getSelectedText();
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Who gets what is typed here instead of this console alone; {@link #type} gives it to one. */
    public void onTyped(ConsoleInput.Taker taker) {
        this.taker = Objects.requireNonNull(taker);
    }

    /** Types into this console. */
    public void type(ConsoleInput input) {
        byte[] bytes = input.encode(keys());
        if (bytes != null) {
            feeds.send(bytes);
        }
    }

    /** Whether the guest here can tell pasted text from typed. */
    public boolean bracketsPaste() {
        return keys().bracketedPaste();
    }

    /** Whether all who get what is pasted here can tell it from typed text. */
    boolean allBracketPaste() {
        return taker.bracketsPaste();
    }

    /** Sends what was typed, and shows where it appears. */
    void send(ConsoleInput input) {
        taker.take(input);
        scrolling.typed();
        repaint();
    }

    /** What keys send now. */
    KeyEncoder keys() {
        return feeds.whole().keys();
    }

    /** Whether a bar has the answer in this key. */
    boolean takes(KeyCode code) {
        return pasting.takes(code);
    }

    boolean returnsAtLineFeeds() {
        return feeds.returnsAtLineFeeds();
    }

    // Commands

    /** Why it cannot be done now, as a sentence; empty where it can. */
    public String whyNot(ConsoleCommand command) {
        return commands.whyNot(command);
    }

    /** Does it; nothing where that is not possible. */
    public void perform(ConsoleCommand command) {
        if (whyNot(command).isEmpty()) {
            commands.perform(command);
            repaint();
            requestLayout();
        }
    }
}
