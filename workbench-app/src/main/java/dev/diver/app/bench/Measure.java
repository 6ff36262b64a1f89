package dev.diver.app.bench;

/**
 * One line of a benchmark's table.
 *
 * @param ours what Diver takes, in {@code unit}
 * @param theirs what the alternative takes, in {@code unit}; 0 where there is none to compare with
 * @param ratio ours by theirs; 0 where there is none to compare with
 */
record Measure(String measure, double ours, double theirs, String unit, double ratio) {
    static Measure of(String measure, double ours, double theirs, String unit) {
        return new Measure(measure, ours, theirs, unit, theirs == 0 ? 0 : ours / theirs);
    }

    static Measure alone(String measure, double ours, String unit) {
        return of(measure, ours, 0, unit);
    }
}
