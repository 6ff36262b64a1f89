package dev.diver.node.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;

/** What OpenSSH's server does with a client's wish for a UNIX socket (its PROTOCOL, section 2.4), and this one does not. */
final class StreamLocalServer extends AbstractServerChannel {
    private SocketChannel socket;

    private StreamLocalServer() {
        super("", Collections.emptyList(), null);
    }

    static ChannelFactory factory() {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return "direct-streamlocal@openssh.com";
            }

            @Override
            public Channel createChannel(Session session) {
                return new StreamLocalServer();
            }
        };
    }

    @Override
    protected OpenFuture doInit(Buffer wish) {
        var future = new DefaultOpenFuture(this, this);
        try {
            socket = SocketChannel.open(UnixDomainSocketAddress.of(wish.getString()));
            if (!wish.getString().isEmpty() || wish.getUInt() != 0 || wish.available() > 0) {
                throw new IOException("not as the protocol says");
            }
            var back = new ChannelOutputStream(this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true);
            signalChannelOpenSuccess();
            future.setOpened();
            Thread.ofPlatform().daemon().start(() -> copy(back));
        } catch (IOException e) {
            future.setException(new SshChannelOpenException(
                    getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, e.getMessage(), e));
        }
        return future;
    }

    private void copy(OutputStream back) {
        try (back) {
            var in = Channels.newInputStream(socket);
            var bytes = new byte[4096];
            for (var count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                back.write(bytes, 0, count);
                back.flush();
            }
        } catch (IOException e) {
            // The client has gone.
        }
        close(false);
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        socket.write(ByteBuffer.wrap(data, offset, (int) length));
        getLocalWindow().release(length);
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void preClose() {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed.
        }
        super.preClose();
    }
}
