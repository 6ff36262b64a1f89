package dev.diver.console.gdb;

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
import dev.diver.console.debug.Variable;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A session with gdb. One worker asks gdb and waits for it, so that what belongs together stays together; gdb's events come
 * on the thread that reads it, and views hear of them on another.
 */
final class GdbSession implements DebugSession {
    private static final int LEAVING_MS = 8000;

    private final DebugTarget target;
    private final DrainedConsole terminal;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Events events = new Events();
    private final Places places = new Places();
    private final Execution execution = new Execution(events);
    private final BreakpointTable breakpoints = new BreakpointTable(places, events);
    private final Selection selection = new Selection();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("debugger").factory());

    private final MiConnection connection =
            new MiConnection(new Records(execution, breakpoints, selection, places, events, this::gone), this::end);
    private final Gdb gdb = new Gdb(connection);
    private final BreakpointSetter setter = new BreakpointSetter(gdb, breakpoints);
    private final Variables variables = new Variables(gdb);
    private final Memory memory = new Memory(gdb, places);
    private final GuestControl control;
    private final Registers registers;
    private final Paging paging;
    private final Threads threads;
    private final Link link;

    private volatile GdbProcess process;
    private volatile boolean closing;

    GdbSession(DebugTarget target, Path log) {
        this.target = target;
        threads = new Threads(gdb, places, target.processors());
        link = new Link(gdb, target);
        control = new GuestControl(
                gdb, execution, selection, !link.isDump(), () -> end("The guest does not obey the debugger any more."));
        registers = new Registers(gdb, target.source());
        paging = new Paging(gdb, target.source());
        terminal = new DrainedConsole("gdb", log, typed -> {
            var running = process;
            if (running != null) {
                running.type(typed);
            }
        });
    }

    void begin(HostProgram programs, SymbolMismatch mismatch) {
        worker.execute(() -> {
            try {
                start(programs, mismatch);
            } catch (DiverException e) {
                end(e.problem().text());
            } catch (IOException | RuntimeException e) {
                end("gdb could not be started: " + e.getMessage());
            }
        });
    }

    private void start(HostProgram programs, SymbolMismatch mismatch) throws IOException {
        var program = GdbProgram.require(programs);
        var symbols = SymbolLoader.usable(target.symbols(), mismatch, notes);
        if (target.symbols().isEmpty()) {
            notes.add("There are no symbols of this guest: it is shown by addresses.");
        }
        for (var note : notes) {
            var line = ("[diver: " + note + "]\r\n").getBytes(StandardCharsets.UTF_8);
            terminal.feed(line, 0, line.length);
        }
        var parser = new MiParser(connection::accept);
        var started = GdbProcess.start(GdbArguments.options(program), terminal::feed, parser::parse);
        process = started;
        connection.open(started.commands());
        started.ended()
                .thenRun(() -> end(closing ? "" : "gdb has ended: it was left in its own terminal, or it failed."));
        if (execution.isOver()) {
            started.kill();
        }
        link.load(symbols, notes);
        setter.symbols(symbols);
        link.attach();
        execution.attached(threads.whereItStands(link.isDump()));
    }

    /** The target is gone from gdb. */
    private void gone() {
        if (!closing) {
            end("The guest has ended, or gdb was detached from it.");
        }
    }

    /** From any thread, and once. */
    private void end(String why) {
        execution.end(closing ? "" : why);
        var running = process;
        if (running != null) {
            running.kill();
        }
        connection.end("gdb has ended");
        worker.shutdown();
        events.close();
        closeTerminal();
    }

    private void closeTerminal() {
        // Waits for those that still read it.
        Thread.ofPlatform().daemon().name("gdb's terminal ends").start(() -> {
            try {
                terminal.close();
            } catch (IOException e) {
                // Its log is as complete as it can be.
            }
        });
    }

    private <T> CompletableFuture<T> ask(Callable<T> question) {
        var answer = new CompletableFuture<T>();
        try {
            worker.execute(() -> {
                try {
                    answer.complete(question.call());
                } catch (DiverException e) {
                    answer.completeExceptionally(e);
                } catch (Exception e) {
                    answer.completeExceptionally(
                            Gdb.refused("The debugger failed.", String.valueOf(e.getMessage()), ""));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(Gdb.refused(
                    "The debugger has ended.",
                    execution.shown() instanceof DebugState.Ended ended ? ended.why() : "",
                    "Start debugging anew."));
        }
        return answer;
    }

    private <T> CompletableFuture<T> askStopped(Callable<T> question) {
        return ask(() -> {
            control.requireStopped();
            variables.refresh(execution.runs());
            return question.call();
        });
    }

    private CompletableFuture<Void> act(Action action) {
        return ask(() -> {
            action.run();
            return null;
        });
    }

    /** What changes something. */
    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    @Override
    public Console terminal() {
        return terminal;
    }

    @Override
    public DebugState state() {
        return execution.shown();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public Console.Subscription onEvent(Consumer<DebugEvent> listener) {
        return events.add(listener);
    }

    @Override
    public CompletableFuture<Void> resume() {
        return act(control::resume);
    }

    @Override
    public CompletableFuture<Void> interrupt() {
        return act(control::interrupt);
    }

    @Override
    public CompletableFuture<Void> step(Step kind) {
        return act(() -> control.step(kind));
    }

    @Override
    public CompletableFuture<Void> runTo(CodePlace place) {
        return act(() -> {
            control.requireAlive();
            var number = setter.addOnce(place);
            // Whatever stops the guest, it is wanted no more.
            execution.onNextStop(() -> act(() -> gdb.tryToAsk("-break-delete " + number)));
            control.resume();
        });
    }

    @Override
    public CompletableFuture<Void> select(int thread, int frame) {
        return act(() -> {
            control.requireStopped();
            threads.select(thread, frame);
            selection.set(thread, frame);
        });
    }

    @Override
    public List<Breakpoint> breakpoints() {
        return breakpoints.all();
    }

    @Override
    public CompletableFuture<Breakpoint> add(BreakpointRequest request) {
        return ask(() -> control.whileStopped(() -> setter.add(request)));
    }

    @Override
    public CompletableFuture<Void> remove(int breakpoint) {
        return act(() -> control.whileStopped(() -> setter.remove(breakpoint)));
    }

    @Override
    public CompletableFuture<Void> enable(int breakpoint, boolean enabled) {
        return act(() -> control.whileStopped(() -> setter.enable(breakpoint, enabled)));
    }

    @Override
    public CompletableFuture<List<DebugThread>> threads() {
        return ask(() -> threads.all(execution.isRunning()));
    }

    @Override
    public CompletableFuture<List<Frame>> frames(int thread, int first, int count) {
        return askStopped(() -> threads.frames(thread, first, count));
    }

    @Override
    public CompletableFuture<List<Variable>> locals(int thread, int frame) {
        return askStopped(() -> variables.locals(thread, frame));
    }

    @Override
    public CompletableFuture<Variable> evaluate(String expression, int thread, int frame) {
        return askStopped(() -> variables.evaluate(expression, thread, frame));
    }

    @Override
    public CompletableFuture<List<Variable>> children(Variable variable) {
        return askStopped(() -> variables.children(variable));
    }

    @Override
    public CompletableFuture<Variable> assign(Variable variable, String value) {
        return askStopped(() -> {
            var changed = variables.assign(variable, value);
            events.tell(new DebugEvent.ValuesChanged());
            return changed;
        });
    }

    @Override
    public CompletableFuture<List<Register>> registers(int thread) {
        return askStopped(() -> registers.of(thread));
    }

    @Override
    public CompletableFuture<MemoryBlock> memory(String expression, long offset, int length) {
        return askStopped(() -> memory.read(expression, offset, length));
    }

    @Override
    public CompletableFuture<List<Instruction>> disassemble(String expression, int count) {
        return askStopped(() -> memory.disassemble(expression, count));
    }

    @Override
    public CompletableFuture<PageWalk> walk(long address) {
        return askStopped(() -> paging.walk(address, selection.thread()));
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        act(this::leave);
        // Whatever gdb is at, it does not outlive this by long.
        CompletableFuture.delayedExecutor(LEAVING_MS, TimeUnit.MILLISECONDS).execute(() -> end(""));
    }

    private void leave() throws InterruptedException {
        if (!execution.isOver() && !link.mustStayStopped(execution.runs() > 0)) {
            execution.hide();
            control.interrupt();
            link.leave();
        }
        end("");
    }
}
