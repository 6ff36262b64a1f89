package dev.diver.app.screen.debug;

import dev.diver.console.debug.CodePlace;

/**
 * A breakpoint that a person wants, in this session and in those to come.
 *
 * @param condition an expression; empty for none
 * @param hardware one of the processor's own, which there are few of
 */
public record Wanted(CodePlace place, String condition, boolean hardware, boolean enabled) {

    static Wanted at(CodePlace place) {
        return new Wanted(place, "", false, true);
    }

    Wanted withPlace(CodePlace changed) {
        return new Wanted(changed, condition, hardware, enabled);
    }

    Wanted withCondition(String changed) {
        return new Wanted(place, changed, hardware, enabled);
    }

    Wanted withHardware(boolean changed) {
        return new Wanted(place, condition, changed, enabled);
    }

    Wanted withEnabled(boolean changed) {
        return new Wanted(place, condition, hardware, changed);
    }

    /** As a person would say it, such as {@code main.c:12}. */
    String what() {
        return switch (place) {
            case CodePlace.Line(var file, var number) -> file.getFileName() + ":" + number;
            case CodePlace.Function(var name) -> name + "()";
            case CodePlace.Address(var address) -> "0x" + Long.toHexString(address);
        };
    }
}
