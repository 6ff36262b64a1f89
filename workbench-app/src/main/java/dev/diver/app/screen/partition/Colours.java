package dev.diver.app.screen.partition;

import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/**
 * The colours of a drawing: Linux blue and plain, specialized kernels orange and hatched, the window green, what is free
 * grey, conflicts red. In each theme text on them can be read.
 */
final class Colours {
    private static final int TILE = 8;
    private static final List<String> ORANGES = List.of("#c2600a", "#96410a", "#a8710f", "#7f4b1c");

    static final Colours LIGHT = new Colours(
            "#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#f6f8fa", "#0969da", "#cf222e", "#818b98", "#1a7f37");
    static final Colours DARK = new Colours(
            "#0d1117", "#e6edf3", "#9198a1", "#3d444d", "#151b23", "#1f6feb", "#f85149", "#656c76", "#2ea043");

    final Color back;
    final Color text;
    final Color muted;
    final Color frame;
    final Color sunken;
    final Color linux;
    final Color conflict;
    final Color device;
    final Color window;
    final Color onColour = Color.WHITE;
    final Paint conflictPattern;
    final Paint devicePattern;
    final Paint nobodyPattern;
    private final List<Paint> kernels;

    private Colours(
            String back,
            String text,
            String muted,
            String frame,
            String sunken,
            String linux,
            String conflict,
            String device,
            String window) {
        this.back = Color.web(back);
        this.text = Color.web(text);
        this.muted = Color.web(muted);
        this.frame = Color.web(frame);
        this.sunken = Color.web(sunken);
        this.linux = Color.web(linux);
        this.conflict = Color.web(conflict);
        this.device = Color.web(device);
        this.window = Color.web(window);
        conflictPattern = hatched(this.conflict, Color.web(conflict).darker().darker(), 3, 4);
        devicePattern = hatched(this.device, this.sunken, 1, 4);
        nobodyPattern = hatched(this.sunken, this.frame, 2, 2);
        kernels = List.of(
                hatched(Color.web(ORANGES.get(0)), Color.web("#e08a3c"), 1, 2),
                hatched(Color.web(ORANGES.get(1)), Color.web("#c9763a"), -1, 2),
                hatched(Color.web(ORANGES.get(2)), Color.web("#dba544"), 0, 2),
                hatched(Color.web(ORANGES.get(3)), Color.web("#b98252"), 4, 3));
    }

    Paint of(Owner owner) {
        if (owner.isPart()) {
            return kernels.get(owner.part() % kernels.size());
        }
        return owner.equals(Owner.LINUX) ? linux : owner.equals(Owner.SEVERAL) ? conflictPattern : nobodyPattern;
    }

    /** Whether text on it has the colour for dark grounds. */
    boolean isDark(Owner owner) {
        return !owner.equals(Owner.NOBODY);
    }

    /** @param direction of the lines: 1 rising, -1 falling, 0 level, 2 rising and sparse, 3 both, 4 upright */
    private static Paint hatched(Color ground, Color line, int direction, int wide) {
        var tile = new WritableImage(TILE, TILE);
        for (var y = 0; y < TILE; y++) {
            for (var x = 0; x < TILE; x++) {
                var isLine = switch (direction) {
                    case 1 -> Math.floorMod(x + y, TILE) < wide;
                    case -1 -> Math.floorMod(x - y, TILE) < wide;
                    case 0 -> y < wide;
                    case 2 -> Math.floorMod(x + y, TILE) < 1;
                    case 3 -> Math.floorMod(x + y, TILE) < 2 || Math.floorMod(x - y, TILE) < 2;
                    default -> x < wide;
                };
                tile.getPixelWriter().setColor(x, y, isLine ? line : ground);
            }
        }
        return new ImagePattern(tile, 0, 0, TILE, TILE, false);
    }
}
