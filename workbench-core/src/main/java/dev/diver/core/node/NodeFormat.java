package dev.diver.core.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diver.core.option.CheckedToml;
import dev.diver.core.option.TomlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node as the text of its file, and back. */
final class NodeFormat {
    /** As long as the kernel's sockaddr_un takes it. */
    private static final Pattern SOCKET = Pattern.compile("/[!-~]{1,106}");

    private static final Pattern PORT = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):([1-9][0-9]{0,4})");

    private NodeFormat() {}

    /** @param node absent where something is wrong */
    record Reading(Optional<Node> node, List<CheckedToml.Fault> faults) {}

    static Reading read(String name, String text) {
        var toml = CheckedToml.read(text, NodeSchema.SCHEMA);
        if (!toml.ok()) {
            return new Reading(Optional.empty(), toml.faults());
        }
        var ssh = Optional.<JsonNode>ofNullable(toml.values().get("ssh")).map(NodeFormat::ssh);
        var bmc = Optional.<JsonNode>ofNullable(toml.values().get("bmc")).flatMap(table -> bmc(table, toml));
        if (!toml.values().has("ssh") && !toml.values().has("bmc")) {
            toml.fault(List.of(), "Neither [ssh] nor [bmc] is here: a node is reached by one of them at least.");
        }
        var stub = Optional.<JsonNode>ofNullable(toml.values().get("debug")).flatMap(table -> stub(table, toml));
        if (stub.isPresent() && ssh.isEmpty()) {
            toml.fault(List.of("debug"), "debug: the stub is reached through the node, so [ssh] must be here.");
        }
        var node = new Node(name, ssh, bmc, stub);
        NodeRules.check(node).forEach(fault -> toml.fault(fault.path(), fault.message()));
        return new Reading(toml.ok() ? Optional.of(node) : Optional.empty(), toml.faults());
    }

    private static Node.Ssh ssh(JsonNode table) {
        return new Node.Ssh(
                text(table, "host"),
                table.path("port").asInt(Node.Ssh.PORT),
                text(table, "user"),
                optional(table, "identity").map(Path::of));
    }

    private static Optional<Node.Bmc> bmc(JsonNode table, CheckedToml toml) {
        return switch (text(table, "type")) {
            case NodeSchema.IPMI -> {
                foreign(table, NodeSchema.REDFISH_KEYS, NodeSchema.REDFISH, toml);
                yield Optional.of(new Node.Ipmi(
                        text(table, "host"),
                        table.path("port").asInt(Node.Ipmi.PORT),
                        text(table, "user"),
                        table.path("cipher-suite").asInt(Node.Ipmi.CIPHER_SUITE)));
            }
            case NodeSchema.REDFISH -> {
                foreign(table, NodeSchema.IPMI_KEYS, NodeSchema.IPMI, toml);
                yield Optional.of(new Node.Redfish(
                        uri(text(table, "address")),
                        text(table, "user"),
                        optional(table, "certificate"),
                        optional(table, "system")));
            }
            default -> {
                toml.fault(List.of("bmc", "type"), "bmc.type is missing: write \"ipmi\" or \"redfish\".");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Node.Stub> stub(JsonNode table, CheckedToml toml) {
        var text = text(table, "stub");
        if (SOCKET.matcher(text).matches()) {
            return Optional.of(new Node.Stub.Socket(text));
        }
        var match = PORT.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(2)) > 65535) {
            toml.fault(
                    List.of("debug", "stub"),
                    "debug.stub: write HOST:PORT, such as \"localhost:3333\", or the path of a UNIX socket on the node.");
            return Optional.empty();
        }
        return Optional.of(new Node.Stub.Port(match.group(1), Integer.parseInt(match.group(2))));
    }

    private static void foreign(JsonNode table, List<String> keys, String type, CheckedToml toml) {
        keys.stream()
                .filter(table::has)
                .forEach(key -> toml.fault(
                        List.of("bmc", key), "bmc." + key + ": only a BMC of the type \"" + type + "\" has it."));
    }

    /** What is no address becomes one that the rules refuse. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    static String write(Node node) {
        var text = new StringBuilder();
        node.ssh().ifPresent(ssh -> {
            text.append("[ssh]\n");
            line(text, "host", ssh.host());
            line(text, "port", ssh.port());
            line(text, "user", ssh.user());
            ssh.identity().ifPresent(file -> line(text, "identity", file.toString()));
        });
        if (node.ssh().isPresent() && node.bmc().isPresent()) {
            text.append('\n');
        }
        node.bmc().ifPresent(bmc -> {
            text.append("[bmc]\n");
            switch (bmc) {
                case Node.Ipmi ipmi -> {
                    line(text, "type", NodeSchema.IPMI);
                    line(text, "host", ipmi.host());
                    line(text, "port", ipmi.port());
                    line(text, "user", ipmi.user());
                    line(text, "cipher-suite", ipmi.cipherSuite());
                }
                case Node.Redfish redfish -> {
                    line(text, "type", NodeSchema.REDFISH);
                    line(text, "address", redfish.address().toString());
                    line(text, "user", redfish.user());
                    redfish.certificate().ifPresent(digest -> line(text, "certificate", digest));
                    redfish.system().ifPresent(system -> line(text, "system", system));
                }
            }
        });
        node.stub().ifPresent(stub -> {
            text.append("\n[debug]\n");
            line(text, "stub", stub.toString());
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String key, int value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(TomlText.quoted(value)).append('\n');
    }

    private static String text(JsonNode table, String key) {
        return table.path(key).asText("");
    }

    private static Optional<String> optional(JsonNode table, String key) {
        return Optional.of(text(table, key)).filter(value -> !value.isEmpty());
    }
}
