package dev.diver.app.screen.fake;

import dev.diver.core.secret.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A desktop's secret store, in memory. */
final class FakeSecrets implements Secrets {
    private final Map<String, char[]> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<char[]> find(String name) {
        return Optional.ofNullable(kept.get(name)).map(char[]::clone);
    }

    @Override
    public void keep(String name, char[] secret) {
        kept.put(name, secret.clone());
    }

    @Override
    public void forget(String name) {
        kept.remove(name);
    }
}
