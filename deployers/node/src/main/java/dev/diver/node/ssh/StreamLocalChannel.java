package dev.diver.node.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.AsyncCapableClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** A connection to a UNIX socket on the node (OpenSSH's PROTOCOL, section 2.4), as {@code ssh -L HERE:/THERE} makes it. */
final class StreamLocalChannel extends AsyncCapableClientChannel {
    static final String TYPE = "direct-streamlocal@openssh.com";
    private static final int NUMBERS = 64;

    private final String path;

    StreamLocalChannel(String path) {
        super(TYPE, false);
        this.path = path;
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        if (closeFuture.isClosed()) {
            throw new SshException("The connection has been closed");
        }
        openFuture = new DefaultOpenFuture(path, futureLock);
        var window = getLocalWindow();
        var message =
                getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, TYPE.length() + path.length() + NUMBERS);
        message.putString(TYPE);
        message.putUInt(getChannelId());
        message.putUInt(window.getSize());
        message.putUInt(window.getPacketSize());
        message.putString(path);
        // Reserved, both.
        message.putString("");
        message.putUInt(0);
        writePacket(message);
        return openFuture;
    }
}
