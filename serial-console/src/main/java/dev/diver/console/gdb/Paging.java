package dev.diver.console.gdb;

import dev.diver.console.debug.PageWalk;
import dev.diver.core.debug.DebugTarget.Source;
import java.io.IOException;
import java.util.OptionalLong;

/** Page tables of a processor: through the stub, or in the dump. From the session's worker only. */
final class Paging {
    private final Gdb gdb;
    private final Source source;

    Paging(Gdb gdb, Source source) {
        this.gdb = gdb;
        this.source = source;
    }

    /** @param thread the selected one */
    PageWalk walk(long address, int thread) {
        return switch (source) {
            case Source.Stub stub -> {
                var control = new PageTables.Control(
                        register("cr0"), register("cr3"), register("cr4"), OptionalLong.of(register("efer")));
                yield new PageTables(control, new StubMemory(gdb)).walk(address);
            }
            case Source.Dump dump -> walk(dump, address, thread);
        };
    }

    private static PageWalk walk(Source.Dump dump, long address, int thread) {
        try (var core = CoreFile.open(dump.core())) {
            if (thread > core.processors().size()) {
                throw unknown("The dump has no control registers of this processor, as QEMU's have");
            }
            var kept = core.processors().get(thread - 1);
            var control = new PageTables.Control(kept.cr0(), kept.cr3(), kept.cr4(), OptionalLong.empty());
            return new PageTables(control, core).walk(address);
        } catch (IOException e) {
            throw unknown("The dump cannot be read: " + e.getMessage());
        }
    }

    private long register(String name) {
        return gdb.tryToAsk("-data-evaluate-expression \"(unsigned long long)$" + name + "\"")
                .map(told -> told.address("value"))
                .filter(OptionalLong::isPresent)
                .orElseThrow(() -> unknown("This guest's stub does not tell " + name))
                .getAsLong();
    }

    private static RuntimeException unknown(String why) {
        return Gdb.refused("The page tables cannot be found.", why, "");
    }
}
