package dev.diver.core.dive;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.dive.DiveEnd.Cause;
import dev.diver.core.problem.DiverException;
import dev.diver.core.run.ControlServer;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunFolders;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.run.Runs;
import dev.diver.core.syscall.SyscallSampler;
import dev.diver.core.syscall.SyscallSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One dive from its plan to its end: keeps its record, obeys orders to stop, and tells who listens. */
final class WatchedDive implements ActiveDive {
    /** Each step lets the guest go for a moment, and nobody wants to read that it runs then. */
    private static final int STEP_MS = 300;

    private static final ProcessHandle ME = ProcessHandle.current();
    private static final Optional<Instant> ME_SINCE = ME.info().startInstant();

    private final DivePlan plan;
    private final RunFolder folder;
    private final Runs runs;
    private final RunFolders folders;
    private final Instant started;
    private final DiveClock clock;
    private final List<Consumer<ActiveDive>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RunRecord> ended = new CompletableFuture<>();

    private RunState state = RunState.PREPARING;
    private Cause ending = Cause.BY_ITSELF;
    private boolean held;
    /** Grows with each time that the guest is stopped or goes on. */
    private long holds;

    private final Object saving = new Object();
    private Optional<GuestEnd> end = Optional.empty();
    private RunningDive running;
    private ControlServer control;
    private Optional<SyscallSampler> syscalls = Optional.empty();

    /** @param asked when the person asked for it, by {@link System#nanoTime} */
    WatchedDive(DivePlan plan, RunFolder folder, Runs runs, RunFolders folders, Instant started, long asked) {
        this.plan = plan;
        this.folder = folder;
        this.runs = runs;
        this.folders = folders;
        this.started = started;
        clock = new DiveClock(System::nanoTime, asked);
    }

    void start(Deployer deployer, Optional<Duration> timeout) throws IOException {
        try {
            runs.save(record());
            // Before the guest: once it runs, nothing may fail any more.
            control = new ControlServer(folders, folder.id(), new DiveOrders(this));
            var begun = deployer.start(plan, folder, new Events());
            var sampler = followed(begun);
            Cause asked;
            synchronized (this) {
                running = begun;
                syscalls = sampler;
                asked = ending;
                state = held ? RunState.HELD : RunState.RUNNING;
            }
            if (asked != Cause.BY_ITSELF) {
                end(asked);
            }
            // A guest that stands at its start is being looked at; nobody's time is running.
            timeout.ifPresent(limit -> begun.begun().thenRun(() -> after(limit, Cause.TIMED_OUT)));
        } catch (RuntimeException | IOException e) {
            finish(new GuestEnd(Outcome.FAILED, OptionalInt.empty(), String.valueOf(e.getMessage())));
            throw e;
        }
        saveQuietly();
        running.ended()
                .whenComplete((how, failure) ->
                        Thread.ofVirtual().start(() -> finish(failure == null ? how : lost(failure))));
        changed();
    }

    /** Where the deployer itself failed nobody knows how the guest ended, and the dive is over all the same. */
    private static GuestEnd lost(Throwable failure) {
        return new GuestEnd(
                Outcome.FAILED, OptionalInt.empty(), "How the guest ended was not learnt: " + failure.getMessage());
    }

    /** What cannot be counted is told at the end: the guest runs, and nothing may fail any more. */
    private Optional<SyscallSampler> followed(RunningDive begun) {
        Optional<SyscallSource> source;
        try {
            source = begun.syscalls();
        } catch (RuntimeException e) {
            source = Optional.of(() -> {
                throw e;
            });
        }
        var sampler = source.map(one -> new SyscallSampler(one, folder.data()));
        sampler.ifPresent(SyscallSampler::start);
        return sampler;
    }

