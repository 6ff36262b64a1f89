package dev.diver.core.run;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends one order to the process that watches a run. */
final class ControlClient {
    /** For the other side to obey; it does so at once, unless it hangs itself. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ControlClient() {}

    /** @throws DiverException where nobody listens, or does not obey in time */
    static void send(Path socket, String order, RunRecord run) {
        ask(socket, order, run, 1);
    }

    /**
     * What the other side says to an order before it closes.
     *
     * @param limit in bytes; more than that is not read
     * @throws DiverException where nobody listens, or does not answer in time
     */
    static String ask(Path socket, String order, RunRecord run, int limit) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // A blocking channel has no time limit of its own; closing it ends the read.
            CompletableFuture.delayedExecutor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(channel));
            channel.connect(UnixDomainSocketAddress.of(socket));
            var bytes = ByteBuffer.wrap((order + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
            // The other side closes once it has obeyed.
            return new String(Channels.newInputStream(channel).readNBytes(limit), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The run " + run.run() + " cannot be reached.",
                            "It may just have ended (" + e.getMessage() + ").",
                            "diver runs tells how it stands."),
                    e);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing of it is used any more.
        }
    }
}
