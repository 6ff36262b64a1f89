package dev.diver.app.screen.project;

/**
 * Something to be shown at a place of a text.
 *
 * @param line from 1
 * @param column from 1; 0 for the whole line
 */
record Mark(int line, int column, boolean error, String message) {}
