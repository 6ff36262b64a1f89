package dev.diver.node.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;

/** A command that runs on a node. Thread-safe. */
public final class RemoteProcess implements AutoCloseable {
    private final ChannelExec channel;
    private final CompletableFuture<OptionalInt> ended = new CompletableFuture<>();

    RemoteProcess(ChannelExec channel) {
        this.channel = channel;
        channel.addChannelListener(new ChannelListener() {
            @Override
            public void channelClosed(Channel closed, Throwable reason) {
                end();
            }
        });
        // It may have been over before anybody listened.
        if (channel.isClosed()) {
            end();
        }
    }

    private void end() {
        var status = channel.getExitStatus();
        ended.complete(status == null ? OptionalInt.empty() : OptionalInt.of(status));
    }

    /** To its standard input, at once. Blocks while the node takes no more. */
    public void write(byte[] bytes) throws IOException {
        OutputStream in = channel.getInvertedIn();
        synchronized (channel) {
            in.write(bytes);
            in.flush();
        }
    }

    /** Its standard input is at its end. */
    public void finishInput() throws IOException {
        channel.getInvertedIn().close();
    }

    /** Its status; empty where it told none: a signal ended it, or the connection is lost. */
    public CompletableFuture<OptionalInt> ended() {
        return ended.copy();
    }

    /** @return whether it ended within that time */
    public boolean await(Duration limit) {
        return channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit).contains(ClientChannelEvent.CLOSED);
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
