package dev.diver.console.gdb;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stubs, symbols and debuggers that are not as they should be. */
@Timeout(400)
class MisbehaviourTest {
    @TempDir
    private Path folder;

    @Test
    void aStubThatNeverAnswersEndsTheSession() throws Exception {
        var socket = folder.resolve("stub");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            // As QEMU's does to a second debugger: the connection waits, and nobody takes it.
            server.bind(UnixDomainSocketAddress.of(socket));
            try (var session = start(socket)) {
                assertTrue(end(session).contains("Another debugger may be at this guest"), end(session));
                noGdbIsLeft();
            }
        }
    }

    @Test
    void aStubThatDiesInAnAnswerEndsTheSession() throws Exception {
        var socket = folder.resolve("stub");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            try (var session = start(socket);
                    var connection = server.accept()) {
                connection.read(ByteBuffer.allocate(64));
                connection.write(ByteBuffer.wrap("+$PacketSi".getBytes(StandardCharsets.US_ASCII)));
                connection.close();
                assertTrue(end(session).contains("See whether the guest still runs"), end(session));
            }
        }
    }

    @Test
    void noStubAtAllEndsTheSession() throws Exception {
        try (var session = start(folder.resolve("none"))) {
            assertTrue(end(session).contains("No such file"), end(session));
        }
    }

    @Test
    void anOldGdbIsRefused() throws Exception {
        var old = folder.resolve("gdb");
        Files.writeString(old, "#!/bin/sh\necho 'GNU gdb (GDB) 8.2.1'\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwx------"));
        var refusal = assertThrows(DiverException.class, () -> GdbProgram.require(new HostProgram(folder.toString())));
        assertEquals("gdb is too old.", refusal.problem().what());
        assertTrue(refusal.problem().why().contains("8.2.1"), refusal.problem().why());
        assertThrows(DiverException.class, () -> GdbProgram.require(new HostProgram("/nonexistent")));
        for (var line : List.of("GNU gdb (Debian 13.1-3) 13.1", "GNU gdb (Fedora Linux) 13.2-11.fc39")) {
            assertEquals(13, GdbProgram.version(line).orElseThrow(), line);
        }
    }

    private DebugSession start(Path socket) {
        var target =
                new DebugTarget(new DebugTarget.Source.Stub(socket), "i386:x86-64", List.of(), List.of(), List.of());
        return new GdbDebugger(new HostProgram("/usr/bin:/bin"))
                .start(target, folder.resolve("gdb.log"), SymbolMismatch.LEAVE_OUT);
    }

    private static String end(DebugSession session) throws Exception {
        for (var tries = 0; tries < 2400; tries++) {
            if (session.state() instanceof DebugState.Ended(var why)) {
                return why;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(session.state().toString());
    }

    private static void noGdbIsLeft() throws Exception {
        for (var gdb : ProcessHandle.current().descendants().toList()) {
            gdb.onExit().get(50, SECONDS);
        }
    }
}
