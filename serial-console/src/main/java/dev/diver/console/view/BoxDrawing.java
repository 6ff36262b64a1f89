package dev.diver.console.view;

import javafx.scene.canvas.GraphicsContext;

/** Draws the lines of boxes and the blocks of bars as shapes, since glyphs of a font leave gaps between rows. */
final class BoxDrawing {

    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final int LEFT = 4;
    private static final int RIGHT = 8;

    private BoxDrawing() {}

    /** @return false where it is a character for the font */
    static boolean draw(GraphicsContext graphics, int codePoint, double x, double y, double width, double height) {
        if (codePoint < 0x2500 || codePoint > 0x259F) {
            return false;
        }
        int arms = arms(codePoint);
        if (arms != 0) {
            lines(graphics, arms, x, y, width, height);
            return true;
        }
        return block(graphics, codePoint, x, y, width, height);
    }

    private static int arms(int codePoint) {
        return switch (codePoint) {
            case 0x2500 -> LEFT | RIGHT;
            case 0x2502 -> UP | DOWN;
            case 0x250C -> DOWN | RIGHT;
            case 0x2510 -> DOWN | LEFT;
            case 0x2514 -> UP | RIGHT;
            case 0x2518 -> UP | LEFT;
            case 0x251C -> UP | DOWN | RIGHT;
            case 0x2524 -> UP | DOWN | LEFT;
            case 0x252C -> DOWN | LEFT | RIGHT;
            case 0x2534 -> UP | LEFT | RIGHT;
            case 0x253C -> UP | DOWN | LEFT | RIGHT;
            default -> 0;
        };
    }

    private static void lines(GraphicsContext graphics, int arms, double x, double y, double width, double height) {
        double thick = Math.max(1, Math.round(height / 15));
        double middleX = x + Math.floor((width - thick) / 2);
        double middleY = y + Math.floor((height - thick) / 2);
        if ((arms & (LEFT | RIGHT)) != 0) {
            double from = (arms & LEFT) != 0 ? x : middleX;
            double to = (arms & RIGHT) != 0 ? x + width : middleX + thick;
            graphics.fillRect(from, middleY, to - from, thick);
        }
        if ((arms & (UP | DOWN)) != 0) {
            double from = (arms & UP) != 0 ? y : middleY;
            double to = (arms & DOWN) != 0 ? y + height : middleY + thick;
            graphics.fillRect(middleX, from, thick, to - from);
        }
    }

    private static boolean block(
            GraphicsContext graphics, int codePoint, double x, double y, double width, double height) {
        if (codePoint == 0x2580) {
            graphics.fillRect(x, y, width, Math.round(height / 2));
        } else if (codePoint >= 0x2581 && codePoint <= 0x2588) {
            double part = Math.round(height * (codePoint - 0x2580) / 8);
            graphics.fillRect(x, y + height - part, width, part);
        } else if (codePoint >= 0x2589 && codePoint <= 0x258F) {
            graphics.fillRect(x, y, Math.max(1, Math.round(width * (0x2590 - codePoint) / 8)), height);
        } else if (codePoint == 0x2590) {
            double half = Math.round(width / 2);
            graphics.fillRect(x + half, y, width - half, height);
        } else if (codePoint >= 0x2591 && codePoint <= 0x2593) {
            double before = graphics.getGlobalAlpha();
            graphics.setGlobalAlpha(before * (codePoint - 0x2590) / 4);
            graphics.fillRect(x, y, width, height);
            graphics.setGlobalAlpha(before);
        } else {
            return false;
        }
        return true;
    }
}
