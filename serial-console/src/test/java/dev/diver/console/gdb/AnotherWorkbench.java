package dev.diver.console.gdb;

import dev.diver.console.debug.DebugState;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.process.HostProgram;
import java.nio.file.Path;
import java.util.List;

/** A process that debugs, until it is killed. */
final class AnotherWorkbench {
    private AnotherWorkbench() {}

    /** Returns once it is at the guest, which stands still then. */
    static Process at(Path socket, Path log) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dpty4j.tmpdir=" + System.getProperty("pty4j.tmpdir"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AnotherWorkbench.class.getName(),
                        socket.toString(),
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = process.inputReader().readLine();
        if (!"attached".equals(said)) {
            process.destroyForcibly();
            throw new AssertionError(said);
        }
        return process;
    }

    public static void main(String[] arguments) throws Exception {
        var target = new DebugTarget(
                new DebugTarget.Source.Stub(Path.of(arguments[0])), "i386:x86-64", List.of(), List.of(), List.of());
        var session = new GdbDebugger(new HostProgram("/usr/bin:/bin"))
                .start(target, Path.of(arguments[1]), SymbolMismatch.LEAVE_OUT);
        while (session.state() instanceof DebugState.Starting) {
            Thread.sleep(20);
        }
        System.out.println(session.state() instanceof DebugState.Stopped ? "attached" : session.state());
        Thread.sleep(60_000);
    }
}
