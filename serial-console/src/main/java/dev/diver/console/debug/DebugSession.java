package dev.diver.console.debug;

import dev.diver.core.dive.Console;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A debugger at a guest. Thread-safe; each method returns at once. Answers complete on a thread of the session, which must
 * not be blocked, and fail with a {@link dev.diver.core.problem.DiverException} that says what to do. All that asks about
 * registers, memory or variables fails while the guest runs.
 */
public interface DebugSession extends AutoCloseable {

    /** The debugger's own terminal, for those who want it; what is typed there changes this session too. */
    Console terminal();

    DebugState state();

    /** What the person should know, such as symbols that were refused. Complete once the session has left {@code Starting}. */
    default List<String> notes() {
        return List.of();
    }

    /** Called on a thread of the session, one event at a time, from now on. */
    Console.Subscription onEvent(Consumer<DebugEvent> listener);

    CompletableFuture<Void> resume();

    /** Stops a guest that runs. */
    CompletableFuture<Void> interrupt();

    CompletableFuture<Void> step(Step kind);

    /** Goes on until that place is reached, or something else stops the guest. */
    CompletableFuture<Void> runTo(CodePlace place);

    /** Makes them the ones that a step and an expression mean. */
    CompletableFuture<Void> select(int thread, int frame);

    /** Those that are set, by number. */
    List<Breakpoint> breakpoints();

    /** Fails where there is no such code, or no more of the processor's own breakpoints. */
    CompletableFuture<Breakpoint> add(BreakpointRequest request);

    CompletableFuture<Void> remove(int breakpoint);

    CompletableFuture<Void> enable(int breakpoint, boolean enabled);

    CompletableFuture<List<DebugThread>> threads();

    /** The innermost is 0. */
    CompletableFuture<List<Frame>> frames(int thread, int first, int count);

    /** Arguments and local variables. */
    CompletableFuture<List<Variable>> locals(int thread, int frame);

    CompletableFuture<Variable> evaluate(String expression, int thread, int frame);

    /** The members or elements of one that has some; at most 1,000 of them. */
    CompletableFuture<List<Variable>> children(Variable variable);

    /** @param value an expression */
    CompletableFuture<Variable> assign(Variable variable, String value);

    CompletableFuture<List<Register>> registers(int thread);

    /**
     * @param expression of an address
     * @param length in bytes, at most 64 KiB
     */
    CompletableFuture<MemoryBlock> memory(String expression, long offset, int length);

    /**
     * Instructions with the source lines that they come from.
     *
     * @param expression of an address
     * @param count at most 1,000
     */
    CompletableFuture<List<Instruction>> disassemble(String expression, int count);

    /** What the page tables of the selected thread make of an address. */
    CompletableFuture<PageWalk> walk(long address);

    /** Leaves the guest running, but for one that was started stopped and never went on. */
    @Override
    void close();
}
