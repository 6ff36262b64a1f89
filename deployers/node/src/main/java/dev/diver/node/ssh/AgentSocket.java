package dev.diver.node.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The person's SSH agent, on the socket that {@code SSH_AUTH_SOCK} names (draft-miller-ssh-agent): it signs, and its keys
 * never come here.
 */
final class AgentSocket extends AbstractAgentProxy {
    /** Bytes of an answer; OpenSSH's own limit (AGENT_MAX_LEN). */
    private static final int LARGEST = 256 << 10;

    private final SocketChannel channel;

    AgentSocket(Path socket) throws IOException {
        super(null);
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    protected synchronized Buffer request(Buffer question) throws IOException {
        var out = ByteBuffer.wrap(question.array(), question.rpos(), question.available());
        while (out.hasRemaining()) {
            channel.write(out);
        }
        var size = read(Integer.BYTES).getInt();
        if (size < 0 || size > LARGEST) {
            throw new IOException("the SSH agent answered with " + Integer.toUnsignedString(size) + " bytes");
        }
        return new ByteArrayBuffer(read(size).array());
    }

    private ByteBuffer read(int size) throws IOException {
        var bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the SSH agent hung up");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        super.close();
    }
}
