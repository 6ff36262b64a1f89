package dev.diver.app.screen.fake;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.ConsoleTimesFile;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.syscall.SyscallSampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A guest that greets and ends with 0; or, where its program is called forever, waits until it is stopped. */
public final class FakeDive implements ActiveDive {
    private static final String LINUX = """
            [    0.000000] Linux version 6.1.0-41-cloud-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian
            [    0.000000] Command line: console=ttyS0 memmap=128M$512M maxcpus=1 quiet
            [    0.412007] diver: region 0x20000000-0x28000000, core 1 taken from Linux
            """.replace("\n", "\r\n");
    private static final String COKERNEL = "snorkel 0.1.0 cokernel, cpu 1, 128 MiB\r\nloaded the program\r\n";
    private static final int SPOKE_MS = 12_400;
    private final DivePlan plan;
    private final FakeRuns runs;
    private final FakeConsole console;
    private final List<FakeConsole> consoles;
    private final List<Consumer<ActiveDive>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RunRecord> ended = new CompletableFuture<>();
    private final Optional<SyscallSampler> syscalls;
    private volatile RunRecord record;

    FakeDive(DivePlan plan, RunRecord record, FakeRuns runs) {
        this.plan = plan;
        this.record = record;
        this.runs = runs;
        var several = record.net().contains("calls");
        console = new FakeConsole(several ? "program" : "serial", record.console());
        consoles =
                several ? List.of(console, further("linux", LINUX), further("cokernel", COKERNEL)) : List.of(console);
        // Where the net's name says so, it forwards system calls.
        syscalls = record.net().contains("calls")
                ? Optional.of(
                        new SyscallSampler(new FakeSyscalls(), record.console().getParent()))
                : Optional.empty();
        syscalls.ifPresent(SyscallSampler::start);
        runs.save(record);
    }

    private FakeConsole further(String name, String says) {
        var one = new FakeConsole(name, record.console().resolveSibling("console-" + name + ".log"));
        one.say(says);
        return one;
    }

    void begin(boolean forever) {
        Thread.ofPlatform().daemon().name("fake-guest").start(() -> live(forever));
    }

    private void live(boolean forever) {
        step(RunState.RUNNING, Optional.empty(), OptionalInt.empty(), "", 12, 15, 140, -1);
        console.say(
                "snorkel 0.1.0 linked, 1 cpu, 128 MiB\r\n\u001b[32mready\u001b[0m\r\nhello world\r\nthat took 812 ns\r\n");
        if (!forever) {
            Pause.millis(150);
            end(Outcome.EXITED, 0, "");
        }
    }

    /** As if a debugger had stopped it, or let it go. */
    public void hold(boolean held) {
        step(held ? RunState.HELD : RunState.RUNNING, Optional.empty(), OptionalInt.empty(), "", 12, 15, 140, -1);
    }

    private void end(Outcome outcome, int status, String reason) {
        try {
            Files.createDirectories(console.log().getParent());
            for (var one : consoles) {
                Files.write(one.log(), one.all());
                Files.write(ConsoleTimesFile.beside(one.log()), times(one.all().length));
            }
        } catch (IOException e) {
            throw FakeNets.unchecked(e);
        }
        syscalls.ifPresent(SyscallSampler::close);
        step(RunState.ENDED, Optional.of(outcome), OptionalInt.of(status), reason, 12, 15, 140, 412);
        ended.complete(record);
    }

    /** As if it had said half of it at once, and the rest a while later; see {@link ConsoleTimesFile}. */
    private static byte[] times(int length) {
        var now = System.currentTimeMillis();
        return ByteBuffer.allocate(8 + 4 * Long.BYTES)
                .put("DIVERCT1".getBytes(StandardCharsets.US_ASCII))
                .putLong(0)
                .putLong(now - SPOKE_MS)
                .putLong(Math.max(1, length / 2))
                .putLong(now)
                .array();
    }

    private synchronized void step(
            RunState state, Optional<Outcome> outcome, OptionalInt status, String reason, long... at) {
        if (record.state() == RunState.ENDED) {
            return;
        }
        record = FakeRuns.record(record, state, outcome, status, reason, at);
        runs.save(record);
        listeners.forEach(listener -> listener.accept(this));
    }

    @Override
    public String runId() {
        return record.run();
    }

    @Override
    public DivePlan plan() {
        return plan;
    }

    @Override
    public RunState state() {
        return record.state();
    }

    @Override
    public RunRecord record() {
        return record;
    }

    @Override
    public List<Console> consoles() {
        return List.copyOf(consoles);
    }

    @Override
    public Optional<SyscallSampler> syscalls() {
        return syscalls;
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        return CompletableFuture.completedFuture(new DebugAccess.Available(new DebugTarget(
                new DebugTarget.Source.Stub(record.directory().resolve("debug.sock")),
                "i386:x86-64",
                List.of(),
                List.of(),
                List.of(new DebugTarget.SourceFolder(
                        "/net", plan.request().net().directory())))));
    }

    @Override
    public void stop() {
        Thread.ofPlatform().daemon().start(() -> end(Outcome.STOPPED, 143, "stopped by a person"));
    }

    @Override
    public void kill() {
        Thread.ofPlatform().daemon().start(() -> end(Outcome.STOPPED, 137, "killed by a person"));
    }

    @Override
    public Console.Subscription onChange(Consumer<ActiveDive> listener) {
        listeners.add(listener);
        listener.accept(this);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<RunRecord> ended() {
        return ended;
    }

    static OptionalLong at(long millis) {
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }
}
