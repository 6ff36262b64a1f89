package dev.diver.node.ssh;

import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Judges the key that one host shows on one connection, and keeps why it was refused. */
final class HostKeys implements ServerKeyVerifier {
    private final KnownHosts known;
    private final String node;
    private final Node.Ssh ssh;
    private final Optional<String> accepted;
    private volatile DiverException refused;

    /** @param accepted a fingerprint, {@code SHA256:…}, that the person says is the host's */
    HostKeys(KnownHosts known, String node, Node.Ssh ssh, Optional<String> accepted) {
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
            var fingerprint = KeyUtils.getFingerPrint(key);
            refused = switch (known.verdict(ssh.host(), ssh.port(), key)) {
                case KnownHosts.Verdict.Known() -> null;
                case KnownHosts.Verdict.Changed changed -> changed(fingerprint, changed);
                case KnownHosts.Verdict.Unknown() -> unknown(fingerprint, key);
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
        return new DiverException(
                Problem.Kind.UNTRUSTED,
                accepted.isPresent()
                        ? node + " shows another host key than the one that you accept."
                        : node + " is reached for the first time, and nothing says that it is itself.",
                "Its host key is " + fingerprint + " (" + KeyUtils.getKeyType(key) + ")"
                        + accepted.map(wanted -> ", and you accept " + wanted).orElse("") + ".",
                "Compare it with what its own console says (ssh-keygen -l -f /etc/ssh/ssh_host_*_key.pub), then accept"
                        + " it with the first dive: --set accept-host-key=" + fingerprint + ".");
    }

    private DiverException changed(String fingerprint, KnownHosts.Verdict.Changed changed) {
        return new DiverException(
                Problem.Kind.UNTRUSTED,
                node + " shows another host key than before, so it may be another machine that answers for it.",
                "Before it was " + String.join(", ", changed.expected()) + "; now it is " + fingerprint + ".",
                "Find out why: a machine that was installed anew has a new key, and so has somebody in between. If it"
                        + " is rightly so, remove the line of [" + ssh.host() + "]:" + ssh.port()
                        + " from Diver's file known_hosts, and accept the new key.");
    }
}
