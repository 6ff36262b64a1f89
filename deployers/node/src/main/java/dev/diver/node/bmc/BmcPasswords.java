package dev.diver.node.bmc;

import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.secret.Secrets;
import java.util.Arrays;

/** The passwords of BMCs, each lent for one use and overwritten after it. */
final class BmcPasswords {
    private final Secrets secrets;

    BmcPasswords(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What is done with a password; must not keep it. */
    @FunctionalInterface
    interface Use<T, E extends Exception> {
        T with(char[] password) throws E;
    }

    <T, E extends Exception> T lend(Node node, Use<T, E> use) throws E {
        var password = secrets.find(node.secret())
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "The password of " + node.name() + "'s BMC is not in the secret store.",
                        "It was never given, or it was given to another store (" + node.secret() + ").",
                        "diver node password " + node.name() + " asks for it."));
        try {
            return use.with(password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
