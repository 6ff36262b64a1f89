package dev.diver.deployer.hardware;

import dev.diver.cokernel.CokernelEnd;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.run.Outcome;
import dev.diver.core.syscall.StreamedSource;
import dev.diver.core.syscall.SyscallSource;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.node.ssh.RemoteProcess;
import dev.diver.node.ssh.SshConnection;
import dev.diver.qemu.OutputsReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program on a node's co-kernel, until the node has everything back. Thread-safe. */
final class HardwareDive implements RunningDive {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LAST_COUNTS = Duration.ofSeconds(5);
    private static final Duration OUTPUTS = Duration.ofMinutes(10);
    private static final int MOST_OUTPUT = 256 << 20;

    private final HardwarePlan plan;
    private final RunFolder folder;
    private final SshConnection connection;
    private final Guard guard;
    private final CokernelEnd words;
    private final DrainedConsole console;
    private final StreamedSource calls = new StreamedSource();
    private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
    private final Executor orders = Executors.newVirtualThreadPerTaskExecutor();
    private final NodeStub stub;
    private volatile RemoteProcess program;

    HardwareDive(HardwarePlan plan, RunFolder folder, SshConnection connection, Guard guard, CokernelEnd words) {
        this.plan = plan;
        this.folder = folder;
        this.connection = connection;
        this.guard = guard;
        this.words = words;
        stub = new NodeStub(plan, connection, words.places(), folder.runtime().resolve("gdb"));
        console = new DrainedConsole("program", folder.data().resolve("console.log"), this::typed);
    }

    /** The partition is taken; starts the program and what watches it. */
    void start(DiveEvents events) {
        var counts = plan.options().statistics()
                ? Optional.of(guard.calls(new Feed(calls::feed)))
                : Optional.<RemoteProcess>empty();
        var first = new AtomicBoolean();
        program = guard.run(new Feed((bytes, offset, length) -> {
            if (first.compareAndSet(false, true)) {
                events.firstOutput();
            }
            console.feed(bytes, offset, length);
        }));
        events.spawned();
        Thread.ofPlatform().daemon().name("dive on " + plan.node().name()).start(() -> watch(counts));
    }

    private void watch(Optional<RemoteProcess> counts) {
        GuestEnd end;
        try {
            var status = program.ended().join();
            end = told(status, counts);
        } catch (RuntimeException e) {
            end = failed(e);
        }
        guard.close();
        stub.close();
        connection.close();
        try {
            console.close();
        } catch (IOException e) {
            // Its log is as long as it could be.
        }
        ended.complete(end);
    }

    private GuestEnd told(OptionalInt status, Optional<RemoteProcess> counts) {
        if (status.isEmpty() && !connection.isOpen()) {
            return new GuestEnd(
                    Outcome.FAILED,
                    OptionalInt.empty(),
                    "The connection to " + plan.node().name() + " is lost; the node takes everything back within "
                            + plan.options().timerSeconds() + " s.");
        }
        counts.ifPresent(process -> process.await(LAST_COUNTS));
        var outputs = outputs();
        var noted = guard.release("the program ended");
        if (status.isEmpty()) {
            return new GuestEnd(Outcome.FAILED, OptionalInt.empty(), "The node ended the program: " + noted + ".");
        }
        var end = new GuestEnd(Outcome.EXITED, status, outputs);
        var seen = calls.read();
        return words.failure(end, seen)
                .orElseGet(() -> words.withUnsupported(end, seen.orElse(SyscallStatistics.NONE)));
    }

    /** @return what went wrong with the files that come back; empty where nothing did */
    private String outputs() {
        var wanted = plan.request().net().outputs();
        if (wanted.isEmpty()) {
            return "";
        }
        var there = wanted.stream().map(path -> path.substring(1)).toList();
        try {
            var said = connection.run(
                    RootShell.command(
                            "cd " + plan.directory() + "/root && exec tar -c -f - -- " + SshConnection.quoted(there)),
                    new SshConnection.RemoteLimits(OUTPUTS, MOST_OUTPUT),
                    new Cancellation());
            var stream = folder.data().resolve("outputs.tar");
            Files.write(stream, said.output());
            try {
                var came = OutputsReader.read(stream, wanted, folder.data().resolve("outputs"));
                return came == wanted.size() ? "" : "Of its outputs " + came + " of " + wanted.size() + " came back.";
            } finally {
                Files.deleteIfExists(stream);
            }
        } catch (IOException | DiverException e) {
            return "Its outputs did not come back: " + e.getMessage() + ".";
        }
    }

    private static GuestEnd failed(RuntimeException e) {
        var why = e instanceof DiverException known
                ? known.problem().what() + " " + known.problem().why()
                : String.valueOf(e.getMessage());
        return new GuestEnd(Outcome.FAILED, OptionalInt.empty(), why.strip());
    }

    private void typed(byte[] bytes) {
        orders.execute(() -> {
            try {
                program.write(bytes);
            } catch (IOException e) {
                // It has ended.
            }
        });
    }

    private void signal(String name) {
        orders.execute(() -> {
            try {
                guard.signal(name);
            } catch (RuntimeException e) {
                // The connection is lost: then the guard on the node ends it.
            }
        });
    }

    @Override
    public Optional<SyscallSource> syscalls() {
        return plan.options().statistics() ? Optional.of(calls) : Optional.empty();
    }

    @Override
    public List<Console> consoles() {
        return List.of(console);
    }

    @Override
    public void stopPolitely() {
        signal("TERM");
    }

    /** Where the first place could not be emptied, this is another one. */
    @Override
    public Optional<DivePlan> carriedOut() {
        return Optional.of(plan);
    }

    /** Its end is there when the node has everything back, which takes a while by itself. */
    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void stopHard() {
        signal("KILL");
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        return CompletableFuture.supplyAsync(stub::open, orders);
    }

    @Override
    public CompletableFuture<GuestEnd> ended() {
        return ended.copy();
    }

    /** Takes bytes as they come. */
    @FunctionalInterface
    private interface Bytes {
        void take(byte[] bytes, int offset, int length);
    }

    private static final class Feed extends OutputStream {
        private final Bytes to;

        Feed(Bytes to) {
            this.to = to;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            to.take(bytes, offset, length);
        }
    }
}
