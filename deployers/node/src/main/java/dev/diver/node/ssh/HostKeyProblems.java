package dev.diver.node.ssh;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;

/** The words for host keys that are not taken, and the commands that go on from there. */
final class HostKeyProblems {
    private HostKeyProblems() {}

    /** Nothing is known of the node yet. */
    static DiverException unknown(String node, PublicKey shown) {
        return new DiverException(
                Problem.Kind.UNTRUSTED,
                node + " is reached for the first time, and nothing says that it is itself.",
                "Its host key is " + words(shown) + ".",
                compareAndAccept(node, shown));
    }

    /** The person accepts a key, and the node shows another one. */
    static DiverException another(String node, String accepted, PublicKey shown) {
        return new DiverException(
                Problem.Kind.UNTRUSTED,
                node + " shows another host key than the one that you accept.",
                "Its host key is " + words(shown) + ", and you accept " + accepted + ".",
                compareAndAccept(node, shown));
    }

    /** @param before fingerprints */
    static DiverException changed(String node, List<String> before, PublicKey shown) {
        return new DiverException(
                Problem.Kind.UNTRUSTED,
                node + " shows another host key than before, so it may be another machine that answers for it.",
                "Before it was " + String.join(", ", before) + "; now it is " + words(shown) + ".",
                "Find out why: a machine that was installed anew has a new key, and so has somebody in between. If it"
                        + " is rightly so, forget the old one on purpose (diver node forget-host-key " + node
                        + "), then accept the new one.");
    }

    private static String words(PublicKey key) {
        return KeyUtils.getFingerPrint(key) + " (" + KeyUtils.getKeyType(key) + ")";
    }

    /** The node's own console cannot be listened to by whoever sits between here and its sshd. */
    private static String compareAndAccept(String node, PublicKey shown) {
        return "Compare it with what its own console says (ssh-keyscan localhost | ssh-keygen -lf -), then accept it:"
                + " diver node check " + node + " --accept-host-key " + KeyUtils.getFingerPrint(shown);
    }
}
