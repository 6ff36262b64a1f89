package dev.diver.qemu;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugJson;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.debug.ElfFile;
import dev.diver.core.run.KeptCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keeps what can be known of a guest that crashed and stands still: registers, calls, and its memory for a debugger. */
final class CrashKeeper {
    private static final int MOST_PROCESSORS = 64;
    /** Bytes. A program is kept as it was; a Linux's symbols are found where they were. */
    private static final long LARGEST_SYMBOLS = 64L << 20;

    private final Qmp qmp;
    private final QemuGuest guest;
    private final Path folder;

    /** @param folder the run's, for what is kept */
    CrashKeeper(Qmp qmp, QemuGuest guest, Path folder) {
        this.qmp = qmp;
        this.guest = guest;
        this.folder = folder;
    }

    /** Waits until all is kept that can be. */
    void keep(String reason) {
        var text = new StringBuilder(reason).append("\n");
        text.append(guest.request().net().name())
                .append(" on ")
                .append(guest.request().kernel().manifest().reference())
                .append("\n\n");
        text.append(memory()).append("\n");
        try {
            text.append(processors());
            Files.writeString(folder.resolve(KeptCrash.REPORT), text);
        } catch (IOException | CompletionException e) {
            // The disk may be full, or the machine gone; the run has its outcome all the same.
        }
    }

    private String processors() {
        var code = guest.code();
        var backtrace = new Backtrace(qmp, code.symbols());
        var text = new StringBuilder();
        for (var i : order()) {
            var processor = code.processors().get(i);
            var registers = qmp.monitor("info registers", i).join();
            text.append("\n")
                    .append(processor.name())
                    .append(" (")
                    .append(processor.kernel())
                    .append(")\n");
            backtrace
                    .of(i, registers)
                    .forEach(call -> text.append("  ").append(call).append("\n"));
            registers
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> text.append("    ").append(line).append("\n"));
        }
        return text.toString();
    }

    /** Those first whose memory is kept. */
    private List<Integer> order() {
        return Stream.concat(
                        guest.kept().stream().flatMap(kept -> kept.processors().stream()),
                        IntStream.range(0, guest.code().processors().size()).boxed())
                .distinct()
                .limit(MOST_PROCESSORS)
                .toList();
    }

    /** One sentence for the report. */
    private String memory() {
        if (guest.kept().isEmpty()) {
            return "Its memory was not kept; the option keep-memory = \"always\" does that for any size.";
        }
        var core = folder.resolve(KeptCrash.MEMORY);
        try {
            var wanted = guest.kept().get();
            new MemoryDump(qmp).write(core, wanted);
            var target = new DebugTarget(
                    new DebugTarget.Source.Dump(core),
                    guest.code().architecture(),
                    wanted.processors().stream()
                            .map(guest.code().processors()::get)
                            .toList(),
                    symbols(),
                    guest.code().sources());
            Files.writeString(
                    folder.resolve(KeptCrash.DEBUG), new DebugJson().write(new DebugAccess.Available(target)));
            return wanted.range().map(range -> "Of its memory " + range).orElse("Its memory") + " is in "
                    + KeptCrash.MEMORY + "; diver debug --run " + folder.getFileName() + " opens it.";
        } catch (IOException e) {
            return "Its memory could not be kept: " + e.getMessage() + ".";
        }
    }

    /** Copies, because who has seen a crash changes the program and builds it again. */
    private List<SymbolFile> symbols() throws IOException {
        var kept = new ArrayList<SymbolFile>();
        for (var symbols : guest.code().symbols()) {
            var isOld = ElfFile.read(symbols.file())
                    .filter(elf -> elf.buildId().equals(symbols.buildId()))
                    .isPresent();
            if (isOld && Files.size(symbols.file()) <= LARGEST_SYMBOLS) {
                var directory = Files.createDirectories(folder.resolve("symbols"));
                var copy = directory.resolve(kept.size() + "-" + symbols.file().getFileName());
                Files.copy(symbols.file(), copy);
                kept.add(new SymbolFile(copy, symbols.of(), symbols.bias(), symbols.buildId(), true));
            } else {
                kept.add(symbols);
            }
        }
        return kept;
    }
}
