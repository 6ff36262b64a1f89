package dev.diver.app.command;

import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "add",
        description = "Keep a machine: how Linux on it is reached, and its management controller (BMC).",
        footer = {
            "",
            "Such as: diver node add lab7 --ssh root@lab7.example --ipmi bmc7.example --bmc-user admin",
            "The BMC's password is asked for, and kept in the secret store."
        },
        footerHeading = "")
final class NodeAddCommand implements Callable<Integer> {
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:%.]+]|[^:]+)(?::([0-9]{1,5}))?");

    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    @Option(names = "--ssh", paramLabel = "USER@HOST[:PORT]", description = "How Linux on it is reached.")
    private String ssh;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "A private key, instead of the agent's and the usual ones.")
    private Path identity;

    @Option(names = "--ipmi", paramLabel = "HOST[:PORT]", description = "A BMC that speaks IPMI 2.0.")
    private String ipmi;

    @Option(
            names = "--cipher-suite",
            paramLabel = "N",
            description = "Of IPMI (default: ${DEFAULT-VALUE}); 3 for older BMCs.")
    private int cipherSuite = Node.Ipmi.CIPHER_SUITE;

    @Option(
            names = "--redfish",
            paramLabel = "URL",
            description = "A BMC that speaks Redfish, such as https://bmc7.example.")
    private URI redfish;

    @Option(
            names = "--certificate",
            paramLabel = "SHA256",
            description =
                    "The one certificate of Redfish that is accepted; without it the usual authorities vouch for it.")
    private String certificate;

    @Option(names = "--system", paramLabel = "ID", description = "Which system of Redfish, where there are several.")
    private String system;

    @Option(names = "--bmc-user", paramLabel = "USER", description = "Who logs in at the BMC.")
    private String bmcUser;

    @Option(names = "--replace", description = "Write it anew where there is one of that name.")
    private boolean replace;

    @Mixin
    private HostKeyOption hostKey = new HostKeyOption();

    @Mixin
    private PasswordOption password = new PasswordOption();

    NodeAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = new Node(name.text(), ssh(), bmc());
        var known =
                services.nodes().list().stream().anyMatch(other -> other.name().equals(node.name()));
        if (replace && known) {
            services.nodes().replace(node);
        } else {
            services.nodes().add(node);
        }
        if (node.bmc().isPresent()) {
            var secret = password.read("Password of " + bmcUser + " at the BMC of " + node.name());
            secret.ifPresentOrElse(
                    given -> {
                        services.secrets().keep(node.secret(), given);
                        Arrays.fill(given, '\0');
                    },
                    () -> context.err()
                            .println("No password was given: diver node password " + node.name() + " asks for it."));
        }
        // Last, as a machine that is off is kept all the same.
        hostKey.accept(services.hostKeys(), node, context.cancellation());
        context.err().println("Kept. diver node check " + node.name() + " tells what of it works.");
        return 0;
    }

    private Optional<Node.Ssh> ssh() {
        if (ssh == null) {
            return Optional.empty();
        }
        var at = ssh.indexOf('@');
        if (at < 1) {
            throw invalid(
                    "--ssh " + ssh + " names no user.", "Write --ssh USER@HOST, such as --ssh root@lab7.example.");
        }
        var place = place("--ssh", ssh.substring(at + 1), Node.Ssh.PORT);
        return Optional.of(new Node.Ssh(
                place.host(),
                place.port(),
                ssh.substring(0, at),
                Optional.ofNullable(identity).map(Path::toAbsolutePath)));
    }

    private Optional<Node.Bmc> bmc() {
        if (ipmi != null && redfish != null) {
            throw invalid("--ipmi and --redfish exclude each other.", "Give one of them.");
        }
        if (ipmi == null && redfish == null) {
            return Optional.empty();
        }
        if (bmcUser == null) {
            throw invalid("Who logs in at the BMC is missing.", "Give --bmc-user USER.");
        }
        if (redfish != null) {
            return Optional.of(
                    new Node.Redfish(redfish, bmcUser, Optional.ofNullable(certificate), Optional.ofNullable(system)));
        }
        var place = place("--ipmi", ipmi, Node.Ipmi.PORT);
        return Optional.of(new Node.Ipmi(place.host(), place.port(), bmcUser, cipherSuite));
    }

    private record Place(String host, int port) {}

    private static Place place(String option, String text, int usual) {
        var match = PLACE.matcher(text);
        if (!match.matches()) {
            throw invalid(
                    option + " " + text + " is no place.", "Write HOST or HOST:PORT; an IPv6 address in brackets.");
        }
        var host = match.group(1).startsWith("[")
                ? match.group(1).substring(1, match.group(1).length() - 1)
                : match.group(1);
        return new Place(host, match.group(2) == null ? usual : Integer.parseInt(match.group(2)));
    }

    private static DiverException invalid(String what, String remedy) {
        return new DiverException(Problem.Kind.INVALID, what, "", remedy);
    }
}
