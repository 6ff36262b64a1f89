package dev.diver.console.debug;

import java.util.List;

/** What a view is told. */
public sealed interface DebugEvent {

    record StateChanged(DebugState state) implements DebugEvent {}

    record BreakpointsChanged(List<Breakpoint> breakpoints) implements DebugEvent {}

    /** The person chose another thread or frame in gdb's own terminal. */
    record Selected(int thread, int frame) implements DebugEvent {}

    /** Memory, registers or variables were changed; what is shown of them is to be asked for anew. */
    record ValuesChanged() implements DebugEvent {}
}
