package dev.diver.qemu;

import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.debug.DebugTarget.SourceFolder;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a debugger is told of a guest beside where it reaches it.
 *
 * @param processors in the order of QEMU's numbers, which is that of gdb's threads
 * @param symbols the main file first
 */
public record GuestCode(List<Processor> processors, List<SymbolFile> symbols, List<SourceFolder> sources) {
    /** What QEMU's stub of qemu-system-x86_64 tells in every mode of the processor (QEMU's gdb-xml/i386-64bit.xml). */
    private static final String ARCHITECTURE = "i386:x86-64";

    public GuestCode {
        processors = List.copyOf(processors);
        symbols = List.copyOf(symbols);
        sources = List.copyOf(sources);
    }

    /** All processors are one kernel's. */
    public static List<Processor> processors(int count, String kernel) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Processor("cpu " + number, kernel))
                .toList();
    }

    String architecture() {
        return ARCHITECTURE;
    }

    DebugTarget from(DebugTarget.Source source) {
        return new DebugTarget(source, ARCHITECTURE, processors, symbols, sources);
    }
}
