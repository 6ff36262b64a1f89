package dev.diver.app.screen.fake;

import dev.diver.console.debug.Breakpoint;
import dev.diver.console.debug.BreakpointRequest;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugEvent;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Instruction;
import dev.diver.console.debug.MemoryBlock;
import dev.diver.console.debug.PageWalk;
import dev.diver.console.debug.Register;
import dev.diver.console.debug.Step;
import dev.diver.console.debug.StopReason;
import dev.diver.console.debug.Variable;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.Console;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A debugger at a program of a few lines, on two processors; for tests of views only. */
public final class FakeDebugSession implements DebugSession {
    private static final int FIRST_LINE = 12;
    private static final int LAST_LINE = 15;

    private final Path source;
    private final FakeConsole terminal;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fake-gdb").factory());
    private final List<Consumer<DebugEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, Breakpoint> breakpoints = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>(Map.of("argc", "2", "start", "81230"));
    private volatile DebugState state = new DebugState.Starting();
    private int line = FIRST_LINE - 1;
    private int numbers;

    private FakeDebugSession(DebugTarget target, Path log) {
        source = target.sources().getFirst().here().resolve("src/main.c");
        terminal = new FakeConsole("gdb", log);
        terminal.say("Remote debugging using debug.sock\r\n(gdb) ");
    }

    /** As a debugger for the window. */
    public static DebugSession open(DebugTarget target, Path log) {
        var session = new FakeDebugSession(target, log);
        session.worker.execute(() -> {
            Pause.millis(30);
            session.stop(
                    target.source() instanceof DebugTarget.Source.Dump
                            ? new StopReason.Crashed()
                            : new StopReason.Asked());
        });
        return session;
    }

    @Override
    public Console terminal() {
        return terminal;
    }

    @Override
    public DebugState state() {
        return state;
    }

