package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.StopReason;
import java.nio.file.Path;

/** How a session stands, as a sentence. */
final class StopWords {
    private StopWords() {}

    /**
     * @param name of what is debugged
     * @param atStart whether it has not executed anything yet
     */
    static String of(String name, DebugState state, Sight sight, boolean atStart) {
        return switch (state) {
            case DebugState.Starting() -> name + ": gdb starts and reads the symbols\u2026";
            case DebugState.Running() -> name + " runs";
            case DebugState.Stopped stopped
            when atStart -> name + " stands before its first instruction: set breakpoints, then continue";
            case DebugState.Stopped stopped -> name + " " + reason(stopped.reason()) + where(stopped, sight);
            case DebugState.Ended(var why) -> why.isEmpty() ? name + " is debugged no longer." : name + ": " + why;
        };
    }

    private static String reason(StopReason reason) {
        return switch (reason) {
            case StopReason.Asked() -> "stands still";
            case StopReason.AtBreakpoint(var number) -> "stopped at breakpoint " + number;
            case StopReason.Watched(var number, var expression, var before, var after) ->
                "changed " + expression + (before.isEmpty() ? " to " : " from " + before + " to ") + after;
            case StopReason.Signal(var signal, var meaning) ->
                "got " + signal + (meaning.isEmpty() ? "" : " (" + meaning + ")");
            case StopReason.Crashed() -> "crashed";
        };
    }

    private static String where(DebugState.Stopped stopped, Sight sight) {
        var frame = sight == null ? stopped.frame() : sight.frame().or(stopped::frame);
        var thread = sight == null
                ? ""
                : sight.thread().map(DebugThread::name).map(name -> ", " + name).orElse("");
        return frame.map(StopWords::place).map(place -> ", in " + place).orElse("") + thread;
    }

    /** Such as {@code main, main.c:12} or {@code 0xfff0}. */
    static String place(Frame frame) {
        var function = frame.function().isEmpty() ? "0x" + Long.toHexString(frame.address()) : frame.function();
        return function + line(frame);
    }

    private static String line(Frame frame) {
        return frame.line().isPresent()
                ? ", " + file(frame) + ":" + frame.line().getAsInt()
                : "";
    }

    /** The source's name without its folders; empty where there is none. */
    static String file(Frame frame) {
        return frame.file()
                .map(Path::getFileName)
                .map(Path::toString)
                .orElse(frame.recordedFile().substring(frame.recordedFile().lastIndexOf('/') + 1));
    }
}
