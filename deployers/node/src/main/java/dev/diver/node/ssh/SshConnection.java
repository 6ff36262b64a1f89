package dev.diver.node.ssh;

import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.io.output.NullOutputStream;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** A node that a person is logged in to. Thread-safe; whoever has it closes it. */
public final class SshConnection implements AutoCloseable {
    private static final Duration OPEN = Duration.ofSeconds(15);

    private final String node;
    private final SshClient client;
    private final ClientSession session;

    SshConnection(String node, SshClient client, ClientSession session) {
        this.node = node;
        this.client = client;
        this.session = session;
    }

    /**
     * What a command said.
     *
     * @param exitCode its status; -1 where it told none, as when a signal ended it
     * @param output cut after {@link RemoteLimits#output} bytes
     * @param errors likewise
     */
    public record Result(int exitCode, byte[] output, String errors) {
        public boolean ok() {
            return exitCode == 0;
        }

        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    /**
     * How long and how much.
     *
     * @param output bytes of each of the two outputs that are kept
     */
    public record RemoteLimits(Duration time, int output) {
        public static RemoteLimits of(Duration time) {
            return new RemoteLimits(time, 1 << 20);
        }
    }

    /** Words for the node's shell, each exactly itself. */
    public static String quoted(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Runs a command of the node's shell to its end, without input. */
    public Result run(String command, RemoteLimits limits, Cancellation cancellation) {
        return run(command, InputStream.nullInputStream(), limits, cancellation);
    }

    /**
     * Runs a command of the node's shell to its end.
     *
     * @param input its standard input, to be read on another thread; closed when that is at its end
     * @throws DiverException FAILED where time is up or the connection is lost, CANCELLED
     */
    public Result run(String command, InputStream input, RemoteLimits limits, Cancellation cancellation) {
        cancellation.check();
        var output = new Bounded(limits.output());
        var errors = new Bounded(limits.output());
        try (var channel = session.createExecChannel(command)) {
            channel.setIn(input);
            channel.setOut(output);
            channel.setErr(errors);
            try (var registration = cancellation.onCancel(() -> channel.close(true))) {
                channel.open().verify(OPEN);
                var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limits.time());
                cancellation.check();
                if (events.contains(ClientChannelEvent.TIMEOUT)) {
                    channel.close(true);
                    throw new DiverException(
                            Problem.Kind.FAILED,
                            node + " did not finish in time.",
                            "After " + limits.time().toSeconds() + " s a command still ran: " + shortened(command),
                            "See what the node is busy with, then try again.");
                }
                var status = channel.getExitStatus();
                if (status == null && !session.isOpen()) {
                    throw lost(null);
                }
                return new Result(status == null ? -1 : status, output.bytes(), errors.text());
            }
        } catch (IOException e) {
            cancellation.check();
            throw lost(e);
        }
    }

    /**
     * Starts a command that is talked with.
     *
     * @param terminal whether it gets a terminal, as a person's program would
     * @param output gets what it says, on the connection's thread: must be quick
     */
    public RemoteProcess start(String command, boolean terminal, OutputStream output) {
        try {
            ChannelExec channel = session.createExecChannel(command);
            channel.setUsePty(terminal);
            if (terminal) {
                channel.setPtyType("dumb");
            }
            channel.setOut(output);
            channel.setErr(terminal ? output : new NullOutputStream());
            channel.open().verify(OPEN);
            return new RemoteProcess(channel);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /**
     * Leads from a socket on this host to a stub, as the node reaches it; whoever has it closes it.
     *
     * @param socket in a directory private to the user
     */
    public StubForward forward(Path socket, Node.Stub stub) throws IOException {
        return new StubForward(socket, () -> {
            var channel = channel(stub);
            channel.open().verify(OPEN);
            return new StubForward.Tunnel() {
                @Override
                public InputStream in() {
                    return channel.getInvertedOut();
                }

                @Override
                public OutputStream out() {
                    return channel.getInvertedIn();
                }

                @Override
                public void close() {
                    channel.close(true);
                }
            };
        });
    }

    private AbstractClientChannel channel(Node.Stub stub) throws IOException {
        return switch (stub) {
            case Node.Stub.Port port ->
                session.createDirectTcpipChannel(
                        new SshdSocketAddress("localhost", 0), new SshdSocketAddress(port.host(), port.port()));
            case Node.Stub.Socket far -> {
                var channel = new StreamLocalChannel(far.path());
                session.getService(ConnectionService.class).registerChannel(channel);
                yield channel;
            }
        };
    }

    /**
     * Starts the person's shell, in a terminal such as ours is.
     *
     * @param output gets what it says, on the connection's thread: must be quick
     */
    ChannelShell shell(OutputStream output) {
        try {
            var channel = session.createShellChannel();
            channel.setPtyType("xterm-256color");
            channel.setOut(output);
            channel.setErr(output);
            channel.open().verify(OPEN);
            return channel;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    public boolean isOpen() {
        return session.isOpen();
    }

    /** At once, whatever runs. */
    @Override
    public void close() {
        session.close(true);
        client.stop();
    }

    private DiverException lost(IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        "The connection to " + node + " is lost.",
                        cause == null ? "" : String.valueOf(cause.getMessage()),
                        "See that the node is on and the network works, then try again."),
                cause);
    }

    private static String shortened(String command) {
        return command.length() > 80 ? command.substring(0, 80) + "..." : command;
    }

    /** Keeps the beginning; what follows is read and forgotten, so that the other side is never held up. */
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int limit;

        Bounded(int limit) {
            this.limit = limit;
        }

        @Override
        public synchronized void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            kept.write(bytes, offset, Math.min(length, limit - kept.size()));
        }

        synchronized byte[] bytes() {
            return Arrays.copyOf(kept.toByteArray(), kept.size());
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }
}
