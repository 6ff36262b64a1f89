package dev.diver.core.node;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold for a node wherever it comes from: its file, the command line, a form. */
final class NodeRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** A host name (RFC 1123) or an address; none begins like an option of a program. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9._:%-]{0,252}");

    /** Printable, without blanks, and no option. */
    private static final Pattern USER = Pattern.compile("[!-,.-~][!-~]{0,63}");

    /** Bytes of a user name, IPMI 2.0 specification, section 22.28. */
    private static final int IPMI_USER = 16;

    /** IPMI 2.0 specification, table 22-20, without 0: those that authenticate and that ipmitool knows. */
    static final Set<Integer> CIPHER_SUITES = Set.of(1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17);

    private static final Pattern CERTIFICATE = Pattern.compile("(?:[0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}");
    private static final Pattern SYSTEM = Pattern.compile("[ -~]{1,128}");

    private final List<Fault> faults = new ArrayList<>();

    /** @param path of keys in the file */
    record Fault(List<String> path, String message) {}

    private NodeRules() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** All that is wrong with it, in the order of the file. */
    static List<Fault> check(Node node) {
        var rules = new NodeRules();
        node.ssh().ifPresent(rules::ssh);
        node.bmc().ifPresent(bmc -> {
            switch (bmc) {
                case Node.Ipmi ipmi -> rules.ipmi(ipmi);
                case Node.Redfish redfish -> rules.redfish(redfish);
            }
        });
        return rules.faults;
    }

    private void ssh(Node.Ssh ssh) {
        host("ssh", ssh.host());
        port("ssh", ssh.port());
        user("ssh", ssh.user());
        ssh.identity()
                .filter(file -> !file.isAbsolute())
                .ifPresent(file -> fault("ssh", "identity", "give the absolute path of a private key."));
    }

    private void ipmi(Node.Ipmi ipmi) {
        host("bmc", ipmi.host());
        port("bmc", ipmi.port());
        user("bmc", ipmi.user());
        if (ipmi.user().length() > IPMI_USER) {
            fault("bmc", "user", "a user of IPMI has at most " + IPMI_USER + " characters.");
        }
        if (ipmi.cipherSuite() == 0) {
            fault(
                    "bmc",
                    "cipher-suite",
                    "suite 0 lets anybody in without a password, so it is refused. Use 17, or 3 for older BMCs.");
        } else if (!CIPHER_SUITES.contains(ipmi.cipherSuite())) {
            fault("bmc", "cipher-suite", "there is no such suite. Use 17, or 3 for older BMCs.");
        }
    }

    private void redfish(Node.Redfish redfish) {
        address(redfish.address());
        user("bmc", redfish.user());
        redfish.certificate()
                .filter(digest -> !CERTIFICATE.matcher(digest).matches())
                .ifPresent(digest ->
                        fault("bmc", "certificate", "expected the SHA-256 of a certificate: 64 hexadecimal digits."));
        redfish.system()
                .filter(system -> !SYSTEM.matcher(system).matches())
                .ifPresent(system -> fault("bmc", "system", "expected the Id or Name of a system."));
    }

    private void address(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(address.getHost());
        if (!scheme.equals("https") && !scheme.equals("http")
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || !(address.getRawPath() == null || address.getRawPath().matches("/?"))) {
            fault("bmc", "address", "expected an address such as https://bmc.example, without a path.");
        } else if (scheme.equals("http") && !isLoopback(host)) {
            fault(
                    "bmc",
                    "address",
                    "http would show the password to the network: only https is taken, except on loopback.");
        }
    }

    /** By its name alone, as nothing is looked up here. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private void host(String table, String host) {
        if (!HOST.matcher(host).matches()) {
            fault(table, "host", host.isEmpty() ? "it is missing." : "expected the name or address of a host.");
        }
    }

    private void port(String table, int port) {
        if (port < 1 || port > 65535) {
            fault(table, "port", "expected a whole number from 1 to 65535.");
        }
    }

    private void user(String table, String user) {
        if (!USER.matcher(user).matches()) {
            fault(table, "user", user.isEmpty() ? "it is missing." : "expected the name of a user.");
        }
    }

    private void fault(String table, String key, String message) {
        faults.add(new Fault(List.of(table, key), table + "." + key + ": " + message));
    }
}
