package dev.diver.console.gdb;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    }

    /** Of Debian 11 to 13, Ubuntu, Fedora, Red Hat, openSUSE, of Arm's toolchain, and as it was released. */
    @ParameterizedTest
    @CsvSource({
        "GNU gdb (Debian 10.1-1.7) 10.1.90.20210103-git, 10",
        "GNU gdb (Debian 13.1-3) 13.1, 13",
        "GNU gdb (Debian 16.3-1) 16.3, 16",
        "GNU gdb (Ubuntu 12.1-0ubuntu1~22.04.2) 12.1, 12",
        "GNU gdb (Ubuntu 15.0.50.20240403-0ubuntu1) 15.0.50.20240403-git, 15",
        "GNU gdb (Fedora Linux) 13.2-11.fc39, 13",
        "GNU gdb (GDB) Red Hat Enterprise Linux 8.2-20.el8, 8",
        "GNU gdb (GDB) Red Hat Enterprise Linux 14.2-4.el9, 14",
        "GNU gdb (GDB; openSUSE Leap 15.5) 12.1, 12",
        "GNU gdb (Arm GNU Toolchain 13.2.rel1 (Build arm-13.7)) 13.2.90.20231008-git, 13",
        "GNU gdb (GDB) 12.1, 12",
        "GNU gdb (GDB) 16.1, 16",
        "GNU gdb (GDB) 17.0.50.20250315-git, 17"
    })
    void theVersionIsReadFromWhatGdbCallsItself(String line, int version) {
        assertEquals(OptionalInt.of(version), GdbProgram.version(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GNU gdb", "lldb version 14.0.6", "GNU gdb (Debian 13.1-3)", "bash: gdb: not found"})
    void whatIsNoGdbHasNoVersion(String line) {
        assertEquals(OptionalInt.empty(), GdbProgram.version(line));
    }

    /** The stub of a QEMU that was stopped from outside: the connection stays, and nothing comes from it any more. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStubThatFallsSilentEndsTheSession(boolean asItGoesOn) throws Exception {
        var socket = folder.resolve("stub");
        var qemu = new ProcessBuilder(
                        "qemu-system-x86_64",
                        "-accel",
                        "tcg",
                        "-m",
                        "32",
                        "-display",
                        "none",
                        "-nodefaults",
                        "-S",
                        "-gdb",
                        "unix:" + socket + ",server=on,wait=off")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.txt").toFile())
                .start();
        try {
            for (var tries = 0; !Files.exists(socket) && qemu.isAlive() && tries < 600; tries++) {
                Thread.sleep(50);
            }
            try (var session = start(socket)) {
                for (var tries = 0; !(session.state() instanceof DebugState.Stopped) && tries < 600; tries++) {
                    Thread.sleep(50);
                }
                assertInstanceOf(DebugState.Stopped.class, session.state());
                signal(qemu, "STOP");
                var asked = asItGoesOn ? session.resume() : session.memory("0x1000", 0, 16);
                var why = end(session);
                assertTrue(why.contains("stub"), why);
                assertTrue(why.contains("does not answer any more") || why.contains("may hang"), why);
                // Whoever asked is not left waiting.
                asked.handle((answer, problem) -> problem).get(10, SECONDS);
            }
            signal(qemu, "CONT");
        } finally {
            qemu.destroyForcibly().waitFor();
        }
        noGdbIsLeft();
    }

    private static void signal(Process process, String signal) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertEquals(0, kill.waitFor());
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
