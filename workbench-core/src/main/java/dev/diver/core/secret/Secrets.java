package dev.diver.core.secret;

import java.util.Optional;

/** Passwords, kept outside of all files of Diver's that are plain text. Thread-safe; blocking. */
public interface Secrets {

    /** Characters that the caller overwrites when it is done with them. */
    Optional<char[]> find(String name);

    void keep(String name, char[] secret);

    void forget(String name);
}
