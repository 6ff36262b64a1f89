package dev.diver.node.ssh;

import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.Keyboard;
import dev.diver.core.node.NodeConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;

/** A person's shell on a node, with a terminal of the view's size. Thread-safe. */
final class SshShell implements NodeConsole {
    private final SshConnection connection;
    private final DrainedConsole console;
    private final Keyboard keyboard = new Keyboard();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile ChannelShell channel;

    private SshShell(String node, SshConnection connection, Path log) {
        this.connection = connection;
        console = new DrainedConsole("shell on " + node, log, keyboard::type);
    }

    static SshShell open(String node, SshConnection connection, Path log) {
        var shell = new SshShell(node, connection, log);
        shell.channel = connection.shell(shell.new Drain());
        shell.channel.addChannelListener(new ChannelListener() {
            @Override
            public void channelClosed(Channel closed, Throwable reason) {
                shell.finish();
            }
        });
        // It may have been over before anybody listened.
        if (shell.channel.isClosed()) {
            shell.finish();
        }
        shell.keyboard.connect(node, shell::send);
        return shell;
    }

    /** Called on the connection's thread; feeding is quick. */
    private final class Drain extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            console.feed(bytes, offset, length);
        }
    }

    /** Waits for who looks, so not on the connection's thread. */
    private void finish() {
        Thread.ofVirtual().start(() -> {
            try {
                console.close();
            } catch (IOException full) {
                // The log is as long as it could be.
            }
            ended.complete(null);
            keyboard.close();
        });
    }

    private void send(byte[] bytes) throws IOException {
        var in = channel.getInvertedIn();
        in.write(bytes);
        in.flush();
    }

    @Override
    public String name() {
        return console.name();
    }

    @Override
    public Path log() {
        return console.log();
    }

    @Override
    public void write(byte[] bytes) {
        console.write(bytes);
    }

    @Override
    public void resize(int columns, int rows) {
        try {
            // RFC 4254, 6.7; it is queued and not waited for.
            channel.sendWindowChange(columns, rows);
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
    }

    @Override
    public Subscription attach(Sink sink) {
        return console.attach(sink);
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.copy();
    }

    @Override
    public void close() {
        connection.close();
        try {
            Files.deleteIfExists(log());
            var times = log().getFileName().toString().replaceFirst("\\.log$", ".times");
            Files.deleteIfExists(log().resolveSibling(times));
        } catch (IOException left) {
            // It is in a directory of things that can be made again.
        }
    }
}
