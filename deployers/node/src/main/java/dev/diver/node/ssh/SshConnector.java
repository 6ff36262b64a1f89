package dev.diver.node.ssh;

import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.keys.ClientIdentityLoader;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Connects to nodes. Who a host is, is decided by Diver's own {@code known_hosts}; who the person is, by keys: those of
 * the agent, the node's, or the usual files that have no passphrase. Passwords are never asked for nor sent. Thread-safe.
 */
public final class SshConnector {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration AUTHENTICATE = Duration.ofSeconds(20);

    /** How often an idle connection is tried, and after how many silent tries it counts as lost. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    private static final int SILENT_TRIES = 3;
    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final KnownHosts known;
    private final Map<String, String> environment;

    /**
     * @param config where {@code known_hosts} is
     * @param environment usually {@code System.getenv()}: SSH_AUTH_SOCK and HOME are looked at
     */
    public SshConnector(Path config, Map<String, String> environment) {
        known = new KnownHosts(config.resolve("known_hosts"));
        this.environment = Map.copyOf(environment);
    }

    /** Those hosts that connections are made to. */
    KnownHosts known() {
        return known;
    }

    /** @throws DiverException UNSUPPORTED for a node without SSH */
    static Node.Ssh ssh(Node node) {
        return node.ssh()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        node.name() + " cannot be reached by SSH.",
                        "Its file names no SSH address.",
                        "Add it: [ssh] with host and user in the node's file."));
    }

    /**
     * @param accepted the fingerprint of a host key, {@code SHA256:…}, that is taken where the host is not known yet
     * @throws DiverException UNSUPPORTED for a node without SSH, UNTRUSTED for its host key, FAILED where it does not
     *     answer or takes none of the keys
     */
    public SshConnection connect(Node node, Optional<String> accepted, Cancellation cancellation) {
        var ssh = ssh(node);
        var verifier = new HostKeyVerifier(known, node.name(), ssh, accepted);
        var client = client(ssh, verifier);
        try (var registration = cancellation.onCancel(() -> client.close(true))) {
            var session = session(client, ssh);
            authenticate(node, ssh, session, verifier);
            return new SshConnection(node.name(), client, session);
        } catch (IOException | RuntimeException e) {
            client.stop();
            cancellation.check();
            throw verifier.refused()
                    .orElseGet(() -> e instanceof DiverException told ? told : unreachable(node, ssh, e));
        }
    }

    /**
     * The host key that the node shows; nobody logs in.
     *
     * @throws DiverException UNSUPPORTED for a node without SSH, FAILED where it does not answer
     */
    PublicKey shownKey(Node node, Cancellation cancellation) {
        var ssh = ssh(node);
        var shown = new AtomicReference<PublicKey>();
        // Refusing the key ends the session before anything is said about the person.
        var client = client(ssh, (session, address, key) -> {
            shown.set(key);
            return false;
        });
        try (var registration = cancellation.onCancel(() -> client.close(true))) {
            session(client, ssh).waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), CONNECT);
            cancellation.check();
            if (shown.get() == null) {
                throw new IOException("It shows no host key within " + CONNECT.toSeconds() + " s.");
            }
            return shown.get();
        } catch (IOException e) {
            cancellation.check();
            throw unreachable(node, ssh, e);
        } finally {
            client.stop();
        }
    }

    private static ClientSession session(SshClient client, Node.Ssh ssh) throws IOException {
        client.start();
        return client.connect(ssh.user(), ssh.host(), ssh.port())
                .verify(CONNECT)
                .getSession();
    }

    private SshClient client(Node.Ssh ssh, ServerKeyVerifier verifier) {
        var client = SshClient.setUpDefaultClient();
        // What the person has for ssh(1) is left alone: its configuration can run programs.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setClientIdentityLoader(ClientIdentityLoader.DEFAULT);
        client.setServerKeyVerifier(verifier);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setPasswordIdentityProvider(null);
        client.setFilePasswordProvider((session, resource, index) -> null);
        client.setKeyIdentityProvider(keys(ssh));
        agent().ifPresent(socket -> client.setAgentFactory(new AgentFactory(socket)));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEP_ALIVE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, SILENT_TRIES);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        var types = known.types(ssh.host(), ssh.port());
        var signatures = new ArrayList<>(client.getSignatureFactories());
        signatures.sort((a, b) -> Boolean.compare(!isOf(types, a.getName()), !isOf(types, b.getName())));
        client.setSignatureFactories(signatures);
        return client;
    }

    /** RSA keys sign in several ways (RFC 8332); all others have one, named as the key is. */
    private static boolean isOf(List<String> types, String signature) {
        return types.contains(signature) || signature.startsWith("rsa-sha2-") && types.contains("ssh-rsa");
    }

    private Optional<Path> agent() {
        return Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Files::exists);
    }

    private KeyIdentityProvider keys(Node.Ssh ssh) {
        var files = new ArrayList<Path>();
        ssh.identity().ifPresent(files::add);
        var home = environment.get("HOME");
        if (files.isEmpty() && home != null) {
            USUAL.stream()
                    .map(name -> Path.of(home, ".ssh", name))
                    .filter(Files::isReadable)
                    .forEach(files::add);
        }
        return files.isEmpty() ? KeyIdentityProvider.EMPTY_KEYS_PROVIDER : new FileKeyPairProvider(files);
    }

    private static void authenticate(Node node, Node.Ssh ssh, ClientSession session, HostKeyVerifier verifier)
            throws IOException {
        try {
            session.auth().verify(AUTHENTICATE);
        } catch (IOException e) {
            throw verifier.refused()
                    .orElseGet(() -> new DiverException(
                            new Problem(
                                    Problem.Kind.FAILED,
                                    node.name() + " takes none of your keys for " + ssh.user() + ".",
                                    String.valueOf(e.getMessage()),
                                    "Put your public key there (ssh-copy-id -p " + ssh.port() + " " + ssh.user() + "@"
                                            + ssh.host() + "), or name the private key in the node's file. A key with a"
                                            + " passphrase must be in the agent: ssh-add."),
                            e));
        }
    }

    private static DiverException unreachable(Node node, Node.Ssh ssh, Exception e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        node.name() + " does not answer at " + ssh.host() + ", port " + ssh.port() + ".",
                        String.valueOf(e.getMessage()),
                        "See that it is on (diver node power " + node.name()
                                + "), that sshd runs there, and that address and port are right."),
                e);
    }
}
