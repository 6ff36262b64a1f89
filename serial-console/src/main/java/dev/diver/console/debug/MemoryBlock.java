package dev.diver.console.debug;

/**
 * Memory as it was when it was asked for.
 *
 * @param bytes fewer than were asked for where the rest cannot be read; owned by the caller
 */
@SuppressWarnings("ArrayRecordComponent")
public record MemoryBlock(long address, byte[] bytes) {}
