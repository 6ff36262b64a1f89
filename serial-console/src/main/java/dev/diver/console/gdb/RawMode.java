package dev.diver.console.gdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * Makes a terminal pass bytes as they are. Done by its descriptor here and not by {@code stty} on its name: whoever opens
 * and closes the other side before gdb does leaves it hung up.
 */
final class RawMode {
    /** {@code struct termios} of the GNU C library has 60 bytes. */
    private static final int TERMIOS = 128;

    /** {@code TCSANOW} */
    private static final int NOW = 0;

    private RawMode() {}

    @SuppressWarnings("restricted")
    static void set(int descriptor) throws IOException {
        var linker = Linker.nativeLinker();
        var library = linker.defaultLookup();
        var get = linker.downcallHandle(
                library.findOrThrow("tcgetattr"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        var raw =
                linker.downcallHandle(library.findOrThrow("cfmakeraw"), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        var set = linker.downcallHandle(
                library.findOrThrow("tcsetattr"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var termios = arena.allocate(TERMIOS, 8);
            var got = (int) get.invokeExact(descriptor, termios);
            raw.invokeExact(termios);
            if (got != 0 || (int) set.invokeExact(descriptor, NOW, termios) != 0) {
                throw new IOException("a pseudo-terminal could not be made raw");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("a pseudo-terminal could not be made raw", e);
        }
    }
}
