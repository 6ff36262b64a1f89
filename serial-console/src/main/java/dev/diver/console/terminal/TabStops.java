package dev.diver.console.terminal;

import java.util.Arrays;

/** The columns that a tab goes to. */
final class TabStops {

    private static final int WIDTH = 8;

    private final boolean[] stops;

    TabStops(int columns) {
        this(new boolean[columns], 0);
    }

    private TabStops(boolean[] stops, int from) {
        this.stops = stops;
        for (int x = from; x < stops.length; x++) {
            stops[x] = x % WIDTH == 0;
        }
    }

    TabStops resized(int columns) {
        return new TabStops(Arrays.copyOf(stops, columns), Math.min(columns, stops.length));
    }

    void set(int column, boolean stop) {
        stops[column] = stop;
    }

    void clear() {
        Arrays.fill(stops, false);
    }

    int after(int column, int count) {
        int x = column;
        for (int i = 0; i < count && x < stops.length - 1; i++) {
            do {
                x++;
            } while (x < stops.length - 1 && !stops[x]);
        }
        return x;
    }

    int before(int column, int count) {
        int x = column;
        for (int i = 0; i < count && x > 0; i++) {
            do {
                x--;
            } while (x > 0 && !stops[x]);
        }
        return x;
    }
}
