package dev.diver.app.screen.syscalls;

/**
 * A column of a plot.
 *
 * @param from where it begins, from 0 to 1 of the plot's width
 * @param to where it ends
 * @param height from 0 to 1
 * @param words exact numbers
 */
record Column(double from, double to, double height, String words) {}