    @Override
    public Console.Subscription onEvent(Consumer<DebugEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(DebugEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private void now(DebugState changed) {
        state = changed;
        tell(new DebugEvent.StateChanged(changed));
    }

    private void stop(StopReason reason) {
        now(new DebugState.Stopped(reason, 2, Optional.of(frame(0))));
    }

    private <T> CompletableFuture<T> answer(Supplier<T> what) {
        return CompletableFuture.supplyAsync(what, worker);
    }

    private CompletableFuture<Void> act(Runnable what) {
        return CompletableFuture.runAsync(what, worker);
    }

    @Override
    public CompletableFuture<Void> resume() {
        return act(() -> {
            now(new DebugState.Running());
            Pause.millis(20);
            breakpoints.values().stream()
                    .filter(Breakpoint::enabled)
                    .filter(breakpoint -> breakpoint.line().orElse(0) > line)
                    .findFirst()
                    .ifPresent(this::hit);
        });
    }

    private void hit(Breakpoint breakpoint) {
        line = breakpoint.line().orElseThrow();
        breakpoints.computeIfPresent(
                breakpoint.number(),
                (number, was) -> new Breakpoint(
                        number,
                        was.kind(),
                        was.what(),
                        was.file(),
                        was.line(),
                        was.address(),
                        was.function(),
                        was.condition(),
                        was.enabled(),
                        was.hits() + 1));
        tell(new DebugEvent.BreakpointsChanged(breakpoints()));
        stop(new StopReason.AtBreakpoint(breakpoint.number()));
    }

    @Override
    public CompletableFuture<Void> interrupt() {
        return act(() -> stop(new StopReason.Asked()));
    }

    @Override
    public CompletableFuture<Void> step(Step kind) {
        return act(() -> {
            now(new DebugState.Running());
            Pause.millis(5);
            line = Math.min(LAST_LINE, line + 1);
            stop(new StopReason.Asked());
        });
    }

    @Override
    public CompletableFuture<Void> runTo(CodePlace place) {
        return act(() -> {
            now(new DebugState.Running());
            line = place instanceof CodePlace.Line(var file, var number) ? number : line;
            stop(new StopReason.Asked());
        });
    }

    @Override
    public CompletableFuture<Void> select(int thread, int frame) {
        return act(() -> {});
    }

    @Override
    public List<Breakpoint> breakpoints() {
        return List.copyOf(breakpoints.values());
    }

    @Override
    public CompletableFuture<Breakpoint> add(BreakpointRequest request) {
        return answer(() -> {
            var number = ++numbers;
            var made = switch (request) {
                case BreakpointRequest.Code(
                        CodePlace.Line(var file, var at),
                        var hardware,
                        var condition,
                        var thread) -> {
                    if (at > 100) {
                        throw refused("There is no code in line " + at + ".");
                    }
                    yield new Breakpoint(
                            number,
                            hardware ? "hw breakpoint" : "breakpoint",
                            file.getFileName() + ":" + at,
                            Optional.of(file),
                            OptionalInt.of(at),
                            OptionalLong.of(0x101000 + at),
                            "main",
                            condition,
                            true,
                            0);
                }
                case BreakpointRequest.Code code ->
                    new Breakpoint(
                            number,
                            "breakpoint",
                            "a function",
                            Optional.of(source),
                            OptionalInt.of(FIRST_LINE),
                            OptionalLong.of(0x101000),
                            "main",
                            code.condition(),
                            true,
                            0);
                case BreakpointRequest.Watch(var expression, var access) ->
                    new Breakpoint(
                            number,
                            "hw watchpoint",
                            expression,
                            Optional.empty(),
                            OptionalInt.empty(),
                            OptionalLong.empty(),
                            "",
                            "",
                            true,
                            0);
            };
            breakpoints.put(number, made);
            tell(new DebugEvent.BreakpointsChanged(breakpoints()));
            return made;
        });
    }

    @Override
    public CompletableFuture<Void> remove(int breakpoint) {
        return act(() -> {
            breakpoints.remove(breakpoint);
            tell(new DebugEvent.BreakpointsChanged(breakpoints()));
        });
    }

    @Override
    public CompletableFuture<Void> enable(int breakpoint, boolean enabled) {
        return act(() -> breakpoints.computeIfPresent(
                breakpoint,
                (number, was) -> new Breakpoint(
                        number,
                        was.kind(),
                        was.what(),
                        was.file(),
                        was.line(),
                        was.address(),
                        was.function(),
                        was.condition(),
                        enabled,
                        was.hits())));
    }

    private Frame frame(int level) {
        return switch (level) {
            case 0 ->
                new Frame(0, 0x101000 + line, "main", Optional.of(source), "/net/src/main.c", OptionalInt.of(line));
            case 1 ->
                new Frame(
                        1,
                        0xffffffff80102bc4L,
                        "start_application",
                        Optional.empty(),
                        "/usr/src/snorkel/kernel/application_with_a_long_name.c",
                        OptionalInt.of(88));
            default -> new Frame(level, 0xffffffff80100042L, "", Optional.empty(), "", OptionalInt.empty());
        };
    }

    @Override
    public CompletableFuture<List<DebugThread>> threads() {
        return answer(() -> List.of(
                new DebugThread(
                        1,
                        "cpu 0",
                        "Linux",
                        Optional.of(new Frame(
                                0,
                                0xffffffff81b2c0a0L,
                                "native_safe_halt",
                                Optional.empty(),
                                "arch/x86/include/asm/irqflags.h",
                                OptionalInt.of(50)))),
                new DebugThread(2, "cpu 1", "snorkel", Optional.of(frame(0)))));
    }

    @Override
    public CompletableFuture<List<Frame>> frames(int thread, int first, int count) {
        return answer(() -> thread == 1
                ? List.of(new Frame(
                        0,
                        0xffffffff81b2c0a0L,
                        "native_safe_halt",
                        Optional.empty(),
                        "arch/x86/include/asm/irqflags.h",
                        OptionalInt.of(50)))
                : List.of(frame(0), frame(1), frame(2)).subList(Math.min(first, 2), Math.min(3, first + count)));
    }

    private Variable variable(String name, String type, int children, boolean argument) {
        return new Variable(name, name, name, type, values.getOrDefault(name, "{...}"), children, argument);
    }

    @Override
    public CompletableFuture<List<Variable>> locals(int thread, int frame) {
        return answer(() -> {
            if (thread == 1) {
                throw refused("There are no symbols of Linux: its debug package is not there.");
            }
            values.put("start", String.valueOf(81230 + line));
            return List.of(
                    variable("argc", "int", 0, true),
                    new Variable("argv", "argv", "argv", "char **", "0x41ff80", 1, true),
                    variable("start", "uint64_t", 0, false),
                    new Variable(
                            "channel",
                            "channel",
                            "channel",
                            "struct snorkel_shared_memory_channel_with_a_long_name",
                            "{...}",
                            2,
                            false));
        });
    }

    @Override
    public CompletableFuture<Variable> evaluate(String expression, int thread, int frame) {
        return answer(() -> {
            if (expression.startsWith("(unsigned long)")) {
                return new Variable("a", "a", expression, "unsigned long", "1052672", 0, false);
            }
            if (!values.containsKey(expression)) {
                throw refused("No symbol \"" + expression + "\" in current context.");
            }
            return variable(expression, "int", 0, false);
        });
    }

    @Override
    public CompletableFuture<List<Variable>> children(Variable variable) {
        return answer(() -> variable.name().equals("argv")
                ? List.of(new Variable("argv.0", "[0]", "argv[0]", "char *", "0x41ff90 \"hello\"", 0, false))
                : List.of(
                        new Variable("c.head", "head", "channel.head", "unsigned int", "4", 0, false),
                        new Variable(
                                "c.bytes",
                                "bytes",
                                "channel.bytes",
                                "unsigned char [4096]",
                                "\"the bytes that are waiting to be taken by who reads them at the other end\"",
                                0,
                                false)));
    }

    @Override
    public CompletableFuture<Variable> assign(Variable variable, String value) {
        return answer(() -> {
            if (!value.matches("[0-9a-fx]+")) {
                throw refused("\"" + value + "\" is no value.");
            }
            values.put(variable.name(), value);
            tell(new DebugEvent.ValuesChanged());
            return new Variable(
                    variable.id(),
                    variable.name(),
                    variable.expression(),
                    variable.type(),
                    value,
                    0,
                    variable.argument());
        });
    }

    @Override
    public CompletableFuture<List<Register>> registers(int thread) {
        return answer(() -> {
            var all = new ArrayList<Register>();
            for (var name : List.of("rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11")) {
                all.add(new Register(
                        Register.Group.GENERAL,
                        name,
                        "0x" + Long.toHexString(name.hashCode() * 31L + (name.equals("rax") ? line : 0)),
                        List.of()));
            }
            all.add(new Register(Register.Group.GENERAL, "rip", "0x" + Long.toHexString(0x101000 + line), List.of()));
            all.add(new Register(
                    Register.Group.GENERAL,
                    "eflags",
                    "0x246",
                    List.of(
                            new Register.Bit("PF", "even parity"),
                            new Register.Bit("ZF", "the result was zero"),
                            new Register.Bit("IF", "interrupts are enabled"))));
            all.add(new Register(
                    Register.Group.CONTROL,
                    "cr0",
                    "0x80010033",
                    List.of(
                            new Register.Bit("PG", "paging"),
                            new Register.Bit("WP", "write protection for the kernel"),
                            new Register.Bit("PE", "protected mode"))));
            all.add(new Register(Register.Group.CONTROL, "cr3", "0x102000", List.of()));
            all.add(new Register(Register.Group.SEGMENT, "cs", "0x8", List.of()));
            all.add(new Register(Register.Group.VECTOR, "xmm0", "{0x0, 0x0, 0x0, 0x0}", List.of()));
            return all;
        });
    }

    @Override
    public CompletableFuture<MemoryBlock> memory(String expression, long offset, int length) {
        return answer(() -> {
            if (expression.equals("nowhere")) {
                throw refused("No symbol \"nowhere\" in current context.");
            }
            var bytes = new byte[length];
            for (var i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 7 + (i == 20 ? line : 0));
            }
            return new MemoryBlock(0x41ff80 + offset, bytes);
        });
    }

    @Override
    public CompletableFuture<List<Instruction>> disassemble(String expression, int count) {
        return answer(() -> {
            var all = new ArrayList<Instruction>();
            for (var i = 0; i < Math.min(count, 20); i++) {
                all.add(new Instruction(
                        0x101000 + FIRST_LINE + i,
                        "48 8b 45 f8",
                        i % 2 == 0 ? "mov    -0x8(%rbp),%rax" : "call   0x1020f0 <printf>",
                        "main",
                        i,
                        Optional.of(source),
                        OptionalInt.of(FIRST_LINE + i / 4)));
            }
            return all;
        });
    }

    @Override
    public CompletableFuture<PageWalk> walk(long address) {
        return answer(() -> new PageWalk(
                address,
                List.of(
                        new PageWalk.Level("PML4", 0, 0x102000, 0x103027, List.of("P", "RW", "US", "A")),
                        new PageWalk.Level("PDPT", 0, 0x103000, 0x104027, List.of("P", "RW", "US", "A")),
                        new PageWalk.Level("PD", 0, 0x104000, 0xe7, List.of("P", "RW", "US", "A", "D", "PS"))),
                OptionalLong.of(address),
                ""));
    }

    @Override
    public void close() {
        worker.execute(() -> now(new DebugState.Ended("")));
        worker.shutdown();
    }

    private static DiverException refused(String why) {
        return new DiverException(Problem.Kind.FAILED, why, "", "");
    }
}
