package dev.diver.console.gdb;

import dev.diver.console.debug.PageWalk;
import java.util.OptionalLong;

/** Page tables of the selected processor of a guest behind a stub. From the session's worker only. */
final class Paging {
    private final Gdb gdb;
    private final StubMemory memory;

    Paging(Gdb gdb) {
        this.gdb = gdb;
        memory = new StubMemory(gdb);
    }

    PageWalk walk(long address) {
        var control = new PageTables.Control(
                register("cr0"), register("cr3"), register("cr4"), OptionalLong.of(register("efer")));
        return new PageTables(control, memory).walk(address);
    }

    private long register(String name) {
        return gdb.tryToAsk("-data-evaluate-expression \"(unsigned long long)$" + name + "\"")
                .map(told -> told.address("value"))
                .filter(OptionalLong::isPresent)
                .orElseThrow(() ->
                        Gdb.refused("The page tables cannot be found.", "This guest's stub does not tell " + name, ""))
                .getAsLong();
    }
}
