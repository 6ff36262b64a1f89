package dev.diver.core.run;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sends one order to the process that watches a run. */
final class ControlClient {
    private ControlClient() {}

    static void send(Path socket, String order, RunRecord run) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var bytes = ByteBuffer.wrap((order + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
            // The other side closes once it has obeyed.
            channel.read(ByteBuffer.allocate(1));
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
}
