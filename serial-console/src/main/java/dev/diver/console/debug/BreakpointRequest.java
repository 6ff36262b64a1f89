package dev.diver.console.debug;

import java.util.OptionalInt;

/** A breakpoint that is wanted. */
public sealed interface BreakpointRequest {

    /**
     * @param hardware whether it must be one of the processor's own; one in code that is not in memory yet becomes one
     *     anyway
     * @param condition an expression, or empty
     * @param thread the only one to stop; empty for any
     */
    record Code(CodePlace place, boolean hardware, String condition, OptionalInt thread) implements BreakpointRequest {}

    /** @param expression of something that lies in memory */
    record Watch(String expression, Access access) implements BreakpointRequest {}

    /** What stops a watchpoint. */
    enum Access {
        WRITE,
        READ,
        ANY
    }
}
