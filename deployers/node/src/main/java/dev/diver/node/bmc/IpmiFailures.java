package dev.diver.node.bmc;

import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What ipmitool's words mean. They are those of version 1.8.19; others are passed on as they are. */
final class IpmiFailures {
    /** RAKP message 2 carries a proof that the BMC knows the password; here it was made with another one. */
    private static final List<String> WRONG_PASSWORD =
            List.of("RAKP 2 HMAC is invalid", "RAKP 2 message indicates an error : invalid integrity check value");

    private static final List<String> WRONG_USER =
            List.of("RAKP 2 message indicates an error : unauthorized name", "unauthorized name");

    private static final List<String> NO_PRIVILEGE = List.of(
            "unauthorized role or privilege level requested",
            "invalid role",
            "Insufficient privilege level",
            "Unable to set Session Privilege Level");

    private static final List<String> NO_SUITE = List.of(
            "no matching cipher suite",
            "invalid authentication algorithm",
            "invalid integrity algorithm",
            "invalid confidentiality algorithm",
            "No supported Cipher Suite");

    private static final List<String> UNKNOWN_HOST = List.of("Address lookup for", "Could not open socket");

    private static final List<String> SILENT = List.of(
            "Get Auth Capabilities error",
            "Unable to Get Channel Authentication Capabilities",
            "Unable to establish IPMI v2 / RMCP+ session",
            "timeout");

    private static final List<String> BUSY =
            List.of("insufficient resources", "Node busy", "SOL payload already active");

    private static final int LAST_LINES = 4;

    private IpmiFailures() {}

    static DiverException of(String node, Node.Ipmi bmc, int cipherSuite, String said) {
        var at = bmc.host() + " port " + bmc.port();
        if (has(said, WRONG_PASSWORD)) {
            return new DiverException(
                    Problem.Kind.INVALID,
                    "The BMC of " + node + " refuses the password of " + bmc.user() + ".",
                    "It answered from " + at + ", and knows another password.",
                    "diver node password " + node + " asks for it again.");
        }
        if (has(said, WRONG_USER)) {
            return new DiverException(
                    Problem.Kind.INVALID,
                    "The BMC of " + node + " knows no user " + bmc.user() + ".",
                    "It answered from " + at + ".",
                    "Mend bmc.user in the node's file.");
        }
        if (has(said, NO_PRIVILEGE)) {
            return new DiverException(
                    Problem.Kind.INVALID,
                    "The BMC of " + node + " does not let " + bmc.user() + " switch the power.",
                    "This user is no administrator there.",
                    "Give the user that privilege, or name another one as bmc.user.");
        }
        if (has(said, NO_SUITE)) {
            return new DiverException(
                    Problem.Kind.INVALID,
                    "The BMC of " + node + " does not take cipher suite " + cipherSuite + ".",
                    "It answered from " + at + ".",
                    "Set bmc.cipher-suite in the node's file; diver node check " + node + " says which ones it takes.");
        }
        if (has(said, UNKNOWN_HOST)) {
            return new DiverException(
                    Problem.Kind.FAILED,
                    "The BMC of " + node + " cannot be found.",
                    "There is no host " + bmc.host() + ".",
                    "Mend bmc.host in the node's file.");
        }
        if (has(said, BUSY)) {
            return new DiverException(
                    Problem.Kind.IN_USE,
                    "The BMC of " + node + " has no session to spare.",
                    lastLines(said),
                    "Wait a minute, or close what else is logged in there.");
        }
        if (has(said, SILENT) || said.isBlank()) {
            return new DiverException(
                    Problem.Kind.FAILED,
                    "The BMC of " + node + " does not answer.",
                    "Nothing came back from " + at + " (UDP).",
                    "Look whether the machine has mains, and whether IPMI over LAN is on; a firewall may drop it too.");
        }
        return new DiverException(
                Problem.Kind.FAILED,
                "The BMC of " + node + " refuses.",
                lastLines(said),
                "diver node check " + node + " may say more.");
    }

    private static boolean has(String said, List<String> words) {
        return words.stream().anyMatch(said::contains);
    }

    private static String lastLines(String said) {
        var lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).collect(Collectors.joining("\n"));
    }
}
