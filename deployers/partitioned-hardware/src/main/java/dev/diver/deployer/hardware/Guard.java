package dev.diver.deployer.hardware;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.node.ssh.RemoteProcess;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.SshConnection.RemoteLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The guard of one dive on its node ({@code guard.sh}): takes processors and memory from Linux, and gives them back when
 * it is told to, when the signs of life stop, or when the connection ends. Thread-safe.
 */
final class Guard implements AutoCloseable {
    private static final Duration TAKING = Duration.ofSeconds(120);
    private static final Duration GIVING = Duration.ofSeconds(60);
    private static final Duration SIGNAL = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);

    /** What guard.sh says of a block of memory. */
    private static final String KEPT = "does not go offline: its zone";

    private static final int PIECE = 1 << 16;

    private final SshConnection connection;
    private final HardwarePlan plan;
    private RemoteProcess signs;
    private Thread thread;

    Guard(SshConnection connection, HardwarePlan plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /** What it takes; of a dive's several places this one. */
    HardwarePlan plan() {
        return plan;
    }

    /**
     * Brings all files there and takes what the plan says: all of it, or nothing.
     *
     * @return whether it was taken; false where Linux cannot empty that memory, and another place may do
     */
    boolean begin(Cancellation cancellation, boolean last) {
        var directory = plan.directory();
        var script = "umask 077; mkdir -p /run/diver && mkdir " + directory + " || exit 1; tar -x -f - -C " + directory
                + " && sh " + directory + "/guard.sh begin " + directory + " "
                + plan.options().timerSeconds()
                + " || { status=$?; [ -e " + directory + "/guard ] || rm -rf " + directory + "; exit $status; }";
        var said = connection.run(RootShell.command(script), files(), RemoteLimits.of(TAKING), cancellation);
        if (!said.ok()) {
            var why = said.errors().strip();
            if (why.contains(KEPT) && !last) {
                return false;
            }
            throw new DiverException(
                    Problem.Kind.FAILED,
                    plan.node().name() + " did not give up what the dive needs; it has everything back.",
                    why,
                    why.contains(KEPT)
                            ? PlaceChecks.memoryRemedy(
                                    plan.partition().region().size().bytes())
                            : "Look at the plan (diver dive --explain), and at the node's dmesg.");
        }
        signs = connection.start(command("beat"), false, OutputStream.nullOutputStream());
        thread = Thread.ofPlatform().daemon().name("signs of life").start(this::giveSigns);
        return true;
    }

    private InputStream files() {
        try {
            var in = new PipedInputStream(PIECE);
            var out = new PipedOutputStream(in);
            Thread.ofPlatform().daemon().name("files for " + plan.node().name()).start(() -> {
                try (out) {
                    plan.upload().write(out, plan.module().file(), plan.partition(), HardwarePlanner.start(plan));
                } catch (IOException e) {
                    // The node reads no further, or a file went: tar there finds that the stream is cut, and says so.
                }
            });
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void giveSigns() {
        try {
            for (var count = 1L; ; count++) {
                signs.write((count + "\n").getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(BETWEEN_SIGNS);
            }
        } catch (IOException | InterruptedException e) {
            // The end: from now on the guard's timer runs.
        }
    }

    /** Starts the program, on a terminal. */
    RemoteProcess run(OutputStream console) {
        return connection.start(command("run"), true, console);
    }

    /** What the proxy says of the calls, until the program's end. */
    RemoteProcess calls(OutputStream to) {
        return connection.start(
                RootShell.command("exec cat " + plan.directory() + "/root" + NodeFiles.CALLS), false, to);
    }

    /** @param signal such as {@code TERM}; nothing where the program has ended */
    void signal(String signal) {
        connection.run(command("signal", signal), RemoteLimits.of(SIGNAL), new Cancellation());
    }

    /**
     * Has everything given back, and returns when Linux has it.
     *
     * @return what the node noted of it
     */
    String release(String why) {
        var said = connection.run(command("release", why), RemoteLimits.of(GIVING), new Cancellation());
        if (!said.ok()) {
            throw new DiverException(
                    Problem.Kind.FAILED,
                    plan.node().name() + " could not take everything back.",
                    said.errors().strip(),
                    "Look at " + plan.directory() + " there: state and log say more. Booting the node mends it.");
        }
        return said.text().strip();
    }

    private String command(String what, String... more) {
        var words = new ArrayList<String>();
        words.addAll(List.of("exec", "sh", plan.directory() + "/guard.sh", what, plan.directory()));
        words.addAll(List.of(more));
        return RootShell.command(SshConnection.quoted(words));
    }

    /** No sign of life any more. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            signs.close();
        }
    }
}
