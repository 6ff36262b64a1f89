package dev.diver.app.command;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** A program that takes over the terminal until it ends. */
final class ForegroundProgram {
    /** {@code SIGINT} and {@code SIG_IGN} of Linux. */
    private static final int INTERRUPT = 2;

    private static final MemorySegment IGNORED = MemorySegment.ofAddress(1);

    private ForegroundProgram() {}

    /** Returns its exit status. Ctrl-C is the program's alone meanwhile. */
    static int run(List<String> command, Cancellation cancellation) {
        // A terminal sends Ctrl-C to all of its foreground, which this process belongs to and would end by.
        var before = signal(IGNORED);
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            try (var registration = cancellation.onCancel(process::destroy)) {
                return process.waitFor();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, command.getFirst() + " could not be started.", e.getMessage(), ""),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TOOL_FAILED;
        } finally {
            signal(before);
        }
    }

    /** Returns the handler that there was. */
    private static MemorySegment signal(MemorySegment handler) {
        try {
            return (MemorySegment) function().invokeExact(INTERRUPT, handler);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("signal"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }
}
