package dev.diver.node.bmc;

import dev.diver.core.secret.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets in memory. */
final class KnownSecrets implements Secrets {
    private final Map<String, char[]> secrets = new ConcurrentHashMap<>();

    @Override
    public Optional<char[]> find(String name) {
        return Optional.ofNullable(secrets.get(name)).map(char[]::clone);
    }

    @Override
    public void keep(String name, char[] secret) {
        secrets.put(name, secret.clone());
    }

    @Override
    public void forget(String name) {
        secrets.remove(name);
    }
}
