package dev.diver.app.screen.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

/**
 * What is seen of a drawing, as many small canvases side by side. JavaFX brings a canvas to the screen as a whole however
 * little was painted on it, and on the software pipeline that takes the longer the larger it is: here only those tiles
 * are painted and brought there in which something has changed.
 */
final class Tiles extends Pane {
    /** Pixels of a side; a multiple of 4, so that a tile has whole pixels on screens with a scale in quarters. */
    static final int SIDE = 128;

    private final List<Tile> tiles = new ArrayList<>();

    private static final class Tile {
        private final Canvas canvas;
        private final Box box;
        private boolean stale = true;

        Tile(double x, double y, double width, double height) {
            canvas = new Canvas(width, height);
            canvas.relocate(x, y);
            box = new Box(x, y, width, height);
        }
    }

    Tiles() {
        setMouseTransparent(true);
    }

    /** @param width of the view, in whole pixels */
    void cover(int width, int height) {
        tiles.clear();
        for (var y = 0; y < height; y += SIDE) {
            for (var x = 0; x < width; x += SIDE) {
                tiles.add(new Tile(x, y, Math.min(SIDE, width - x), Math.min(SIDE, height - y)));
            }
        }
        getChildren().setAll(tiles.stream().map(tile -> tile.canvas).toList());
    }

    void changed() {
        tiles.forEach(tile -> tile.stale = true);
    }

    /** @param box in the view */
    void changed(Box box) {
        for (var tile : tiles) {
            tile.stale |= tile.box.meets(box);
        }
    }

    /**
     * Paints what has changed.
     *
     * @param left of the view in the drawing, in whole pixels
     * @param painter is given what is to be painted, in the drawing; what it paints beside that is not seen
     */
    void paint(Color back, long left, long top, BiConsumer<GraphicsContext, Box> painter) {
        for (var tile : tiles) {
            if (tile.stale) {
                var graphics = tile.canvas.getGraphicsContext2D();
                graphics.save();
                graphics.setFill(back);
                graphics.fillRect(0, 0, tile.box.width(), tile.box.height());
                graphics.translate(-left - tile.box.x(), -top - tile.box.y());
                painter.accept(graphics, tile.box.moved(left, top));
                graphics.restore();
                tile.stale = false;
            }
        }
    }
}
