package dev.diver.app.screen.project;

/** Something to be shown at a place of a text; for the whole line where the place has no column. */
record Mark(Spot spot, boolean error, String message) {
    int line() {
        return spot.line();
    }
}
