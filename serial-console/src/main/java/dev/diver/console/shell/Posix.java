package dev.diver.console.shell;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Calls of the kernel that Java has no words for. What fails gives the error's number, negative. */
@SuppressWarnings("restricted")
final class Posix {

    /** {@code EINTR}: a signal came; to be called again. */
    static final int INTERRUPTED = -4;
    /** {@code EIO}: for the reader of a pseudo-terminal, that nobody has its other side any more. */
    static final int HUNG_UP = -5;
    /** {@code POLLIN} */
    static final short READABLE = 1;
    /** {@code struct pollfd}: descriptor, events, and at the last of these offsets what came. */
    static final int POLL_SIZE = 8;

    static final int POLL_EVENTS = 4;
    static final int POLL_CAME = 6;

    /** {@code EFD_CLOEXEC} */
    private static final int CLOSE_ON_EXEC = 0x80000;

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle POLL = function(
            "poll",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle READ = function(
            "read",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle EVENT = function(
            "eventfd", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle SIGNAL = function(
            "eventfd_write", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);

    private static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
    }

    private int result(long returned) {
        return returned < 0 ? -(int) ERROR.get(state, 0L) : (int) returned;
    }

    /** Waits, however long, until something can be read. */
    int poll(MemorySegment descriptors, long count) throws IOException {
        try {
            return result((int) POLL.invokeExact(state, descriptors, count, -1));
        } catch (Throwable failure) {
            throw failed("poll", failure);
        }
    }

    int read(int descriptor, MemorySegment into) throws IOException {
        try {
            return result((long) READ.invokeExact(state, descriptor, into, into.byteSize()));
        } catch (Throwable failure) {
            throw failed("read", failure);
        }
    }

    /** A descriptor that can be read from once it was signalled. */
    int event() throws IOException {
        try {
            return result((int) EVENT.invokeExact(state, 0, CLOSE_ON_EXEC));
        } catch (Throwable failure) {
            throw failed("eventfd", failure);
        }
    }

    int signal(int event) throws IOException {
        try {
            return result((int) SIGNAL.invokeExact(state, event, 1L));
        } catch (Throwable failure) {
            throw failed("eventfd_write", failure);
        }
    }

    int close(int descriptor) throws IOException {
        try {
            return result((int) CLOSE.invokeExact(state, descriptor));
        } catch (Throwable failure) {
            throw failed("close", failure);
        }
    }

    private static IOException failed(String call, Throwable why) {
        return new IOException("the kernel's " + call + " could not be called", why);
    }
}
