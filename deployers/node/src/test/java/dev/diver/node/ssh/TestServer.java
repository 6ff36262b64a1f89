package dev.diver.node.ssh;

import dev.diver.core.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** An SSH server on loopback, whose commands are those of this host. */
final class TestServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;

    /** @param port 0 for any */
    TestServer(int port, KeyPair hostKey, PublicKey welcome) throws IOException {
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, welcome));
        server.setCommandFactory((channel, command) -> ProcessShellCommandFactory.INSTANCE.createCommand(
                channel, "/bin/sh -c " + SshConnection.quoted(List.of(command))));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        var factories = new ArrayList<ChannelFactory>(server.getChannelFactories());
        factories.add(StreamLocalServer.factory());
        server.setChannelFactories(factories);
        // Without a terminal of its own; what it was asked for is in its environment.
        server.setShellFactory(new ProcessShellFactory("/bin/sh", "/bin/sh"));
        server.start();
    }

    static KeyPair key(String type, int bits) throws Exception {
        return KeyUtils.generateKeyPair(type, bits);
    }

    /** As {@code ssh-keygen} writes it, without a passphrase. */
    static Path write(KeyPair pair, Path file) throws Exception {
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        }
        return file;
    }

    Node node(Path identity) {
        var ssh = new Node.Ssh("127.0.0.1", server.getPort(), "diver", Optional.ofNullable(identity));
        return new Node("bare", Optional.of(ssh), Optional.empty());
    }

    int port() {
        return server.getPort();
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(hostKey.getPublic());
    }

    List<String> sessions() {
        return server.getActiveSessions().isEmpty() ? Collections.emptyList() : List.of("open");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
