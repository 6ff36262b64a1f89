package dev.diver.console.gdb;

import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.Source;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What gdb is started with, and the commands that bring it to a target: the same for a person's terminal and for a session. */
final class GdbArguments {
    /** Nothing of the person's, of the kernel's or of the network's is run or loaded by itself. */
    private static final List<String> SETTINGS = List.of(
            "set auto-load off",
            "set debuginfod enabled off",
            "set history save off",
            "set auto-solib-add off",
            // "run" would start the kernel as a program of this machine.
            "set auto-connect-native-target off",
            "set confirm off",
            "set pagination off");

    private GdbArguments() {}

    /** Options alone, without any target. */
    static List<String> options(Path gdb) {
        var arguments = new ArrayList<>(List.of(gdb.toString(), "-nx", "-q"));
        for (var setting : SETTINGS) {
            arguments.add("-iex");
            arguments.add(setting);
        }
        return arguments;
    }

    /**
     * gdb for a person's own terminal, which brings itself to the target.
     *
     * @param symbols those of the target that may be used
     */
    static List<String> of(Path gdb, DebugTarget target, List<SymbolFile> symbols) {
        var arguments = new ArrayList<>(options(gdb));
        var commands = new ArrayList<>(preparations(target));
        symbols.forEach(file -> commands.add(load(file, file == symbols.getFirst())));
        commands.add(attach(target.source()));
        for (var command : commands) {
            arguments.add("-ex");
            arguments.add(command);
        }
        return List.copyOf(arguments);
    }

    /** Before any symbol is read. */
    static List<String> preparations(DebugTarget target) {
        var commands = new ArrayList<String>();
        if (!target.architecture().isEmpty()) {
            // QEMU describes 64-bit registers from the first instruction on, which is one of 16 bits.
            commands.add("set architecture " + target.architecture());
        }
        for (var folder : target.sources()) {
            commands.add("set substitute-path " + quoted(folder.recorded()) + " "
                    + quoted(folder.here().toString()));
        }
        return commands;
    }

    static String load(SymbolFile file, boolean main) {
        var path = quoted(file.file().toString());
        if (file.bias().isPresent()) {
            var bias = "-o 0x" + Long.toHexString(file.bias().getAsLong()) + " ";
            return (main ? "symbol-file " : "add-symbol-file ") + bias + path;
        }
        // gdb asks a stub for the program that runs where it was given none, and QEMU's does not know it.
        return (main ? "file " : "add-symbol-file ") + path;
    }

    static String attach(Source source) {
        return switch (source) {
            case Source.Stub stub -> "target remote " + stub.socket();
            case Source.Dump dump -> "core-file " + dump.core();
        };
    }

    /** As {@code gdb_buildargv} takes a word apart. */
    static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
