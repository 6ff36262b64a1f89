package dev.diver.console.terminal;

import java.nio.charset.StandardCharsets;

/**
 * What the mouse sends, as xterm's does. Columns and rows count from zero; buttons are 0 left, 1 middle, 2 right.
 *
 * @param tracking what the guest wants to hear of
 * @param decimal whether it wants numbers of any size (mode 1006), and not bytes, which end at column 223
 */
public record MouseEncoder(MouseTracking tracking, boolean decimal) {

    private static final int SHIFT = 4;
    private static final int ALT = 8;
    private static final int CONTROL = 16;
    private static final int MOTION = 32;
    private static final int WHEEL = 64;
    private static final int NO_BUTTON = 3;
    private static final int OFFSET = 32;
    private static final int LARGEST = 255 - OFFSET;
    private static final byte[] NOTHING = {};

    /** Where the pointer is and which keys are held with it. */
    public record Place(int column, int row, boolean shift, boolean alt, boolean control) {
        int modifiers() {
            return (shift ? SHIFT : 0) | (alt ? ALT : 0) | (control ? CONTROL : 0);
        }
    }

    /** Whether the mouse is the guest's. */
    public boolean isTracking() {
        return tracking != MouseTracking.NONE;
    }

    /** A button went down. */
    public byte[] press(int button, Place place) {
        return switch (tracking) {
            case NONE -> NOTHING;
            case PRESSES -> report(button, place, true);
            case CLICKS, DRAGS, MOTION -> report(button | place.modifiers(), place, true);
        };
    }

    /** A button went up. */
    public byte[] release(int button, Place place) {
        return switch (tracking) {
            case NONE, PRESSES -> NOTHING;
            case CLICKS, DRAGS, MOTION -> report((decimal ? button : NO_BUTTON) | place.modifiers(), place, false);
        };
    }

    /** The pointer came to another cell with a button held. */
    public byte[] drag(int button, Place place) {
        return switch (tracking) {
            case NONE, PRESSES, CLICKS -> NOTHING;
            case DRAGS, MOTION -> report(button | MOTION | place.modifiers(), place, true);
        };
    }

    /** The pointer came to another cell. */
    public byte[] move(Place place) {
        return tracking == MouseTracking.MOTION ? report(NO_BUTTON | MOTION | place.modifiers(), place, true) : NOTHING;
    }

    /** The wheel turned by a notch. */
    public byte[] wheel(boolean up, Place place) {
        return switch (tracking) {
            case NONE, PRESSES -> NOTHING;
            case CLICKS, DRAGS, MOTION -> report((up ? 0 : 1) | WHEEL | place.modifiers(), place, true);
        };
    }

    private byte[] report(int code, Place place, boolean down) {
        if (decimal) {
            return ("\u001B[<" + code + ";" + (place.column() + 1) + ";" + (place.row() + 1) + (down ? "M" : "m"))
                    .getBytes(StandardCharsets.US_ASCII);
        }
        if (place.column() >= LARGEST || place.row() >= LARGEST) {
            return NOTHING;
        }
        return new byte[] {
            0x1B,
            '[',
            'M',
            (byte) (code + OFFSET),
            (byte) (place.column() + 1 + OFFSET),
            (byte) (place.row() + 1 + OFFSET)
        };
    }
}
