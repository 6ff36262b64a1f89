package dev.diver.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.run.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A machine that runs: its process, consoles, QMP, and in the end what became of it. */
public final class QemuDive implements RunningDive {
    private static final long LAST_WORDS_MS = 5000;
    private static final long PATIENCE_MS = 1500;
    private static final long OUTPUTS_LIMIT = 1L << 30;

    private final QemuGuest plan;
    private final RunFolder folder;
    private final DiveEvents events;
    private final AtomicBoolean heard = new AtomicBoolean();
    private final List<DrainedConsole> consoles = new ArrayList<>();
    private final List<GuestSocket> sockets = new ArrayList<>();
    private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
    private final Qmp qmp;
    private final Path outputsStream;
    private final OutputStream outputs;
    private long outputBytes;
    private volatile int status = -1;
    private volatile String shutdown = "";
    private Process process;

    /** Opens all that QEMU connects to. */
    public QemuDive(QemuGuest plan, RunFolder folder, DiveEvents events) throws IOException {
        this(plan, folder, events, List.of());
    }

    /** @param streams what the guest sends beside its consoles; each is drained until the guest has ended */
    public QemuDive(QemuGuest plan, RunFolder folder, DiveEvents events, List<QemuGuest.Stream> streams)
            throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.events = events;
        outputsStream = folder.data().resolve("outputs.tar");
        outputs = plan.outputs().isPresent() ? Files.newOutputStream(outputsStream) : OutputStream.nullOutputStream();
        qmp = new Qmp(plan.qmp(), this::event);
        try {
            listen();
            for (var stream : streams) {
                sockets.add(new GuestSocket(stream.socket(), stream.receiver()));
            }
        } catch (IOException | RuntimeException e) {
            abandon();
            throw e;
        }
    }

    private void listen() throws IOException {
        for (var console : plan.sockets()) {
            sockets.add(console(console));
        }
        sockets.add(
                new GuestSocket(plan.status(), (bytes, offset, length) -> status = bytes[offset + length - 1] & 0xff));
        if (plan.outputs().isPresent()) {
            sockets.add(new GuestSocket(plan.outputs().get(), this::output));
        }
    }

    private GuestSocket console(QemuGuest.ConsoleSocket wanted) throws IOException {
        var link = new GuestSocket[1];
        var console = new DrainedConsole(wanted.name(), wanted.log(), bytes -> link[0].write(bytes));
        consoles.add(console);
        link[0] = new GuestSocket(wanted.socket(), (bytes, offset, length) -> {
            if (!heard.getAndSet(true)) {
                events.firstOutput();
            }
            console.feed(bytes, offset, length);
        });
        return link[0];
    }

    private void output(byte[] bytes, int offset, int length) throws IOException {
        outputBytes += length;
        if (outputBytes <= OUTPUTS_LIMIT) {
            outputs.write(bytes, offset, length);
        }
    }

    private void event(JsonNode event) {
        if (event.path("event").asText().equals("SHUTDOWN")) {
            shutdown = event.path("data").path("reason").asText();
        }
    }

    public void start(Spawner spawner) throws IOException {
        process = spawner.start(plan.command(), folder.data(), log());
        events.spawned();
        if (!plan.pinning().isEmpty()) {
            new ProcessorPinning(plan.pinning()).apply(qmp);
        }
        Thread.ofVirtual().name("end of " + folder.id()).start(this::awaitEnd);
    }

    /** Completes when QEMU has made the machine and has all its files open; exceptionally where it never does. */
    public CompletableFuture<?> greeted() {
        return qmp.execute("query-status");
    }

    /** Ends what was opened where the process could not be started. */
    public void abandon() {
        qmp.close();
        sockets.forEach(GuestSocket::close);
        consoles.forEach(QemuDive::close);
        close(outputs);
    }

    private void awaitEnd() {
        var reason = new GuestEnd(Outcome.FAILED, OptionalInt.empty(), "Diver lost the machine.");
        try {
            var exitCode = process.waitFor();
            for (var socket : sockets) {
                socket.awaitEnd(LAST_WORDS_MS);
            }
            qmp.awaitEnd(LAST_WORDS_MS);
            var seen = new GuestEndings.Seen(
                    exitCode,
                    shutdown,
                    hasTripleFault(),
                    status < 0 ? OptionalInt.empty() : OptionalInt.of(status),
                    complaint());
            var manifest = plan.request().kernel().manifest();
            reason = withOutputs(withLastWords(GuestEndings.of(seen, manifest.exit()), manifest.fail()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
            ended.complete(reason);
        }
    }

    private GuestEnd withLastWords(GuestEnd end, List<String> patterns) {
        if (end.outcome() != Outcome.CRASHED) {
            return end;
        }
        return LastWords.find(consoles.getFirst().log(), patterns)
                .map(line -> new GuestEnd(end.outcome(), end.exitCode(), end.reason() + " It said: " + line))
                .orElse(end);
    }

    private boolean hasTripleFault() {
        if (plan.resets().isEmpty()) {
            return false;
        }
        try (var lines = Files.lines(plan.resets().get(), StandardCharsets.ISO_8859_1)) {
            return lines.limit(100_000).anyMatch("Triple fault"::equals);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** What QEMU itself said, but for what it says of every dive; not all of it begins with QEMU's name. */
    private String complaint() {
        try (var lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            return lines.limit(100)
                    .filter(line -> !line.isBlank() && !line.contains("warning:"))
                    .filter(line -> !line.contains("terminating on signal"))
                    .map(line -> line.substring(0, Math.min(line.length(), 500)))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private GuestEnd withOutputs(GuestEnd end) {
        if (plan.outputs().isEmpty()) {
            return end;
        }
        try (outputs) {
            outputs.flush();
            var wanted = plan.request().net().outputs();
            var count = OutputsReader.read(outputsStream, wanted, folder.data().resolve("outputs"));
            Files.deleteIfExists(outputsStream);
            return count == wanted.size()
                    ? end
                    : new GuestEnd(
                            end.outcome(),
                            end.exitCode(),
                            (end.reason() + " Of " + wanted.size() + " outputs " + count + " came back.").strip());
        } catch (IOException e) {
            return new GuestEnd(
                    end.outcome(),
                    end.exitCode(),
                    (end.reason() + " The outputs could not be read: " + e.getMessage() + ".").strip());
        }
    }

    private Path log() {
        return folder.data().resolve("qemu.log");
    }

    @Override
    public List<Console> consoles() {
        return List.copyOf(consoles);
    }

    @Override
    public void stopPolitely() {
        qmp.execute("system_powerdown");
        // A kernel that knows no power button is ended by QEMU itself, which writes out its disks.
        CompletableFuture.delayedExecutor(PATIENCE_MS, TimeUnit.MILLISECONDS).execute(() -> qmp.execute("quit"));
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
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }

    private static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            // It is as full as the disk lets it be.
        }
    }
}
