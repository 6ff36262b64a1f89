package dev.diver.core.secret;

import dev.diver.core.home.DiverHome;
import dev.diver.core.process.HostProgram;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps secrets in the desktop's store where there is one, in an encrypted file else. What was kept in one of them is
 * found while the other one is used: a person may log in without a desktop tomorrow.
 */
public final class StoredSecrets implements Secrets {
    private final Secrets file;
    private final Optional<Secrets> desktop;

    /** @param environment with the session bus's address, where a desktop may be reached; {@code DIVER_SECRETS=file} forbids it */
    public StoredSecrets(DiverHome home, HostProgram programs, Map<String, String> environment) {
        this(new EncryptedFileSecrets(home), SecretTool.of(programs, environment));
    }

    StoredSecrets(Secrets file, Optional<Secrets> desktop) {
        this.file = file;
        this.desktop = desktop;
    }

    @Override
    public Optional<char[]> find(String name) {
        return desktop.flatMap(store -> store.find(name)).or(() -> file.find(name));
    }

    @Override
    public void keep(String name, char[] secret) {
        if (desktop.isPresent()) {
            desktop.get().keep(name, secret);
            file.forget(name);
        } else {
            file.keep(name, secret);
        }
    }

    @Override
    public void forget(String name) {
        desktop.ifPresent(store -> store.forget(name));
        file.forget(name);
    }
}
