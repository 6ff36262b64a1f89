package dev.diver.console.view;

import dev.diver.console.search.Query;
import dev.diver.console.terminal.Anchor;
import dev.diver.console.terminal.KeyEncoder;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextRange;
import dev.diver.core.dive.Console;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Console console;
    private final Feeds feeds;
    private final Screen screen = new Screen();
    private final Picture picture = new Picture();
    private final Frames frames = new Frames(this::terminal, screen, this::beforeFrame, this::paint);
    private final Selection selection = new Selection();
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
            picture.font(get());
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
    private final ReadOnlyObjectWrapper<Set<ConsoleCommand>> on = new ReadOnlyObjectWrapper<>(Set.of());

    public ConsoleView(Console console) {
        this.console = Objects.requireNonNull(console);
        feeds = new Feeds(console, COLUMNS, ROWS);
        commands = new Commands(this, selection, finder, filterBar, pasting, scrolling, feeds);
        terminal().snapshot(screen, Terminal.FOLLOW);
        getStyleClass().add("console-view");
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setAccessibleText("Console " + console.name());
        setFocusTraversable(true);
        getChildren().setAll(picture.nodes());
        getChildren().add(scrollBar.node());
        getChildren().addAll(bars.nodes());
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        new ConsoleKeys(this);
        mouse = new ConsoleMouse(this, picture.canvas());
        focusedProperty().addListener((observable, before, now) -> focused(now));
        // Without a scene nobody looks, and nothing is painted.
        sceneProperty().addListener((observable, before, now) -> frames.run(now != null));
        feeds.open();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    /** Detaches from the console, which goes on without being looked at. */
    @Override
    public void close() {
        frames.run(false);
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
        return picture.palette();
    }

    /** Changes all colours at once. */
    public void setPalette(Palette palette) {
        picture.palette(palette);
        repaint();
    }

    /** The text's size in points; 13 unless it was changed. */
    public double getFontSize() {
        return picture.font().size;
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
        return picture.gutter().stamps();
    }

    public void setTimeStamps(TimeStamps stamps) {
        picture.gutter().show(stamps);
        repaint();
        requestLayout();
    }

    /** Another terminal is seen. */
    private void showsAnother() {
        selection.select(null);
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
        return picture.font();
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
        return picture.width(COLUMNS) + scrollBar.node().prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return picture.height(ROWS);
    }

    @Override
    protected void layoutChildren() {
        double barWidth = scrollBar.node().prefWidth(-1);
        double top = bars.layoutUpper(getWidth());
        double width = Math.max(0, getWidth() - barWidth);
        double height = Math.max(0, getHeight() - top);
        picture.layout(top, width, height);
        scrollBar.node().resizeRelocate(picture.right(), top, barWidth, height);
        bars.layoutLower(picture.right(), getHeight());
        int columns = picture.columns();
        int rows = picture.rows();
        // While a tab is folded or not yet shown, there is no sense in wrapping all text to nothing.
        if (columns >= 2 && rows >= 1) {
            // Lines get other numbers by this, and a person may have scrolled since it was painted.
            terminal().anchor(scrolling.anchor(screen));
            feeds.fit(columns, rows);
        }
        // Now and not with the next pulse, or the canvas would be seen empty for a moment.
        paint();
    }

    /** The {@link Terminal#version} of what is on the screen. */
    public long paintedVersion() {
        return screen.version();
    }

    /** Paints with the next pulse. */
    void repaint() {
        frames.ask();
    }

    void pulse() {
        frames.pulse();
    }

    private void beforeFrame() {
        mouse.pulse();
        finder.pulse();
    }

    private void paint() {
        frames.painted();
        long generation = screen.generation();
        terminal().snapshot(screen, scrolling.topLine());
        if (screen.generation() != generation) {
            // The numbers mean other lines now: of what was selected nothing is left.
            selection.select(null);
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
                new Highlights(screen, selection.range(), finder.visible(screen), finder.current(screen), isFocused());
        picture.paint(screen, highlights, frames.isBlinkedOff());
        on.set(commands.on());
    }

    /** The commands that stand for a state which it is in, such as that it holds; for their buttons. */
    public ReadOnlyObjectProperty<Set<ConsoleCommand>> onProperty() {
        return on.getReadOnlyProperty();
    }

    /** Says something over the text, or nothing any more. */
    void tell(NoticeBar bar, String sentence) {
        if (bar.tell(sentence)) {
            bars.layoutLower(picture.right(), getHeight());
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
        selection.select(range);
        repaint();
    }

    /** The text selected, or nothing. */
    public String getSelectedText() {
        return selection.text(terminal());
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
