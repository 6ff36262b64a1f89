package dev.diver.node.bmc;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code ipmitool sol activate}, in a pseudo-terminal, as it will talk to nothing else. Reading is one thread's,
 * writing another's, ending anybody's.
 */
final class SolSession {
    /** What ipmitool prints when the console is there; all that follows is the console's. */
    private static final byte[] OPERATIONAL =
            "[SOL Session operational.  Use ~? for help]".getBytes(StandardCharsets.US_ASCII);

    /** Bytes before that line; ipmitool says less. */
    private static final int MOST_BEFORE = 64 << 10;

    private static final Duration OPENING = Duration.ofSeconds(20);
    private static final Duration LEAVING = Duration.ofSeconds(3);
    private static final byte[] LEAVE = {'~', '.'};
    private static final byte[] BREAK = {'~', 'B'};

    private final Ipmitool ipmitool;
    private final PtyProcess process;
    private final SolKeys keys = new SolKeys();
    private volatile boolean operational;

    private SolSession(Ipmitool ipmitool, PtyProcess process) {
        this.ipmitool = ipmitool;
        this.process = process;
    }

    /** Takes the bytes of the console; must not keep the array. */
    @FunctionalInterface
    interface Receiver {
        void accept(byte[] bytes, int offset, int length);
    }

    /** Called once, when the console is there. */
    @FunctionalInterface
    interface Opened {
        void by(SolSession session);
    }

    /**
     * Connects, and serves until the connection ends.
     *
     * @return what ipmitool said where the console never came; empty where it came and went
     * @throws DiverException where the BMC refuses
     */
    static String serve(Ipmitool ipmitool, Opened opened, Receiver receiver, Cancellation cancellation) {
        deactivate(ipmitool, cancellation);
        return ipmitool.withPasswordFile(file -> {
            var session = new SolSession(ipmitool, start(ipmitool, file));
            try (var registration = cancellation.onCancel(session::end)) {
                return session.read(opened, receiver, file);
            } finally {
                session.end();
            }
        });
    }

    /** Somebody who was cut off may still hold the console, and a BMC gives it to one only. */
    private static void deactivate(Ipmitool ipmitool, Cancellation cancellation) {
        try {
            ipmitool.run(cancellation, "sol", "deactivate");
        } catch (DiverException e) {
            // Nobody held it: ipmitool calls that a failure too.
            if (!String.valueOf(e.problem().why()).contains("de-activated")) {
                throw e;
            }
        }
    }

    private static PtyProcess start(Ipmitool ipmitool, Path passwordFile) throws IOException {
        // Deaf to the hang-up, it takes the end of its terminal for the end of input, and leaves politely.
        var command = new ArrayList<>(List.of("env", "--ignore-signal=HUP"));
        command.addAll(ipmitool.command(passwordFile, ipmitool.cipherSuite()));
        command.addAll(List.of("sol", "activate"));
        return new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(Map.of("LC_ALL", "C", "PATH", "/usr/bin:/bin", "TERM", "dumb"))
                .setDirectory("/")
                .setRedirectErrorStream(true)
                .start();
    }

    private String read(Opened opened, Receiver receiver, Path passwordFile) throws IOException {
        var watch = Thread.ofPlatform()
                .daemon()
                .name("console of " + ipmitool.node().name() + " opens")
                .start(() -> {
                    if (!awaits(OPENING) && !operational) {
                        process.destroyForcibly();
                    }
                });
        var before = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        try (var in = process.getInputStream()) {
            for (int count; (count = in.read(buffer)) >= 0; ) {
                if (operational) {
                    receiver.accept(buffer, 0, count);
                    continue;
                }
                before.write(buffer, 0, Math.min(count, MOST_BEFORE - before.size()));
                var said = before.toByteArray();
                var at = indexOf(said, OPERATIONAL);
                if (at >= 0) {
                    operational = true;
                    java.nio.file.Files.deleteIfExists(passwordFile);
                    opened.by(this);
                    receiver.accept(said, at + OPERATIONAL.length, said.length - at - OPERATIONAL.length);
                }
            }
        } catch (IOException e) {
            // A pseudo-terminal whose other side is gone: this is its end of file.
        } finally {
            watch.interrupt();
        }
        return operational ? "" : before.toString(StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] text, byte[] word) {
        for (var at = 0; at + word.length <= text.length; at++) {
            if (java.util.Arrays.equals(text, at, at + word.length, word, 0, word.length)) {
                return at;
            }
        }
        return -1;
    }

    /** What a person typed. May block where the BMC takes nothing; one thread at a time. */
    void type(byte[] typed) throws IOException {
        synchronized (keys) {
            write(keys.escaped(typed));
        }
    }

    /**
     * Sends a break: to ipmitool that is {@code ~B} (ipmitool(1), sol activate), which it hears at the beginning of a line
     * only.
     *
     * @return whether it was sent; nothing may be typed into the console to get to a line's beginning
     */
    boolean sendBreak() throws IOException {
        synchronized (keys) {
            if (!keys.atLineStart()) {
                return false;
            }
            write(BREAK);
            return true;
        }
    }

    private void write(byte[] bytes) throws IOException {
        var out = process.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /**
     * Leaves so that the BMC knows it. ipmitool hears {@code ~.} at the beginning of a line only, and nothing may be typed
     * into the console to get there: in the middle of a line its input ends, which does the same.
     */
    void leave() {
        try {
            if (keys.atLineStart()) {
                write(LEAVE);
            } else {
                process.getInputStream().close();
            }
        } catch (IOException gone) {
            // Then there is nothing to give back.
        }
        if (!awaits(LEAVING)) {
            end();
        }
    }

    private boolean awaits(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    void end() {
        process.destroyForcibly();
    }
}
