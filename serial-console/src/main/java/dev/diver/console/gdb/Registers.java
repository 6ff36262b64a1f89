package dev.diver.console.gdb;

import dev.diver.console.debug.Register;
import dev.diver.console.debug.Register.Group;
import dev.diver.core.debug.DebugTarget.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A processor's registers. From the session's worker only. */
final class Registers {
    private static final Set<String> GENERAL = Set.of(
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
            "r15", "rip", "eflags");
    private static final Set<String> SEGMENT =
            Set.of("cs", "ss", "ds", "es", "fs", "gs", "fs_base", "gs_base", "k_gs_base");
    private static final Set<String> CONTROL = Set.of("cr0", "cr2", "cr3", "cr4", "cr8", "efer");
    private static final Pattern VECTOR = Pattern.compile("[xyz]mm[0-9]+|k[0-7]");

    /** x87 and SSE state; what else gdb names are parts of registers that are shown whole. */
    private static final Pattern OTHER =
            Pattern.compile("st[0-7]|f(ctrl|stat|tag|iseg|ioff|oseg|ooff|op)|mxcsr|pkru|cr[0-9]+|dr[0-7]|orig_rax");

    /** The widest whole of a vector; gdb prints it in all its shapes. */
    private static final Pattern WHOLE = Pattern.compile("\\b(?:uint128|v[248]_int128) = (0x[0-9a-f]+|\\{[^{}]*})");

    private final Gdb gdb;
    private final Source source;
    private List<String> names = List.of();

    Registers(Gdb gdb, Source source) {
        this.gdb = gdb;
        this.source = source;
    }

    List<Register> of(int thread) {
        var registers = told(thread);
        if (source instanceof Source.Dump(var core)) {
            registers.addAll(kept(core, thread));
        }
        return List.copyOf(registers);
    }

    /** What gdb does not read of a dump. */
    private static List<Register> kept(Path dump, int thread) {
        try (var core = CoreFile.open(dump)) {
            if (thread > core.processors().size()) {
                return List.of();
            }
            var control = core.processors().get(thread - 1);
            return List.of(
                    register("cr0", control.cr0()),
                    register("cr2", control.cr2()),
                    register("cr3", control.cr3()),
                    register("cr4", control.cr4()));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Register register(String name, long value) {
        return register(name, "0x" + Long.toHexString(value));
    }

    private List<Register> told(int thread) {
        var what = "The registers could not be read.";
        if (names.isEmpty()) {
            names =
                    gdb
                            .ask(what, "-data-list-register-names --thread " + thread)
                            .sequence("register-names")
                            .elements()
                            .stream()
                            .map(name -> name instanceof MiValue.Text(var text) ? text : "")
                            .toList();
        }
        var wanted = IntStream.range(0, names.size())
                .filter(number -> isShown(names.get(number)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
        var told = gdb.ask(what, "-data-list-register-values --thread " + thread + " --skip-unavailable x " + wanted);
        var registers = new ArrayList<Register>();
        for (var value : told.tuples("register-values")) {
            var number = value.number("number").orElse(-1);
            if (number >= 0 && number < names.size()) {
                registers.add(register(names.get(number), value.text("value")));
            }
        }
        return registers;
    }

    private static boolean isShown(String name) {
        return group(name) != Group.OTHER || OTHER.matcher(name).matches();
    }

    static Register register(String name, String value) {
        var group = group(name);
        if (group == Group.VECTOR) {
            var whole = WHOLE.matcher(value);
            return new Register(group, name, whole.find() ? whole.group(1) : value, List.of());
        }
        var number = MiValue.address(value);
        return new Register(
                group, name, value, number.isPresent() ? RegisterBits.of(name, number.getAsLong()) : List.of());
    }

    private static Group group(String name) {
        if (GENERAL.contains(name)) {
            return Group.GENERAL;
        } else if (SEGMENT.contains(name)) {
            return Group.SEGMENT;
        } else if (CONTROL.contains(name)) {
            return Group.CONTROL;
        }
        return VECTOR.matcher(name).matches() ? Group.VECTOR : Group.OTHER;
    }
}
