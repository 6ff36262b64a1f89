package dev.diver.console.gdb;

import dev.diver.console.debug.Breakpoint;
import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.CodePlace;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Sets and removes breakpoints while the guest stands still. From the session's worker only. */
final class BreakpointSetter {
    private final Gdb gdb;
    private final BreakpointTable table;
    private List<SymbolFile> symbols = List.of();

    BreakpointSetter(Gdb gdb, BreakpointTable table) {
        this.gdb = gdb;
        this.table = table;
    }

    /** @param loaded what gdb has read */
    void symbols(List<SymbolFile> loaded) {
        symbols = List.copyOf(loaded);
    }

    Breakpoint add(BreakpointRequest request) {
        return switch (request) {
            case BreakpointRequest.Code code -> table.put(code(code, false));
            case BreakpointRequest.Watch watch -> watch(watch);
        };
    }

    /** One that is gone once it was reached, and that no view sees. */
    int addOnce(CodePlace place) {
        var told = code(new BreakpointRequest.Code(place, false, "", OptionalInt.empty()), true);
        var number = told.number("number").orElse(0);
        table.hide(number);
        return number;
    }

    private MiValue.Tuple code(BreakpointRequest.Code request, boolean once) {
        var someMapped = symbols.isEmpty() || symbols.stream().anyMatch(SymbolFile::mapped);
        var hardware = request.hardware() || !someMapped;
        var told = insert(request, once, hardware);
        if (!hardware && owner(told).filter(file -> !file.mapped()).isPresent()) {
            // gdb writes a breakpoint into memory when the guest goes on, so that the first one harmed nothing.
            gdb.tryToAsk("-break-delete " + told.text("number"));
            told = insert(request, once, true);
        }
        return told;
    }

    private MiValue.Tuple insert(BreakpointRequest.Code request, boolean once, boolean hardware) {
        var command = new StringBuilder("-break-insert");
        if (once) {
            command.append(" -t");
        }
        if (hardware) {
            command.append(" -h");
        }
        if (!request.condition().isBlank()) {
            command.append(" -c ").append(MiConnection.quoted(Gdb.checked(request.condition())));
        }
        request.thread().ifPresent(thread -> command.append(" -p ").append(thread));
        command.append(' ').append(Places.location(request.place()));
        return gdb.ask("No breakpoint can be set at " + Places.words(request.place()) + ".", command.toString())
                .tuple("bkpt");
    }

    /** Whose code it is in. */
    private Optional<SymbolFile> owner(MiValue.Tuple told) {
        if (symbols.stream().allMatch(SymbolFile::mapped)) {
            return Optional.empty();
        }
        var place = told.tuples("locations").stream().findFirst().orElse(told);
        var said = gdb.type("The breakpoint's code was not found.", "info symbol " + place.text("addr"), Gdb.LIMIT);
        return symbols.stream()
                .filter(file -> said.contains(" of " + file.file()))
                .findFirst();
    }

    private Breakpoint watch(BreakpointRequest.Watch request) {
        var what = "No watchpoint can be set on " + request.expression() + ".";
        var flag = switch (request.access()) {
            case WRITE -> "";
            case READ -> "-r ";
            case ANY -> "-a ";
        };
        var told = gdb.ask(what, "-break-watch " + flag + MiConnection.quoted(Gdb.checked(request.expression())));
        var number = told.fields().values().stream()
                .filter(MiValue.Tuple.class::isInstance)
                .map(value -> ((MiValue.Tuple) value).text("number"))
                .findFirst()
                .orElse("0");
        var set = gdb.ask(what, "-break-info " + number)
                .tuple("BreakpointTable")
                .tuples("body")
                .getFirst();
        if ("watchpoint".equals(set.text("type"))) {
            gdb.tryToAsk("-break-delete " + number);
            throw Gdb.refused(
                    what,
                    "No watchpoint of the processor can cover it, and a guest that stops after each instruction stands"
                            + " still",
                    "Watch a part of it, of at most 8 bytes, that lies in memory.");
        }
        return table.put(set);
    }

    void remove(int number) {
        gdb.ask("Breakpoint " + number + " could not be removed.", "-break-delete " + number);
        table.remove(number);
    }

    void enable(int number, boolean enabled) {
        var verb = enabled ? "enable" : "disable";
        gdb.ask("Breakpoint " + number + " was not changed.", "-break-" + verb + " " + number);
        gdb.ask("Breakpoint " + number + " is gone.", "-break-info " + number)
                .tuple("BreakpointTable")
                .tuples("body")
                .forEach(table::put);
    }
}
