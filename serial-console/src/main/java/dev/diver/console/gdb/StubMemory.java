package dev.diver.console.gdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;

/** Physical memory through QEMU's stub, which reads it as virtual memory once it is told to (QEMU, gdbstub.c). */
final class StubMemory implements PhysicalMemory {
    private final Gdb gdb;

    StubMemory(Gdb gdb) {
        this.gdb = gdb;
    }

    @Override
    public OptionalLong word(long address) {
        // gdb gets the three at once, so that the last one follows whatever becomes of the others.
        var answers = gdb.askTogether(List.of(mode(1), Memory.read(address, Long.BYTES), mode(0)));
        if (!gdb.said().contains("OK")) {
            throw Gdb.refused(
                    "The page tables cannot be read.",
                    "This guest's stub does not show physical memory, as QEMU's does",
                    "Read the tables in the kernel's own mapping of memory, if it has one.");
        }
        return answers.get(1)
                .map(told -> told.tuples("memory"))
                .filter(blocks -> !blocks.isEmpty())
                .map(blocks -> Memory.hex(blocks.getFirst().text("contents")))
                .filter(bytes -> bytes.length == Long.BYTES)
                .map(bytes -> OptionalLong.of(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()))
                .orElse(OptionalLong.empty());
    }

    private static String mode(int physical) {
        return MiConnection.typed("maintenance packet Qqemu.PhyMemMode:" + physical);
    }
}