    private void after(Duration wait, Cause why) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> end(why));
    }

    /** A guest that runs is not given up because its record could not be written, as on a full disk. */
    private RunRecord saveQuietly() {
        // Several threads do this, and the last one must write what is true last.
        synchronized (saving) {
            RunRecord record;
            synchronized (this) {
                record = record(end.isPresent() ? RunState.ENDED : state);
            }
            try {
                runs.save(record);
            } catch (DiverException e) {
                // Tried again at the end; a record that stays unfinished is mended by the next start.
            }
            return record;
        }
    }

    /** @param change which of the holds it was: one that was followed by another is not told */
    private void hold(boolean isHeld, long change) {
        synchronized (this) {
            if (change != holds) {
                return;
            }
            held = isHeld;
            var before = state;
            if (state == RunState.RUNNING || state == RunState.HELD) {
                state = isHeld ? RunState.HELD : RunState.RUNNING;
            }
            if (state == before) {
                return;
            }
        }
        saveQuietly();
        changed();
    }

    private void finish(GuestEnd how) {
        // Before the record says that it is over: who waits for that finds the file.
        syscalls().ifPresent(SyscallSampler::close);
        synchronized (this) {
            end = Optional.of(how);
            clock.ended();
        }
        try {
            if (control != null) {
                control.close();
            }
            folders.removeRuntime(folder.id());
        } catch (IOException | UncheckedIOException e) {
            // Sockets that stay are removed by the next start.
        }
        var record = saveQuietly();
        // Only now: who sees that it is over, at whatever else it is told of, finds it so in the list of runs too.
        synchronized (this) {
            state = RunState.ENDED;
        }
        changed();
        ended.complete(record);
    }

    private void end(Cause why) {
        RunningDive guest;
        synchronized (this) {
            if (end.isPresent()) {
                return;
            }
            // The first reason stands, but a polite stop may still become a hard one.
            if (ending == Cause.BY_ITSELF || ending == Cause.STOPPED && why == Cause.KILLED) {
                ending = why;
            }
            state = RunState.STOPPING;
            guest = running;
        }
        if (guest == null) {
            // Still being started; the start sees what was asked for and does it.
            return;
        }
        changed();
        if (why == Cause.STOPPED) {
            guest.stopPolitely();
            after(guest.patience(), Cause.KILLED);
        } else {
            guest.stopHard();
        }
    }

    @Override
    public String runId() {
        return folder.id();
    }

    @Override
    public synchronized DivePlan plan() {
        return running == null ? plan : running.carriedOut().orElse(plan);
    }

    @Override
    public synchronized RunState state() {
        return state;
    }

    @Override
    public synchronized RunRecord record() {
        return record(state);
    }

    private RunRecord record(RunState state) {
        var request = plan.request();
        var over = state == RunState.ENDED;
        var end = over ? this.end.map(this::called) : Optional.<DiveEnd>empty();
        return new RunRecord(
                folder.id(),
                request.net().name(),
                request.kernel().manifest().reference().toString(),
                request.kernel().digest(),
                plan.mode(),
                request.net().directory(),
                state,
                end.map(DiveEnd::outcome),
                end.isPresent() ? OptionalInt.of(end.get().exitCode()) : OptionalInt.empty(),
                end.map(DiveEnd::reason).orElse(""),
                plan.accelerator(),
                started,
                clock.timeline(),
                folder.data().resolve("console.log"),
                over ? OptionalLong.empty() : OptionalLong.of(ME.pid()),
                over ? Optional.empty() : ME_SINCE,
                over || running == null ? OptionalLong.empty() : running.pid(),
                plan().commands());
    }

    private DiveEnd called(GuestEnd how) {
        return new DiveEnd(how, ending, clock.isSilent(), syscalls.flatMap(SyscallSampler::problem));
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        RunningDive guest;
        synchronized (this) {
            guest = running;
        }
        return guest == null
                ? CompletableFuture.completedFuture(
                        new DebugAccess.Unavailable("The guest is still being started; try again in a moment."))
                : guest.debug();
    }

    @Override
    public synchronized List<Console> consoles() {
        return running == null ? List.of() : running.consoles();
    }

    @Override
    public synchronized Optional<SyscallSampler> syscalls() {
        return syscalls;
    }

    @Override
    public void stop() {
        end(Cause.STOPPED);
    }

    @Override
    public void kill() {
        end(Cause.KILLED);
    }

    @Override
    public Console.Subscription onChange(Consumer<ActiveDive> listener) {
        listeners.add(listener);
        listener.accept(this);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<RunRecord> ended() {
        return ended.copy();
    }

    private void changed() {
        for (var listener : listeners) {
            try {
                listener.accept(this);
            } catch (RuntimeException e) {
                listeners.remove(listener);
            }
        }
    }

    private final class Events implements DiveEvents {
        @Override
        public void prepared() {
            clock.prepared();
            changed();
        }

        @Override
        public void spawned() {
            clock.spawned();
            changed();
        }

        @Override
        public void firstOutput() {
            clock.firstOutput();
            changed();
        }

        @Override
        public void held(boolean isHeld) {
            long change;
            synchronized (WatchedDive.this) {
                change = ++holds;
            }
            CompletableFuture.delayedExecutor(isHeld ? 0 : STEP_MS, TimeUnit.MILLISECONDS)
                    .execute(() -> hold(isHeld, change));
        }
    }
}
