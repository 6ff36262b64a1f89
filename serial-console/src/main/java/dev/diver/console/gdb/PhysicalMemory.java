package dev.diver.console.gdb;

import java.util.OptionalLong;

/** The machine's memory by physical addresses. */
@FunctionalInterface
interface PhysicalMemory {

    /** Eight bytes, the lowest first; empty where there is no such memory. */
    OptionalLong word(long address);
}
