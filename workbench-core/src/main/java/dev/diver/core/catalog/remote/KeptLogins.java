package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.secret.Secrets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Logins that the desktop's secret store keeps, and after them those of docker's. Never in a file of ours: whoever has no
 * desktop has a credential helper, or needs no login. Thread-safe; blocking.
 */
public final class KeptLogins implements RegistryLogins {
    private final Optional<Secrets> desktop;
    private final RegistryLogins others;

    /** @param others are asked after the desktop */
    public KeptLogins(Optional<Secrets> desktop, RegistryLogins others) {
        this.desktop = desktop;
        this.others = others;
    }

    private static String name(String host) {
        return "registry " + host;
    }

    @Override
    public Optional<Login> find(String host) {
        return desktop.flatMap(store -> store.find(name(host)))
                .map(KeptLogins::split)
                .or(() -> others.find(host));
    }

    /** The user's name is before the first line's end. */
    private static Login split(char[] kept) {
        var end = 0;
        while (end < kept.length && kept[end] != '\n') {
            end++;
        }
        var login = new Login(
                new String(kept, 0, end), Arrays.copyOfRange(kept, Math.min(end + 1, kept.length), kept.length));
        Arrays.fill(kept, '\0');
        return login;
    }

    /** @throws DiverException MISSING_TOOL where there is no desktop that could keep it */
    public void keep(String host, Login login) {
        var store = desktop.orElseThrow(() -> new DiverException(
                Problem.Kind.MISSING_TOOL,
                "There is no secret store that could keep this login.",
                "Diver writes no passwords of registries into files, and no desktop was found (secret-tool, a session"
                        + " bus and a display).",
                "Log in on a desktop, or set a credential helper in docker's config.json: Diver asks that too."));
        var together = new char[login.user().length() + 1 + login.secret().length];
        login.user().getChars(0, login.user().length(), together, 0);
        together[login.user().length()] = '\n';
        System.arraycopy(login.secret(), 0, together, login.user().length() + 1, login.secret().length);
        try {
            store.keep(name(host), together);
        } finally {
            Arrays.fill(together, '\0');
        }
    }

    /** Those of others stay. */
    public void forget(String host) {
        desktop.ifPresent(store -> store.forget(name(host)));
    }
}
