package dev.diver.app.screen.debug;

/**
 * What the panels look at.
 *
 * @param thread gdb's number
 * @param frame 0 for the innermost
 * @param stop grows with each time that the guest stopped
 */
record Focus(int thread, int frame, long stop) {}
