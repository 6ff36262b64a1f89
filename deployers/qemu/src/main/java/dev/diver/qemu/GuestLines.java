package dev.diver.qemu;

import dev.diver.core.dive.DrainedConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that a guest speaks into: its consoles, the port of its exit status, the channel of our init, and what else it sends.
 * Each listens before QEMU is started, and is drained until the guest has ended.
 */
final class GuestLines implements AutoCloseable {
    private static final long OUTPUTS_LIMIT = 1L << 30;

    private final Runnable firstOutput;
    private final AtomicBoolean heard = new AtomicBoolean();
    private final List<DrainedConsole> consoles = new ArrayList<>();
    private final List<GuestSocket> sockets = new ArrayList<>();
    private final Optional<GuestChannel> channel;
    private volatile int status = -1;

    /**
     * @param outputs the file for what the guest's init sends back
     * @param streams what the guest sends beside all that
     * @param firstOutput is run when the guest says its first word on any console
     */
    GuestLines(
            QemuGuest plan, Path outputs, List<QemuGuest.Stream> streams, ConsoleSignals signals, Runnable firstOutput)
            throws IOException {
        this.firstOutput = firstOutput;
        channel = plan.channel().isPresent()
                ? Optional.of(new GuestChannel(plan.channel().get(), sink(plan, outputs), OUTPUTS_LIMIT))
                : Optional.empty();
        try {
            for (var console : plan.sockets()) {
                sockets.add(console(console, signals));
            }
            sockets.add(new GuestSocket(
                    plan.status(), (bytes, offset, length) -> status = bytes[offset + length - 1] & 0xff));
            for (var stream : streams) {
                sockets.add(new GuestSocket(stream.socket(), stream.receiver()));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static OutputStream sink(QemuGuest plan, Path outputs) throws IOException {
        return plan.bringsOutputs() ? Files.newOutputStream(outputs) : OutputStream.nullOutputStream();
    }

    private GuestSocket console(QemuGuest.ConsoleSocket wanted, ConsoleSignals signals) throws IOException {
        var link = new GuestSocket[1];
        var console =
                new DrainedConsole(wanted.name(), wanted.log(), bytes -> link[0].write(bytes), signals.of(wanted));
        consoles.add(console);
        link[0] = new GuestSocket(wanted.socket(), (bytes, offset, length) -> {
            if (!heard.getAndSet(true)) {
                firstOutput.run();
            }
            console.feed(bytes, offset, length);
        });
        return link[0];
    }

    /** The main one first. */
    List<DrainedConsole> consoles() {
        return consoles;
    }

    Optional<GuestChannel> channel() {
        return channel;
    }

    /** The last byte on its port; -1 where there was none. */
    int status() {
        return status;
    }

    /** What was sent last may still be on its way when QEMU is gone. */
    void awaitEnd(long limitMs) throws InterruptedException {
        for (var socket : sockets) {
            socket.awaitEnd(limitMs);
        }
        if (channel.isPresent()) {
            channel.get().awaitEnd(limitMs);
        }
    }

    @Override
    public void close() {
        sockets.forEach(GuestSocket::close);
        consoles.forEach(GuestLines::close);
        channel.ifPresent(GuestLines::close);
    }

    private static void close(AutoCloseable file) {
        try {
            file.close();
        } catch (Exception e) {
            // It is as full as the disk lets it be.
        }
    }
}
