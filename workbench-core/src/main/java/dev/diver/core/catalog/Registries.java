package dev.diver.core.catalog;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Registries that kernels come from, beside the embedded catalog. Thread-safe; blocking. */
public interface Registries {

    /**
     * A registry that a person added as a catalog.
     *
     * @param name goes before its kernels' names
     * @param url {@code [https://]HOST[:PORT][/PREFIX]}
     * @param mirrors that have the same
     * @param authority a file of certificates (PEM) that are taken beside the usual ones
     */
    record Known(String name, String url, List<String> mirrors, Optional<Path> authority) {
        public Known {
            mirrors = List.copyOf(mirrors);
        }
    }

    /** What a registry says to somebody whom it does not know. */
    enum Greeting {
        /** Some of it may be read by anybody. */
        OPEN,
        /** It wants to know who asks. */
        WANTS_LOGIN
    }

    /** By name, ascending. */
    List<Known> list();

    /** Names whose file is wrong, ascending. */
    List<String> broken();

    /** @throws DiverException INVALID where it is none; IN_USE where there is one of that name */
    void add(Known registry);

    /**
     * Whether it is there.
     *
     * @throws DiverException NOT_FOUND where none has that name; OFFLINE, NOT_ALLOWED, DAMAGED where no registry answers
     */
    Greeting greet(String name, Cancellation cancellation);

    /** What was pulled from it stays, and so does its login. */
    void remove(String name);

    /** Where a login is told to. */
    String host(String name);

    /**
     * Keeps a login in the desktop's secret store.
     *
     * @param secret overwritten
     * @throws DiverException MISSING_TOOL where there is no desktop
     */
    void login(String name, String user, char[] secret);

    /** Forgets a login that {@link #login} kept. */
    void logout(String name);
}
