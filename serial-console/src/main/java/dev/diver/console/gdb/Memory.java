package dev.diver.console.gdb;

import dev.diver.console.debug.Instruction;
import dev.diver.console.debug.MemoryBlock;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Memory as the selected processor sees it, as bytes and as instructions. From the session's worker only. */
final class Memory {
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_INSTRUCTIONS = 1000;

    /** Bytes that are disassembled at once; an instruction has four on average, and fifteen at most. */
    private static final int STRETCH = 1024;

    private final Gdb gdb;
    private final Places places;

    Memory(Gdb gdb, Places places) {
        this.gdb = gdb;
        this.places = places;
    }

    MemoryBlock read(String expression, long offset, int length) {
        var address = gdb.address(expression) + offset;
        return new MemoryBlock(address, bytes(address, Math.clamp(length, 0, MOST_BYTES)));
    }

    private byte[] bytes(long address, int length) {
        var bytes = new ByteArrayOutputStream();
        // At the end of the address space there is no more.
        var there = (int) (address < 0 && address + length >= 0 ? -address : length);
        if (there > 0) {
            gdb.tryToAsk(read(address, there)).ifPresent(told -> {
                for (var block : told.tuples("memory")) {
                    // gdb leaves out what cannot be read; what follows a hole is not asked for.
                    if (block.address("begin").orElse(0) == address + bytes.size()) {
                        bytes.writeBytes(hex(block.text("contents")));
                    }
                }
            });
        }
        return bytes.toByteArray();
    }

    static String read(long address, int length) {
        return "-data-read-memory-bytes 0x" + Long.toHexString(address) + " " + length;
    }

    static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    List<Instruction> disassemble(String expression, int count) {
        var wanted = Math.clamp(count, 1, MOST_INSTRUCTIONS);
        var instructions = new ArrayList<Instruction>();
        var at = gdb.address(expression);
        while (instructions.size() < wanted) {
            var more = stretch(at);
            if (more.isEmpty()) {
                break;
            }
            instructions.addAll(more);
            var last = more.getLast();
            at = last.address() + (last.bytes().length() + 1) / 3;
        }
        if (instructions.isEmpty()) {
            throw Gdb.refused(
                    "There are no instructions at 0x" + Long.toHexString(at) + ".",
                    "That memory cannot be read",
                    "Look where the page tables lead from there.");
        }
        return List.copyOf(instructions.subList(0, Math.min(wanted, instructions.size())));
    }

    /** Fewer where memory ends; none where there is none. */
    private List<Instruction> stretch(long start) {
        for (var length = STRETCH; length > 0; length /= 2) {
            var told = gdb.tryToAsk("-data-disassemble -s 0x" + Long.toHexString(start) + " -e 0x"
                    + Long.toHexString(start + length) + " -- 5");
            if (told.isPresent()) {
                return instructions(told.get());
            }
        }
        return List.of();
    }

    private List<Instruction> instructions(MiValue.Tuple told) {
        var instructions = new ArrayList<Instruction>();
        for (var element : told.tuples("asm_insns")) {
            if (element.has("address")) {
                instructions.add(instruction(element, element));
            } else {
                element.tuples("line_asm_insn").forEach(one -> instructions.add(instruction(one, element)));
            }
        }
        instructions.sort((one, other) -> Long.compareUnsigned(one.address(), other.address()));
        return instructions;
    }

    private Instruction instruction(MiValue.Tuple told, MiValue.Tuple line) {
        return new Instruction(
                told.address("address").orElse(0),
                told.text("opcodes"),
                told.text("inst"),
                Places.function(told.text("func-name")),
                told.number("offset").orElse(0),
                line.has("fullname") ? places.file(line.text("fullname")) : Optional.empty(),
                line.number("line"));
    }
}
