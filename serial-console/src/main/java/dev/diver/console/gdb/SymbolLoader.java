package dev.diver.console.gdb;

import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.debug.ElfFile;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which symbols may be used: those of another build would show what is not there. */
final class SymbolLoader {

    private SymbolLoader() {}

    /** Why this file must not be used; empty where it may. */
    static Optional<Problem> refusal(SymbolFile symbols) {
        var file = symbols.file();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.of(new Problem(
                    Problem.Kind.NOT_FOUND,
                    "The symbols of " + symbols.of() + " cannot be read.",
                    file + " is not there, or may not be read.",
                    "Build the net, or pull the kernel again."));
        }
        var wanted = symbols.buildId();
        var found = ElfFile.read(file).flatMap(ElfFile::buildId);
        if (wanted.isEmpty() || wanted.equals(found)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                Problem.Kind.INVALID,
                "The symbols of " + symbols.of() + " are of another build.",
                "The guest runs build " + wanted.get() + ", and " + file + " is "
                        + found.map(id -> "of build " + id).orElse("of none that it names") + ".",
                "Dive again with what was built last, or debug without these symbols."));
    }

    /**
     * Those that may be used.
     *
     * @param notes gets why others may not
     * @throws DiverException for the first that may not, where that is to end it
     */
    static List<SymbolFile> usable(List<SymbolFile> symbols, SymbolMismatch mismatch, List<String> notes) {
        var usable = new ArrayList<SymbolFile>();
        for (var file : symbols) {
            var refusal = refusal(file);
            if (refusal.isEmpty()) {
                usable.add(file);
            } else if (mismatch == SymbolMismatch.FAIL) {
                throw new DiverException(refusal.get());
            } else {
                notes.add(refusal.get().what() + " " + refusal.get().why() + " They are not used.");
            }
        }
        return usable;
    }
}
