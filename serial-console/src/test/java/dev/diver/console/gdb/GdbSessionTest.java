package dev.diver.console.gdb;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.Step;
import dev.diver.console.debug.StopReason;
import dev.diver.console.debug.Variable;
import dev.diver.core.process.HostProgram;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real gdb at a real guest. */
@Timeout(120)
class GdbSessionTest {
    @TempDir
    private static Path built;

    @TempDir
    private Path folder;

    private static Path image;

    @BeforeAll
    static void build() throws Exception {
        System.setProperty("pty4j.tmpdir", built.toString());
        image = ProbeGuest.build(built);
    }

    @Test
    void stepsThroughAFunctionAndChangesALocal() throws Exception {
        try (var guest = ProbeGuest.stopped(image, folder);
                var session = start(guest)) {
            var start = await(session, DebugState.Stopped.class);
            assertEquals(0xfff0, start.frame().orElseThrow().address());
            var breakpoint = get(session.add(function("area")));
            assertEquals("area", breakpoint.what());
            get(session.resume());
            var stop = awaitStop(session, StopReason.AtBreakpoint.class);
            assertEquals("area", stop.frame().orElseThrow().function());
            assertEquals(guest.source, stop.frame().orElseThrow().file().orElseThrow());
            var frames = get(session.frames(stop.thread(), 0, 20));
            assertEquals("main", frames.get(1).function());

            var locals = get(session.locals(stop.thread(), 0));
            var shape = named(locals, "shape");
            assertTrue(shape.argument());
            var corners = named(get(session.children(shape)), "corners");
            var second = get(session.children(corners)).get(1);
            assertEquals("[1]", second.name());
            assertEquals("9", named(get(session.children(second)), "x").value());
            assertEquals("((shape)->corners)[1]", second.expression());

            assertEquals("2", named(locals, "factor").value());
            assertEquals(
                    "10", get(session.assign(named(locals, "factor"), "10")).value());
            get(session.step(Step.OVER));
            var stepped = awaitStop(session, StopReason.Asked.class);
            assertEquals(23, stepped.frame().orElseThrow().line().orElseThrow());
            get(session.remove(breakpoint.number()));
            assertTrue(session.breakpoints().isEmpty());
            get(session.resume());
            await(session, DebugState.Ended.class);
            assertTrue(guest.said().contains("first 270"), guest.said());
            assertTrue(guest.said().contains("second 54"), guest.said());
        }
    }

    private DebugSession start(ProbeGuest guest) {
        return new GdbDebugger(new HostProgram("/usr/bin:/bin"))
                .start(guest.target(), folder.resolve("gdb.log"), SymbolMismatch.LEAVE_OUT);
    }

    private static BreakpointRequest function(String name) {
        return new BreakpointRequest.Code(new CodePlace.Function(name), false, "", OptionalInt.empty());
    }

    private static Variable named(java.util.List<Variable> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(variables.toString()));
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(60, SECONDS);
    }

    private static <T extends DebugState> T await(DebugSession session, Class<T> wanted) throws Exception {
        return wanted.cast(await(session, wanted::isInstance));
    }

    private static DebugState.Stopped awaitStop(DebugSession session, Class<? extends StopReason> wanted)
            throws Exception {
        var stopped = (DebugState.Stopped) await(session, DebugState.Stopped.class::isInstance);
        assertInstanceOf(wanted, stopped.reason());
        return stopped;
    }

    private static DebugState await(DebugSession session, Predicate<DebugState> wanted) throws Exception {
        for (var tries = 0; tries < 1200; tries++) {
            var state = session.state();
            if (wanted.test(state)) {
                return state;
            }
            assertTrue(tries == 0 || !(state instanceof DebugState.Ended), state.toString());
            Thread.sleep(50);
        }
        throw new AssertionError(session.state().toString());
    }
}
