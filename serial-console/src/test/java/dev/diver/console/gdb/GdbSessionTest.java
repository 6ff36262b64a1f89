package dev.diver.console.gdb;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugEvent;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Register;
import dev.diver.console.debug.Step;
import dev.diver.console.debug.StopReason;
import dev.diver.console.debug.Variable;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real gdb at a real guest. */
@Timeout(400)
class GdbSessionTest {
    @TempDir
    private static Path built;

    @TempDir
    private Path folder;

    private static Path image;

    @BeforeAll
    static void build() throws Exception {
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
            assertEquals(24, stepped.frame().orElseThrow().line().orElseThrow());
            get(session.remove(breakpoint.number()));
            assertTrue(session.breakpoints().isEmpty());
            get(session.resume());
            await(session, DebugState.Ended.class);
            assertTrue(guest.said().contains("first 270"), guest.said());
            assertTrue(guest.said().contains("second 54"), guest.said());
        }
    }

    @Test
    void seesWhereAHungGuestHangs() throws Exception {
        try (var guest = ProbeGuest.running(image, folder, "hang")) {
            guest.awaitHang();
            long before;
            try (var session = start(guest)) {
                var stop = awaitStop(session, StopReason.Asked.class);
                assertEquals("hang", stop.frame().orElseThrow().function());
                assertEquals(
                        List.of("hang", "main"),
                        get(session.frames(stop.thread(), 0, 2)).stream()
                                .map(Frame::function)
                                .toList());
                assertEquals(List.of(), get(session.frames(stop.thread(), 100, 2)));
                assertEquals(List.of("cpu 0", "cpu 1"), names(get(session.threads())));
                readsRegisters(get(session.registers(stop.thread())));
                readsMemory(session);
                disassembles(session);
                walksPageTables(session);
                watches(session);
                before = counter(session);
                get(session.resume());
                await(session, DebugState.Running.class);
                fails("The guest runs.", session.locals(1, 0));
                assertEquals(List.of("cpu 0", "cpu 1"), names(get(session.threads())));
                setsABreakpointWhileTheGuestRuns(session);
            }
            // The guest goes on without the debugger, and takes the next one.
            assertTrue(guest.isAlive());
            try (var session = start(guest)) {
                awaitStop(session, StopReason.Asked.class);
                assertNotEquals(before, counter(session));
            }
        }
    }

    @Test
    void whatIsTypedAtGdbsTerminalIsSeen() throws Exception {
        try (var guest = ProbeGuest.stopped(image, folder, "hang");
                var session = start(guest)) {
            await(session, DebugState.Stopped.class);
            var told = new LinkedBlockingQueue<DebugEvent>();
            session.onEvent(told::add);
            type(session, "tbreak main");
            next(told, DebugEvent.BreakpointsChanged.class);
            type(session, "thread 2");
            assertEquals(new DebugEvent.Selected(2, 0), next(told, DebugEvent.Selected.class));
            type(session, "continue");
            assertInstanceOf(
                    DebugState.Running.class,
                    next(told, DebugEvent.StateChanged.class).state());
            assertInstanceOf(
                    DebugState.Stopped.class,
                    next(told, DebugEvent.StateChanged.class).state());
            get(session.runTo(new CodePlace.Line(guest.source, 49)));
            var stop = awaitStop(session, StopReason.Asked.class);
            assertEquals(49, stop.frame().orElseThrow().line().orElseThrow());
            type(session, "set var factor = 100");
            next(told, DebugEvent.ValuesChanged.class);
            get(session.step(Step.INTO));
            assertEquals(
                    "printf",
                    awaitStop(session, StopReason.Asked.class)
                            .frame()
                            .orElseThrow()
                            .function());
            get(session.step(Step.OUT));
            awaitStop(session, StopReason.Asked.class);
            get(session.step(Step.INSTRUCTION_OVER));
            awaitStop(session, StopReason.Asked.class);
            type(session, "quit");
            await(session, DebugState.Ended.class);
        }
    }

    @Test
    void aGuestThatNeverWentOnStaysWhereItIs() throws Exception {
        try (var guest = ProbeGuest.stopped(image, folder)) {
            var other = guest.target(guest.image, Optional.of("0123abcd"));
            try (var session = start(other, SymbolMismatch.LEAVE_OUT)) {
                await(session, DebugState.Stopped.class);
                assertTrue(
                        session.notes().getFirst().contains("0123abcd"),
                        session.notes().toString());
                fails("No breakpoint can be set at area.", session.add(function("area")));
            }
            try (var session = start(other, SymbolMismatch.FAIL)) {
                var why = await(session, DebugState.Ended.class).why();
                var real = guest.target().symbols().getFirst().buildId().orElseThrow();
                assertTrue(why.contains("0123abcd") && why.contains(real), why);
            }
            try (var session = start(guest)) {
                var stop = awaitStop(session, StopReason.Asked.class);
                assertEquals(0xfff0, stop.frame().orElseThrow().address());
                get(session.resume());
                await(session, DebugState.Ended.class);
                assertTrue(guest.said().contains("second"), guest.said());
            }
        }
    }

    @Test
    void aKilledWorkbenchLeavesTheGuestRunningAndNoGdb() throws Exception {
        try (var guest = ProbeGuest.running(image, folder, "hang")) {
            guest.awaitHang();
            var socket = ((DebugTarget.Source.Stub) guest.target().source()).socket();
            var workbench = AnotherWorkbench.at(socket, folder.resolve("other.log"));
            var left = workbench.descendants().toList();
            assertFalse(left.isEmpty());
            workbench.destroyForcibly();
            for (var tries = 0; left.stream().anyMatch(ProcessHandle::isAlive); tries++) {
                assertTrue(tries < 400, left.toString());
                Thread.sleep(50);
            }
            try (var session = start(guest)) {
                awaitStop(session, StopReason.Asked.class);
                var before = counter(session);
                get(session.step(Step.INSTRUCTION_OVER));
                awaitStop(session, StopReason.Asked.class);
                assertTrue(counter(session) >= before);
            }
        }
    }

    @Test
    void aCrashStopsInTheDebugger() throws Exception {
        try (var guest = ProbeGuest.stopped(image, folder, "crash");
                var session = start(guest)) {
            await(session, DebugState.Stopped.class);
            get(session.resume());
            var stop = awaitStop(session, StopReason.Crashed.class);
            var calls = get(session.frames(stop.thread(), 0, 20)).stream()
                    .map(Frame::function)
                    .toList();
            assertTrue(calls.containsAll(List.of("crash", "main")), calls.toString());
            get(session.select(stop.thread(), calls.indexOf("crash")));
            assertEquals(
                    "0x7fff00000000",
                    get(session.evaluate("nowhere", stop.thread(), calls.indexOf("crash")))
                            .value());
        }
    }

    @Test
    void looksIntoADump() throws Exception {
        DebugTarget dump;
        try (var guest = ProbeGuest.running(image, folder, "hang")) {
            guest.awaitHang();
            dump = guest.dump();
        }
        try (var session = start(dump, SymbolMismatch.FAIL)) {
            var stop = awaitStop(session, StopReason.Crashed.class);
            assertEquals("hang", stop.frame().orElseThrow().function());
            assertEquals(List.of("cpu 0", "cpu 1"), names(get(session.threads())));
            assertTrue(counter(session) > 0);
            assertTrue(register(get(session.registers(1)), "cr0").bits().stream()
                    .anyMatch(bit -> "PG".equals(bit.name())));
            walksPageTables(session);
            fails("The guest has ended.", session.resume());
            fails("The guest has ended.", session.add(function("area")));
        }
    }

    private static void type(DebugSession session, String line) {
        session.terminal().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static <T extends DebugEvent> T next(BlockingQueue<DebugEvent> told, Class<T> wanted) throws Exception {
        while (true) {
            var event = told.poll(30, SECONDS);
            if (event == null || wanted.isInstance(event)) {
                assertNotNull(event, wanted.getSimpleName());
                return wanted.cast(event);
            }
        }
    }

    private static void readsRegisters(List<Register> registers) {
        var cr0 = register(registers, "cr0");
        assertEquals(Register.Group.CONTROL, cr0.group());
        var bits = cr0.bits().stream().map(Register.Bit::name).toList();
        assertTrue(bits.containsAll(List.of("PE", "WP", "PG")), bits.toString());
        assertTrue(
                register(registers, "efer").bits().stream().anyMatch(bit -> "LMA".equals(bit.name())),
                registers.toString());
        assertEquals(Register.Group.SEGMENT, register(registers, "cs").group());
        assertEquals(Register.Group.VECTOR, register(registers, "xmm0").group());
        assertTrue(registers.stream().noneMatch(register -> "al".equals(register.name())));
    }

    private static Register register(List<Register> registers, String name) {
        return registers.stream()
                .filter(register -> register.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void readsMemory(DebugSession session) throws Exception {
        var inner = get(session.memory("inner", 8, 8));
        assertArrayEquals(new byte[] {1, 0, 0, 0, 2, 0, 0, 0}, inner.bytes());
        assertEquals(inner.address() - 8, get(session.memory("&inner", 0, 1)).address());
        assertEquals(0, get(session.memory("0x7fff00000000", 0, 16)).bytes().length);
        fails("The address could not be evaluated.", session.memory("no_such_thing", 0, 1));
    }

    private void disassembles(DebugSession session) throws Exception {
        var instructions = get(session.disassemble("hang", 4));
        assertEquals(4, instructions.size());
        assertEquals("hang", instructions.getFirst().function());
        assertEquals(0, instructions.getFirst().offset());
        assertTrue(instructions.get(2).line().isPresent());
        assertEquals(1000, get(session.disassemble("0x100000", 1000)).size());
        fails("There are no instructions at 0x7fff00000000.", session.disassemble("0x7fff00000000", 4));
    }

    private static void walksPageTables(DebugSession session) throws Exception {
        var address = get(session.memory("&counter", 0, 4)).address();
        var walk = get(session.walk(address));
        assertEquals(OptionalLong.of(address), walk.physical(), walk.toString());
        assertEquals("PML4", walk.levels().getFirst().name());
        assertTrue(walk.levels().getLast().bits().containsAll(List.of("P", "RW", "NX")), walk.toString());
        assertTrue(get(session.walk(0x7fff_0000_0000L)).problem().contains("not present"));
        // Virtual memory is what is read afterwards.
        assertEquals(4, get(session.memory("&counter", 0, 4)).bytes().length);
    }

    private static void watches(DebugSession session) throws Exception {
        var watch = get(session.add(new BreakpointRequest.Watch("counter", BreakpointRequest.Access.WRITE)));
        assertEquals("counter", watch.what());
        get(session.resume());
        var stop = awaitStop(session, StopReason.Watched.class);
        var watched = (StopReason.Watched) stop.reason();
        assertEquals(Long.parseLong(watched.before()) + 1, Long.parseLong(watched.after()));
        get(session.remove(watch.number()));
    }

    private static void setsABreakpointWhileTheGuestRuns(DebugSession session) throws Exception {
        var told = new CopyOnWriteArrayList<DebugEvent>();
        var events = session.onEvent(told::add);
        var breakpoint = get(session.add(function("area")));
        assertInstanceOf(DebugState.Running.class, session.state());
        get(session.enable(breakpoint.number(), false));
        assertFalse(session.breakpoints().getFirst().enabled());
        get(session.remove(breakpoint.number()));
        get(session.interrupt());
        awaitStop(session, StopReason.Asked.class);
        // Views hear of it on another thread, a little later.
        for (var tries = 0; stops(told) == 0 && tries < 1200; tries++) {
            Thread.sleep(50);
        }
        events.close();
        assertEquals(1, stops(told), told.toString());
        fails("No breakpoint can be set at nowhere.", session.add(function("nowhere")));
    }

    private static long stops(List<DebugEvent> told) {
        return told.stream()
                .filter(event -> event instanceof DebugEvent.StateChanged changed
                        && changed.state() instanceof DebugState.Stopped)
                .count();
    }

    private static long counter(DebugSession session) throws Exception {
        return Long.parseLong(get(session.evaluate("counter", 1, 0)).value());
    }

    private static List<String> names(List<DebugThread> threads) {
        return threads.stream().map(DebugThread::name).toList();
    }

    private static void fails(String what, CompletableFuture<?> answer) {
        var failure = assertThrows(ExecutionException.class, () -> get(answer));
        assertEquals(what, ((DiverException) failure.getCause()).problem().what());
    }

    private DebugSession start(ProbeGuest guest) {
        return start(guest.target(), SymbolMismatch.FAIL);
    }

    private DebugSession start(DebugTarget target, SymbolMismatch mismatch) {
        return new GdbDebugger(new HostProgram("/usr/bin:/bin")).start(target, folder.resolve("gdb.log"), mismatch);
    }

    private static BreakpointRequest function(String name) {
        return new BreakpointRequest.Code(new CodePlace.Function(name), false, "", OptionalInt.empty());
    }

    private static Variable named(List<Variable> variables, String name) {
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
