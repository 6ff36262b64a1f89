package dev.diver.deployer.vm;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.run.Outcome;
import dev.diver.qemu.LastWords;
import dev.diver.qemu.Spawner;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A unikernel under its tender: a process whose output is the console, and whose status is the guest's. */
final class TenderDive implements RunningDive {
    private static final int PIECE = 1 << 16;
    /** Solo5, include/solo5.h: SOLO5_EXIT_ABORT, what the tender ends with when the guest aborts. */
    private static final int ABORT = 255;

    private final TenderPlan plan;
    private final RunFolder folder;
    private final DiveEvents events;
    private final DrainedConsole console;
    private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
    private volatile boolean isStopping;
    private Process process;

    TenderDive(TenderPlan plan, RunFolder folder, DiveEvents events) {
        this.plan = plan;
        this.folder = folder;
        this.events = events;
        // Solo5's console has no input.
        console = new DrainedConsole("console", folder.data().resolve("console.log"), bytes -> {});
    }

    void start(Spawner spawner) throws IOException {
        try {
            process = spawner.piped(plan.command(), folder.data());
        } catch (IOException e) {
            console.close();
            throw e;
        }
        events.spawned();
        // A platform thread: what blocks in the read of a pipe would hold a virtual thread's carrier.
        Thread.ofPlatform().daemon().name("drain " + folder.id()).start(this::drain);
    }

    private void drain() {
        var end = new GuestEnd(Outcome.FAILED, OptionalInt.empty(), "Diver lost the tender.");
        try (console) {
            feed();
            end = end(process.waitFor());
        } catch (IOException e) {
            end = new GuestEnd(Outcome.FAILED, OptionalInt.empty(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            ended.complete(end);
        }
    }

    private void feed() throws IOException {
        var piece = new byte[PIECE];
        var heard = false;
        try (var in = process.getInputStream()) {
            for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (!heard) {
                    heard = true;
                    events.firstOutput();
                }
                console.feed(piece, 0, count);
            }
        }
    }

    private GuestEnd end(int status) {
        if (isStopping) {
            return new GuestEnd(Outcome.STOPPED, OptionalInt.empty(), "");
        }
        if (status < 128) {
            return new GuestEnd(Outcome.EXITED, OptionalInt.of(status), "");
        }
        var reason =
                status == ABORT ? "The unikernel aborted." : "Its process was killed by signal " + (status - 128) + ".";
        var words =
                LastWords.find(console.log(), plan.request().kernel().manifest().fail());
        return new GuestEnd(
                Outcome.CRASHED,
                OptionalInt.empty(),
                reason + words.map(line -> " It said: " + line).orElse(""));
    }

    @Override
    public List<Console> consoles() {
        return List.of(console);
    }

    /** Solo5 has no way to ask: the tender's end is the guest's. */
    @Override
    public void stopPolitely() {
        isStopping = true;
        process.destroy();
    }

    @Override
    public void stopHard() {
        isStopping = true;
        process.destroyForcibly();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }
}
