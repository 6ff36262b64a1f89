package dev.diver.console.debug;

import java.util.Optional;

/**
 * A processor of the guest.
 *
 * @param number gdb's
 * @param name such as {@code cpu 3}
 * @param kernel whose it is, such as {@code snorkel}; empty where that is not known
 * @param frame where it stands, unless it runs
 */
public record DebugThread(int number, String name, String kernel, Optional<Frame> frame) {}
