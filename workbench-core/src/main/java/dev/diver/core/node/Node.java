package dev.diver.core.node;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A machine reached over the network, as its file has it. Holds no secret: passwords are in a {@link dev.diver.core.secret.Secrets}, under the
 * name that {@link #secret()} gives.
 *
 * @param name lower-case letters, digits, - and _; at most 63
 * @param ssh absent for a machine that only its BMC is known of
 * @param stub what a debugger talks to; absent where the machine has none
 */
public record Node(String name, Optional<Ssh> ssh, Optional<Bmc> bmc, Optional<Stub> stub) {

    /** One without a stub. */
    public Node(String name, Optional<Ssh> ssh, Optional<Bmc> bmc) {
        this(name, ssh, bmc, Optional.empty());
    }

    /**
     * A stub of gdb's remote protocol for the machine's processors, such as a hardware debugger's server. As text it is as a
     * node's file has it.
     */
    public sealed interface Stub {

        /**
         * @param host as the node itself reaches it
         * @param port TCP, 1 to 65535
         */
        record Port(String host, int port) implements Stub {
            @Override
            public String toString() {
                return host + ":" + port;
            }
        }

        /** @param path of a UNIX socket on the node, absolute */
        record Socket(String path) implements Stub {
            @Override
            public String toString() {
                return path;
            }
        }
    }

    /**
     * @param port 1 to 65535
     * @param identity a private key; absent for the agent's and the person's usual ones
     */
    public record Ssh(String host, int port, String user, Optional<Path> identity) {
        /** IANA's. */
        public static final int PORT = 22;
    }

    /** The management controller of a node. */
    public sealed interface Bmc permits Ipmi, Redfish {
        String user();
    }

    /**
     * IPMI 2.0 over the network (RMCP+).
     *
     * @param port UDP, usually 623
     * @param cipherSuite IPMI 2.0 specification, table 22-20; 0 (no authentication) is refused
     */
    public record Ipmi(String host, int port, String user, int cipherSuite) implements Bmc {
        /** ASF's RMCP port, IPMI 2.0 specification, section 13.1.2. */
        public static final int PORT = 623;

        /** RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128: the strongest that IPMI 2.0 revision 1.1 has. */
        public static final int CIPHER_SUITE = 17;
    }

    /**
     * Redfish (DMTF DSP0266).
     *
     * @param address https, or http on loopback
     * @param certificate the SHA-256 of the one certificate that is accepted, in hexadecimal; absent where the usual
     *     authorities vouch for it
     * @param system the {@code Id} or {@code Name} of the computer system, where the service has more than one
     */
    public record Redfish(URI address, String user, Optional<String> certificate, Optional<String> system)
            implements Bmc {}

    /** The name of the BMC's password among the secrets. */
    public String secret() {
        return "node/" + name + "/bmc";
    }
}
