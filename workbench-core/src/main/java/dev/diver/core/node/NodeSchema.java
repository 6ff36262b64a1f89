package dev.diver.core.node;

import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.List;

/** What belongs into a node's file. {@code assets/schema/node.schema.json} says the same for editors. */
final class NodeSchema {
    static final String IPMI = "ipmi";
    static final String REDFISH = "redfish";

    /** Keys of {@code [bmc]} that only one of the two protocols has. */
    static final List<String> IPMI_KEYS = List.of("host", "port", "cipher-suite");

    static final List<String> REDFISH_KEYS = List.of("address", "certificate", "system");

    static final OptionSchema SCHEMA = new OptionSchema(
            List.of(
                    table(
                            "ssh",
                            "How Linux on it is reached.",
                            text("host", "Name or address."),
                            port("port", Node.Ssh.PORT),
                            text("user", "Who logs in."),
                            option(
                                    "identity",
                                    new Type.File(),
                                    "the agent's keys",
                                    "A private key, as an absolute path.")),
                    table(
                            "bmc",
                            "Its management controller.",
                            option("type", new Type.Choice(List.of(IPMI, REDFISH)), "", "What it speaks."),
                            text("user", "Who logs in; the password is in the secret store."),
                            text("host", "ipmi: name or address."),
                            port("port", Node.Ipmi.PORT),
                            option(
                                    "cipher-suite",
                                    new Type.Whole(0, 255),
                                    String.valueOf(Node.Ipmi.CIPHER_SUITE),
                                    "ipmi: how the session is authenticated and encrypted."),
                            text("address", "redfish: such as https://bmc.example."),
                            text("certificate", "redfish: SHA-256 of the one certificate that is accepted."),
                            text("system", "redfish: Id or Name of the system, where there are several.")),
                    table(
                            "debug",
                            "What a debugger talks to.",
                            text(
                                    "stub",
                                    "HOST:PORT of a gdb stub for its processors, as the node reaches it, or a UNIX socket there."))));

    private NodeSchema() {}

    private static Option table(String key, String help, Option... keys) {
        return option(key, new Type.Table(List.of(keys)), "", help);
    }

    private static Option text(String key, String help) {
        return option(key, new Type.Text(), "", help);
    }

    private static Option port(String key, int usual) {
        return option(key, new Type.Whole(1, 65535), String.valueOf(usual), "The port.");
    }

    private static Option option(String key, Type type, String fallback, String help) {
        return new Option(key, "", type, fallback, help);
    }
}
