package dev.diver.console.session;

import java.util.ArrayList;
import java.util.List;

/** A walk through those menus of vttest that this terminal has something for: what is typed, one after the other. */
final class Vttest {

    /** Of 80 columns whatever a test asks for, as xterm is unless one allows it more. */
    static final List<String> COMMAND = List.of("vttest", "24x80.80");

    static final List<String> STEPS = steps();

    private Vttest() {}

    private static List<String> steps() {
        List<String> steps = new ArrayList<>();
        // Cursor movements, screen features, characters and lines inserted and deleted.
        enter(steps, 6, "1");
        enter(steps, 15, "2");
        enter(steps, 14, "8");
        // Character sets of a VT100.
        enter(steps, 1, "3", "8");
        // Known bugs: wrapping, and funny scrolling regions.
        enter(steps, 1, "0", "9", "7");
        enter(steps, 2, "9");
        // Cursor movements of ISO 6429.
        enter(steps, 1, "0", "11", "5", "2");
        enter(steps, 1, "3");
        enter(steps, 1, "4");
        enter(steps, 1, "5");
        // Its colours, with erased cells that have a background.
        enter(steps, 1, "0", "6", "2");
        enter(steps, 1, "3");
        enter(steps, 2, "4");
        enter(steps, 2, "5");
        // Repeating, and scrolling in four directions.
        enter(steps, 1, "0", "7", "2");
        enter(steps, 1, "3");
        enter(steps, 1, "4");
        enter(steps, 1, "5");
        enter(steps, 1, "6");
        // xterm's alternate screens.
        enter(steps, 2, "0", "8", "7", "1");
        enter(steps, 2, "2");
        enter(steps, 2, "3");
        return List.copyOf(steps);
    }

    /** Chooses from menus, and goes on so many times. */
    private static void enter(List<String> steps, int times, String... choices) {
        for (String choice : choices) {
            steps.add(choice + "\r");
        }
        for (int i = 0; i < times; i++) {
            steps.add("\r");
        }
    }
}
