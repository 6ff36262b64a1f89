package dev.diver.app.screen.partition;

import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableStringProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.css.StyleableStringProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * A drawing that may be larger than what is seen of it: tiles that cover the view, and bars to scroll. Paints at most
 * once a pulse, only while it is in a window, and only what has changed. For style sheets it is {@code .partition-drawing};
 * {@code -diver-palette} is {@code light} or {@code dark}.
 */
abstract class DrawingPane extends Region {
    private static final StyleablePropertyFactory<DrawingPane> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<DrawingPane, String> PALETTE =
            STYLES.createStringCssMetaData("-diver-palette", pane -> pane.paletteName, "light", false);
    private static final double BAR = 11;

    private final Tiles tiles = new Tiles();
    private final ScrollBar down = new ScrollBar();
    private final ScrollBar along = new ScrollBar();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            paintNow();
        }
    };
    private final StyleableStringProperty paletteName =
            new SimpleStyleableStringProperty(PALETTE, this, "palette", "light") {
                @Override
                protected void invalidated() {
                    colours = "dark".equals(get()) ? Colours.DARK : Colours.LIGHT;
                    repaint();
                }
            };
    private Colours colours = Colours.LIGHT;
    private boolean stale;
    private int width;
    private int height;

    DrawingPane(String id) {
        setId(id);
        getStyleClass().add("partition-drawing");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        down.setOrientation(Orientation.VERTICAL);
        for (var bar : List.of(down, along)) {
            bar.setVisible(false);
            bar.setFocusTraversable(false);
            bar.valueProperty().subscribe(value -> repaint());
        }
        getChildren().addAll(tiles, down, along);
        focusedProperty().subscribe(focused -> repaint());
        widthProperty().subscribe(() -> resized());
        heightProperty().subscribe(() -> resized());
        setOnScroll(this::scroll);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                timer.stop();
            } else {
                timer.start();
                repaint();
            }
        });
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    /** All that is seen has changed. */
    final void repaint() {
        tiles.changed();
        stale = true;
    }

    /** Something has changed there, in the drawing's own coordinates. */
    final void repaint(Box box) {
        tiles.changed(box.moved(-Math.round(left()), -Math.round(top())));
        stale = true;
    }

    final Colours colours() {
        return colours;
    }

    /** The upper edge of what is seen, in the drawing. */
    final double top() {
        return down.getValue();
    }

    final double left() {
        return along.getValue();
    }

    final double viewWidth() {
        return Math.max(1, getWidth() - BAR);
    }

    final double viewHeight() {
        return Math.max(1, getHeight() - (along.isVisible() ? BAR : 0));
    }

    /** How large the drawing is; keeps what is seen where it is as far as it can. */
    final void extent(double width, double height) {
        set(along, width, viewWidth());
        set(down, height, viewHeight());
        requestLayout();
        repaint();
    }

    private static void set(ScrollBar bar, double whole, double seen) {
        var most = Math.max(0, Math.ceil(whole - seen));
        bar.setVisible(most > 0.5);
        bar.setMax(most);
        bar.setVisibleAmount(most <= 0 ? 1 : most * seen / whole);
        bar.setUnitIncrement(40);
        bar.setBlockIncrement(seen * 0.9);
        bar.setValue(Math.clamp(bar.getValue(), 0, most));
    }

    final void scrollTo(double left, double top) {
        along.setValue(Math.clamp(left, 0, along.getMax()));
        down.setValue(Math.clamp(top, 0, down.getMax()));
    }

    /** Brings a place into view. */
    final void reveal(double x, double y, double width, double height) {
        var wantedLeft = Math.min(x - 8, Math.max(left(), x + width + 8 - viewWidth()));
        var wantedTop = Math.min(y - 8, Math.max(top(), y + height + 8 - viewHeight()));
        scrollTo(wantedLeft, wantedTop);
    }

    private void scroll(ScrollEvent event) {
        if (event.isControlDown()) {
            zoom(event.getDeltaY() > 0 ? 1.15 : 1 / 1.15, event.getX(), event.getY());
        } else if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            scrollTo(left() - (event.getDeltaX() + (event.isShiftDown() ? event.getDeltaY() : 0)), top());
        } else {
            scrollTo(left(), top() - event.getDeltaY());
        }
        event.consume();
    }

    private void resized() {
        viewChanged();
        repaint();
    }

    /** Not before the next pulse: many changes are one painting. */
    private void paintNow() {
        if (stale && getWidth() >= 1) {
            tiles.paint(colours.back, Math.round(left()), Math.round(top()), this::paint);
            stale = false;
        }
    }

    /**
     * Paints a piece of what is seen, in the drawing's own coordinates.
     *
     * @param seen what is to be painted; all that meets it, as if all were painted
     */
    abstract void paint(GraphicsContext graphics, Box seen);

    /** There is another amount of room for it. */
    abstract void viewChanged();

    /**
     * @param by more than 1 for larger
     * @param x what stays where it is, in the view
     */
    abstract void zoom(double by, double x, double y);

    @Override
    protected void layoutChildren() {
        var wide = (int) Math.ceil(getWidth());
        var high = (int) Math.ceil(getHeight());
        if (width != wide || height != high) {
            width = wide;
            height = high;
            tiles.cover(wide, high);
            repaint();
        }
        tiles.resizeRelocate(0, 0, wide, high);
        down.resizeRelocate(getWidth() - BAR, 0, BAR, viewHeight());
        along.resizeRelocate(0, getHeight() - BAR, viewWidth(), BAR);
        paintNow();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 600;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 240;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 90;
    }
}
