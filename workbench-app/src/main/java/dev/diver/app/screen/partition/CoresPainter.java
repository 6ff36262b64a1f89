package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.CoreLayout.Cell;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** Paints processors as a layout places them. */
final class CoresPainter {
    /** Pixels of a cell's side from which on there is room for a letter, and for a number below it. */
    private static final double LETTER = 15;

    private static final double NUMBER = 28;

    private final CoreLayout layout;
    // Looked up once: that takes longer than painting with them.
    private final Font letterFont;
    private final Font numberFont;

    CoresPainter(CoreLayout layout) {
        this.layout = layout;
        letterFont = Font.font("System", FontWeight.BOLD, Math.min(14, layout.side() * 0.45));
        numberFont = Font.font("System", Math.min(11, layout.side() * 0.34));
    }

    /** @param letters of the parts, in their order */
    void paint(GraphicsContext graphics, Box seen, Colours colours, Owners owners, List<String> letters) {
        frames(graphics, seen, colours);
        graphics.setFont(letterFont);
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        for (var cell : layout.cells()) {
            if (cell.box().meets(seen)) {
                cell(graphics, colours, cell, owners.of(cell.processor()), letters);
            }
        }
        graphics.setFill(colours.muted);
        for (var cache : layout.caches()) {
            var box = cache.box();
            if (box.meets(seen)) {
                graphics.fillRect(box.x(), box.y(), box.width(), box.height());
            }
        }
    }

    void selection(GraphicsContext graphics, Colours colours, CoreSelection selection) {
        graphics.setStroke(colours.text);
        for (var i = selection.first();
                i <= Math.min(selection.last(), layout.cells().size() - 1);
                i++) {
            var box = layout.cells().get(i).box();
            graphics.setLineWidth(i == selection.cursor() ? 3 : 1.5);
            graphics.strokeRect(box.x() - 0.5, box.y() - 0.5, box.width() + 1, box.height() + 1);
        }
    }

    private void frames(GraphicsContext graphics, Box seen, Colours colours) {
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setLineWidth(1);
        for (var frame : layout.frames()) {
            var box = frame.box();
            if (!box.meets(seen)) {
                continue;
            }
            graphics.setFill(frame.isPackage() ? colours.sunken : colours.back);
            graphics.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 8, 8);
            graphics.setStroke(colours.frame);
            graphics.strokeRoundRect(box.x() + 0.5, box.y() + 0.5, box.width() - 1, box.height() - 1, 8, 8);
            if (frame.head().meets(seen)) {
                graphics.setFont(frame.isPackage() ? Fonts.BOLD : Fonts.PLAIN);
                graphics.setFill(frame.isPackage() ? colours.text : colours.muted);
                graphics.fillText(
                        frame.title(),
                        Math.round(box.x() + 8),
                        Math.round(frame.head().y() + frame.head().height() / 2),
                        Math.max(10, box.width() - 14));
            }
        }
    }

    private void cell(GraphicsContext graphics, Colours colours, Cell cell, Owner owner, List<String> letters) {
        var box = cell.box();
        graphics.setFill(colours.of(owner));
        graphics.fillRect(box.x(), box.y(), box.width(), box.height());
        if (layout.side() < LETTER) {
            return;
        }
        var x = Math.round(box.x() + box.width() / 2);
        var y = Math.round(box.y() + box.height() / 2);
        graphics.setFill(owner.equals(Owner.NOBODY) ? colours.muted : colours.onColour);
        if (layout.side() >= NUMBER) {
            graphics.fillText(letter(owner, letters), x, y - 5);
            graphics.setFont(numberFont);
            graphics.fillText(String.valueOf(cell.processor()), x, y + layout.side() * 0.24);
            graphics.setFont(letterFont);
        } else {
            graphics.fillText(letter(owner, letters), x, y);
        }
    }

    private static String letter(Owner owner, List<String> letters) {
        if (owner.isPart()) {
            return letters.get(owner.part());
        }
        return owner.equals(Owner.LINUX) ? "L" : owner.equals(Owner.SEVERAL) ? "!" : "";
    }
}
