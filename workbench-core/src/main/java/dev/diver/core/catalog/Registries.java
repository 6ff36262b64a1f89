package dev.diver.core.catalog;

import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
     * @param updates whether the workbench brings its index without being told to
     */
    record Known(String name, String url, List<String> mirrors, Optional<Path> authority, boolean updates) {
        public Known {
            mirrors = List.copyOf(mirrors);
        }

        public Known(String name, String url, List<String> mirrors, Optional<Path> authority) {
            this(name, url, mirrors, authority, true);
        }
    }

    /** What a registry says to somebody whom it does not know. */
    enum Greeting {
        /** Some of it may be read by anybody. */
        OPEN,
        /** It wants to know who asks. */
        WANTS_LOGIN
    }

    /**
     * What is here of a catalog's index.
     *
     * @param brought when it was asked for last, by this machine's clock; absent where it never was
     * @param expires until when it is good; absent where there is none
     */
    record Indexed(String name, Optional<Instant> brought, Optional<Instant> expires) {
        /** How long an index is taken for the present one, whatever its publisher says. */
        private static final Duration OLD = Duration.ofDays(7);

        private static final Duration DUE = Duration.ofDays(1);

        /** Nobody has asked for it yet, so that nothing of the catalog is found. */
        public boolean isMissing() {
            return brought.isEmpty();
        }

        /** There is one, and there may be newer kernels. */
        public boolean isOld(Instant now) {
            return expires.filter(until -> now.isAfter(until)
                            || brought.filter(at -> at.plus(OLD).isBefore(now)).isPresent())
                    .isPresent();
        }

        /** It was asked for, and that is a while ago. */
        public boolean isDue(Instant now) {
            return brought.filter(at -> at.plus(DUE).isBefore(now)).isPresent();
        }
    }

    /**
     * What bringing an index did.
     *
     * @param name of the catalog
     * @param version of the index
     * @param expires until when it is good
     * @param packages of kernels that are found now
     * @param nets that are found now
     * @param changed whether there was anything new
     * @param incremental whether what changed was enough
     * @param transferred in bytes
     */
    record IndexNews(
            String name,
            long version,
            Instant expires,
            int packages,
            int nets,
            boolean changed,
            boolean incremental,
            long transferred) {}

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

    /** Of each that was added; touches no network. */
    List<Indexed> indexes();

    /**
     * Brings a catalog's index up to date, so that its kernels are found. Warnings are noted; what is refused leaves the one
     * before as it is.
     *
     * @throws DiverException NOT_FOUND where it has none; UNTRUSTED where its policy refuses it; OFFLINE, NOT_ALLOWED,
     *     DAMAGED
     */
    IndexNews update(String name, Progress progress, Cancellation cancellation);

    /**
     * Writes a catalog's index anew, so that it does not expire, and brings it.
     *
     * @param key the name of the secret key that signs it; absent for nobody
     */
    IndexNews renew(
            String name, Optional<String> key, Passwords passwords, Progress progress, Cancellation cancellation);

    /**
     * Whether the workbench brings its index without being told to.
     *
     * @throws DiverException NOT_FOUND where none has that name
     */
    void setUpdates(String name, boolean wanted);

    /** Its kernels are found no more. What was pulled from it stays, and so do its login and its policy. */
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
