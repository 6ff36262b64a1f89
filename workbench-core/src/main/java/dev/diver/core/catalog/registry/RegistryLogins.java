package dev.diver.core.catalog.registry;

import java.util.Arrays;
import java.util.Optional;

/** What a registry is told of who asks. Thread-safe; blocking. */
public interface RegistryLogins {

    /** Nobody has a login. */
    RegistryLogins NONE = host -> Optional.empty();

    /** @param host as {@link RegistryAddress#host} */
    Optional<Login> find(String host);

    /**
     * A user's name and secret.
     *
     * @param user {@code <token>} where the secret is a token that gets others, as docker's credential helpers tell
     * @param secret overwritten by {@link #close}
     */
    record Login(String user, char[] secret) implements AutoCloseable {
        static final String TOKEN = "<token>";

        boolean isToken() {
            return user.equals(TOKEN);
        }

        @Override
        public void close() {
            Arrays.fill(secret, '\0');
        }

        @Override
        public String toString() {
            return user + " and a secret";
        }
    }
}
