package dev.diver.app.screen.partition;

/**
 * What ends a conflict.
 *
 * @param name for a button: what it does
 */
record WayOut(String name, PartitionEdit edit) {}
