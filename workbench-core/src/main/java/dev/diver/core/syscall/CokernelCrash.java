package dev.diver.core.syscall;

import java.util.List;

/**
 * What a co-kernel found when it met an error of its own. Numbers are those of the processor, unsigned.
 *
 * @param vector the exception, or 256 where the co-kernel gave up by itself
 * @param error the exception's error code
 * @param address CR2
 * @param registers rax rbx rcx rdx rsi rdi rbp r8 to r15
 * @param backtrace return addresses, innermost first, at most 16
 * @param reason printable text, at most 127 characters
 */
public record CokernelCrash(
        long vector,
        long error,
        long address,
        long rip,
        long rsp,
        long rflags,
        long cr3,
        List<Long> registers,
        List<Long> backtrace,
        String reason) {
    /** In the order of the list. */
    public static final List<String> REGISTERS = List.of(
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15");

    public CokernelCrash {
        registers = List.copyOf(registers);
        backtrace = List.copyOf(backtrace);
        if (registers.size() != REGISTERS.size() || backtrace.size() > WindowLayout.BACKTRACE_LENGTH) {
            throw new IllegalArgumentException(registers.size() + " registers, " + backtrace.size() + " calls deep");
        }
        reason = printable(reason);
    }

    /** A guest's text may hold what a terminal obeys. */
    private static String printable(String text) {
        var cut = text.substring(0, Math.min(text.length(), WindowLayout.REASON_LENGTH - 1));
        return cut.replaceAll("[^ -~]", "?");
    }
}
