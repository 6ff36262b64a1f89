package dev.diver.node.ssh;

import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeHostKeys;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Host keys in Diver's own {@code known_hosts}, the file that {@link SshConnector} judges by. */
public final class SshHostKeys implements NodeHostKeys {
    private final SshConnector connector;

    public SshHostKeys(SshConnector connector) {
        this.connector = connector;
    }

    @Override
    public String shown(Node node, Cancellation cancellation) {
        return KeyUtils.getFingerPrint(connector.shownKey(node, cancellation));
    }

    @Override
    public void accept(Node node, String fingerprint, Cancellation cancellation) {
        var shown = connector.shownKey(node, cancellation);
        var ssh = SshConnector.ssh(node);
        switch (connector.known().verdict(ssh.host(), ssh.port(), shown)) {
            case KnownHosts.Verdict.Changed changed ->
                throw HostKeyProblems.changed(node.name(), changed.expected(), shown);
            case KnownHosts.Verdict.Known() -> requireSame(node, fingerprint, shown);
            case KnownHosts.Verdict.Unknown() -> {
                requireSame(node, fingerprint, shown);
                connector.known().accept(ssh.host(), ssh.port(), shown);
            }
        }
    }

    private static void requireSame(Node node, String fingerprint, PublicKey shown) {
        if (!KeyUtils.getFingerPrint(shown).equals(fingerprint)) {
            throw HostKeyProblems.another(node.name(), fingerprint, shown);
        }
    }

    @Override
    public List<String> known(Node node) {
        return node.ssh()
                .map(ssh -> connector.known().fingerprints(ssh.host(), ssh.port()))
                .orElseGet(List::of);
    }

    @Override
    public List<String> forget(Node node) {
        return node.ssh()
                .map(ssh -> connector.known().forget(ssh.host(), ssh.port()))
                .orElseGet(List::of);
    }
}
