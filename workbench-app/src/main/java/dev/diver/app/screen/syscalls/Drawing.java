package dev.diver.app.screen.syscalls;

import java.util.List;

/**
 * What a plot shows.
 *
 * @param style the style class of its columns
 * @param top what the full height stands for
 * @param summary what is said while no column is looked at
 */
record Drawing(String style, List<Column> columns, List<Mark> ticks, List<Mark> marks, String top, String summary) {
    static Drawing nothing(String why) {
        return new Drawing("call-linux", List.of(), List.of(), List.of(), "", why);
    }

    /** A word at a place from 0 to 1 of the plot's width: below it, or with a line through it. */
    record Mark(double at, String word) {}
}
