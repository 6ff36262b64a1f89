package dev.diver.cokernel;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.kernel.Role;
import dev.diver.core.syscall.CokernelCrash;
import dev.diver.qemu.ElfSymbols;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what happened where, with the names of functions where the symbols are there. */
public record ErrorPlaces(PulledKernel kernel, Path program) {
    /** Where the proxy puts a program that can lie anywhere (assets/gpos/proxy/loader.c, BASE_PROGRAM). */
    public static final long PROGRAM_BASE = 0x2000_0000_0000L;

    private static final int PAGE_FAULT = 14;

    /** By the number of the exception (SDM volume 3, table 6-1). */
    private static final List<String> EXCEPTIONS = List.of(
            "division by zero",
            "debug",
            "non-maskable interrupt",
            "breakpoint",
            "overflow",
            "bound range exceeded",
            "invalid instruction",
            "no floating point",
            "double fault",
            "coprocessor segment",
            "invalid TSS",
            "segment not present",
            "stack segment fault",
            "general protection",
            "page fault",
            "reserved",
            "floating point error",
            "unaligned access",
            "machine check",
            "SIMD error");

    public String ofCokernel(CokernelCrash crash) {
        var symbols = kernel.manifest()
                .artifact(Role.SYMBOLS)
                .map(artifact -> ElfSymbols.read(kernel.file(artifact.path())))
                .orElseGet(() -> ElfSymbols.read(program));
        var calls = crash.backtrace().stream()
                .map(address -> place(symbols, address, 0))
                .collect(Collectors.joining(", called from "));
        return "The co-kernel met an error of its own: " + crash.reason()
                + (crash.vector() < EXCEPTIONS.size() ? " (" + what(crash) + ")" : "") + ", at "
                + place(symbols, crash.rip(), 0)
                + (calls.isEmpty() ? "" : ", called from " + calls) + ".";
    }

    public String ofProgram(CokernelCrash error) {
        var symbols = ElfSymbols.read(program);
        var base = Long.compareUnsigned(error.rip(), PROGRAM_BASE) >= 0 ? PROGRAM_BASE : 0;
        return "The program met an error of its own (" + error.reason() + "): " + what(error) + " at "
                + place(symbols, error.rip(), base) + "; its registers are on the console of the co-kernel.";
    }

    private static String what(CokernelCrash error) {
        var name = error.vector() >= 0 && error.vector() < EXCEPTIONS.size()
                ? EXCEPTIONS.get((int) error.vector())
                : "exception " + error.vector();
        return error.vector() == PAGE_FAULT ? name + " on 0x" + Long.toHexString(error.address()) : name;
    }

    private static String place(ElfSymbols symbols, long address, long base) {
        return symbols.at(address - base).orElseGet(() -> "0x" + Long.toHexString(address));
    }
}
