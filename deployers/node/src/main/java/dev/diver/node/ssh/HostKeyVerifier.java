package dev.diver.node.ssh;

import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Judges the key that one host shows on one connection, and keeps why it was refused. */
final class HostKeyVerifier implements ServerKeyVerifier {
    private final KnownHosts known;
    private final String node;
    private final Node.Ssh ssh;
    private final Optional<String> accepted;
    private volatile DiverException refused;

    /** @param accepted a fingerprint, {@code SHA256:…}, that the person says is the host's */
    HostKeyVerifier(KnownHosts known, String node, Node.Ssh ssh, Optional<String> accepted) {
        this.known = known;
        this.node = node;
        this.ssh = ssh;
        this.accepted = accepted;
    }

    /** Why the connection could not be made; empty where it was not for the key. */
    Optional<DiverException> refused() {
        return Optional.ofNullable(refused);
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        try {
            refused = switch (known.verdict(ssh.host(), ssh.port(), key)) {
                case KnownHosts.Verdict.Known() -> null;
                case KnownHosts.Verdict.Changed changed -> HostKeyProblems.changed(node, changed.expected(), key);
                case KnownHosts.Verdict.Unknown() -> unknown(KeyUtils.getFingerPrint(key), key);
            };
        } catch (DiverException e) {
            refused = e;
        }
        return refused == null;
    }

    private DiverException unknown(String fingerprint, PublicKey key) {
        if (accepted.isPresent() && accepted.get().equals(fingerprint)) {
            known.accept(ssh.host(), ssh.port(), key);
            return null;
        }
        return accepted.map(wanted -> HostKeyProblems.another(node, wanted, key))
                .orElseGet(() -> HostKeyProblems.unknown(node, key));
    }
}
