package dev.diver.core.debug;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What gdb is given. Written as JSON beside a run, so that it can be opened after the run has ended too.
 *
 * @param architecture as gdb's {@code set architecture} names it, such as {@code i386:x86-64}
 * @param processors one for each of gdb's threads, in their order; empty where they have no names
 * @param symbols in the order in which they are to be loaded; the first one is the main one
 * @param sources where the sources lie that a compiler wrote down under another path
 */
public record DebugTarget(
        Source source,
        String architecture,
        List<Processor> processors,
        List<SymbolFile> symbols,
        List<SourceFolder> sources) {
    public DebugTarget {
        processors = List.copyOf(processors);
        symbols = List.copyOf(symbols);
        sources = List.copyOf(sources);
    }

    /** Where registers and memory come from. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Source.Stub.class, name = "stub"),
        @JsonSubTypes.Type(value = Source.Dump.class, name = "dump")
    })
    public sealed interface Source {

        /** A stub of gdb's remote serial protocol that listens on a UNIX socket; takes one debugger at a time. */
        record Stub(Path socket) implements Source {}

        /**
         * An ELF core file of a guest that has ended: the registers of each processor, and memory at the addresses at which
         * they saw it.
         */
        record Dump(Path core) implements Source {
            /** Added to a physical address, gives where all memory is found too: no processor has such an address. */
            public static final long PHYSICAL = 0x1000_0000_0000_0000L;
        }
    }

    /**
     * A processor of the guest, which gdb shows as a thread.
     *
     * @param name such as {@code cpu 3}
     * @param kernel whose it is, such as {@code Linux} or {@code snorkel}
     */
    public record Processor(String name, String kernel) {}

    /**
     * An ELF file with symbols.
     *
     * @param of what it describes, such as {@code snorkel}, {@code hello}, {@code Linux}
     * @param bias what is added to the file's addresses; empty for none
     * @param buildId of what the guest runs, lower-case hexadecimal: a file with another one must not be used; empty where
     *     that is not known
     * @param mapped whether its code is in memory from the first instruction on; a breakpoint in it must be one of the
     *     processor's own where it is not
     */
    public record SymbolFile(Path file, String of, OptionalLong bias, Optional<String> buildId, boolean mapped) {}

    /** @param recorded as the compiler wrote it down, such as {@code /usr/src/snorkel} */
    public record SourceFolder(String recorded, Path here) {}
}
