package dev.diver.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A machine that runs: its process, consoles, QMP, and in the end what became of it. */
public final class QemuDive implements RunningDive {
    private static final long LAST_WORDS_MS = 5000;
    private static final long PATIENCE_MS = 1500;
    /** How long Linux may take, on a busy host, to say that it heard that the program is to end. */
    private static final long HEARING_MS = 5000;

    private static final String PANIC = "guest-panic";
    /** As docker stop has it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final QemuGuest plan;
    private final RunFolder folder;
    private final DiveEvents events;
    private final AtomicBoolean standing = new AtomicBoolean();
    private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
    private final Qmp qmp;
    private final Path outputsStream;
    private final GuestLines lines;
    private final EndReport report;
    private final DebugStub stub;
    private final LastLook lastLook;
    private final Optional<Supplier<String>> part;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private volatile boolean disobeyed;
    private volatile boolean isStopping;
    private volatile String shutdown = "";
    private Process process;

    /** Opens all that QEMU connects to. */
    public QemuDive(QemuGuest plan, RunFolder folder, DiveEvents events) throws IOException {
        this(plan, folder, events, List.of(), Optional.empty());
    }

    /**
     * @param streams what the guest sends beside its consoles; each is drained until the guest has ended
     * @param part where a panic is one of a part of the machine, of which the rest goes on: what that part says of it
     */
    public QemuDive(
            QemuGuest plan,
            RunFolder folder,
            DiveEvents events,
            List<QemuGuest.Stream> streams,
            Optional<Supplier<String>> part)
            throws IOException {
        this.part = part;
        this.plan = plan;
        this.folder = folder;
        this.events = events;
        report = new EndReport(plan, folder);
        outputsStream = folder.data().resolve("outputs.tar");
        qmp = new Qmp(plan.qmp(), this::event);
        stub = new DebugStub(qmp, plan.debug(), plan.code(), plan.ownStub());
        lastLook = new LastLook(new CrashKeeper(qmp, plan, folder.data()), stub, () -> events.held(true));
        try {
            lines = new GuestLines(plan, outputsStream, streams, new ConsoleSignals(qmp), events::firstOutput);
        } catch (IOException | RuntimeException e) {
            qmp.close();
            throw e;
        }
    }

    private void event(JsonNode event) {
        switch (event.path("event").asText()) {
            case "SHUTDOWN" -> stands(event.path("data").path("reason").asText());
            case "GUEST_PANICKED" -> panicked();
            case "STOP" -> {
                if (!standing.get()) {
                    events.held(true);
                }
            }
            case "RESUME" -> {
                begun.complete(null);
                events.held(false);
            }
            default -> {}
        }
    }

    /** A guest that ended before QEMU took orders was not heard; only that it stands still is known. */
    private void missed(JsonNode status) {
        switch (status.path("status").asText()) {
            case "shutdown" -> stands(report.hasTripleFault() ? "guest-reset" : "guest-shutdown");
            case "guest-panicked" -> panicked();
            // It waits for a debugger at its first instruction, or one was there before QEMU was heard.
            case "prelaunch", "paused", "debug" -> events.held(true);
            default -> {}
        }
    }

    private void panicked() {
        if (part.isEmpty()) {
            stands(PANIC);
            return;
        }
        Thread.ofVirtual().name("look at a part of " + folder.id()).start(() -> goOn(part.get()));
    }

    /** A part of the machine has crashed; the rest brings it to its end. */
    private void goOn(Supplier<String> words) {
        try {
            if (!isStopping) {
                lastLook.take(words.get());
            }
            qmp.execute("cont");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first reason is the guest's; ending QEMU afterwards is ours. */
    private void stands(String reason) {
        if (standing.getAndSet(true)) {
            return;
        }
        shutdown = reason;
        if (reason.startsWith("guest-")) {
            Thread.ofVirtual().name("last look at " + folder.id()).start(this::endMachine);
        }
    }

    /** QEMU would stand for ever. */
    private void endMachine() {
        try {
            var end = report.of(0, shutdown, lines.status());
            if (end.outcome() == Outcome.CRASHED && !isStopping) {
                lastLook.take(end.reason());
            }
            qmp.execute("quit");
            if (!awaitEnd(LAST_WORDS_MS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void start(Spawner spawner) throws IOException {
        process = spawner.start(plan.command(), folder.data(), report.log());
        events.spawned();
        if (!plan.request().stopped()) {
            begun.complete(null);
        }
        qmp.execute("query-status").thenAccept(this::missed);
        if (!plan.pinning().isEmpty()) {
            new ProcessorPinning(plan.pinning()).apply(qmp);
        }
        Thread.ofVirtual().name("end of " + folder.id()).start(this::watch);
    }

    /** Completes when QEMU has made the machine and has all its files open; exceptionally where it never does. */
    public CompletableFuture<?> greeted() {
        return qmp.execute("query-status");
    }

    /** Ends what was opened where the process could not be started. */
    public void abandon() {
        qmp.close();
        lines.close();
    }

    private void watch() {
        var reason = new GuestEnd(Outcome.FAILED, OptionalInt.empty(), "Diver lost the machine.");
        try {
            var exitCode = process.waitFor();
            qmp.giveUp();
            lines.awaitEnd(LAST_WORDS_MS);
            qmp.awaitEnd(LAST_WORDS_MS);
            reason = withOutputs(report.withLastWords(
                    withDisobedience(report.of(exitCode, shutdown, lines.status())), lines.consoles()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
            ended.complete(reason);
        }
    }

    private GuestEnd withOutputs(GuestEnd end) {
        return plan.bringsOutputs() ? report.withOutputs(end, lines.channel().orElseThrow(), outputsStream) : end;
    }

    private GuestEnd withDisobedience(GuestEnd end) {
        return disobeyed && end.outcome() == Outcome.STOPPED
                ? new GuestEnd(
                        end.outcome(),
                        end.exitCode(),
                        "The program got SIGTERM and did not end within " + GRACE.toSeconds() + " s.")
                : end;
    }

    @Override
    public List<Console> consoles() {
        return List.copyOf(lines.consoles());
    }

    @Override
    public void stopPolitely() {
        isStopping = true;
        qmp.execute("system_powerdown");
        Thread.ofVirtual().name("stop of " + folder.id()).start(this::endAfterPatience);
    }

    /** A kernel that knows no power button is ended by QEMU itself, which writes out its disks. */
    private void endAfterPatience() {
        try {
            if (lines.channel().isEmpty()) {
                awaitEnd(PATIENCE_MS);
            } else if (lines.channel().get().askForEnd(HEARING_MS)) {
                disobeyed = !awaitEnd(GRACE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        qmp.execute("quit");
    }

    private boolean awaitEnd(long limitMs) throws InterruptedException {
        return process.waitFor(limitMs, TimeUnit.MILLISECONDS);
    }

    /** What was heard and is waited for, and what the power button then gets. */
    @Override
    public Duration patience() {
        return lines.channel().isPresent() ? GRACE.plusMillis(HEARING_MS + PATIENCE_MS) : RunningDive.super.patience();
    }

    @Override
    public void stopHard() {
        process.destroyForcibly();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public CompletableFuture<Void> begun() {
        return begun;
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        return stub.open();
    }

    @Override
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }
}
