package dev.diver.app.screen.syscalls;

import java.util.List;

/**
 * One call with a bar for each run.
 *
 * @param words exact numbers, one line for each run
 */
record CallRow(int number, String name, List<Bar> bars, String words) {

    /**
     * What is drawn of one run.
     *
     * @param linux length of what Linux served, from 0 to 1, as the others
     * @param kernel of what the kernel served
     * @param nobody of what nobody served
     * @param text its value
     * @param aside less important numbers; for a further run how it differs from the first
     */
    record Bar(double linux, double kernel, double nobody, String text, String aside) {}
}
