package dev.diver.deployer.hardware;

import dev.diver.node.ssh.SshConnection;
import java.util.List;

/** Commands for a node that run as root: by themselves, or by sudo that asks for nothing. */
final class RootShell {
    private RootShell() {}

    /** @param script for sh */
    static String command(String script) {
        var quoted = SshConnection.quoted(List.of(script));
        return "if [ \"$(id -u)\" = 0 ]; then exec sh -c " + quoted + "; else exec sudo -n sh -c " + quoted + "; fi";
    }

    /** A script that comes by standard input; without root where that cannot be had. */
    static String asRootIfPossible() {
        return "if [ \"$(id -u)\" != 0 ] && sudo -n true 2>/dev/null; then exec sudo -n sh -s; else exec sh -s; fi";
    }
}
