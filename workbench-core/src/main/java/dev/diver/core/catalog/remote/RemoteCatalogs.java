package dev.diver.core.catalog.remote;

import dev.diver.core.problem.DiverException;
import java.util.List;

/** The registries that the person told Diver of. Thread-safe; blocking, though briefly. */
public interface RemoteCatalogs {

    /** By name, ascending. */
    List<RemoteCatalog> list();

    /** Names whose file is wrong, ascending: {@link #find} says why. */
    List<String> broken();

    /**
     * @param name of one that was added, or {@code HOST[:PORT][/PREFIX]} of any
     * @throws DiverException NOT_FOUND with the nearest name; INVALID where its file is wrong
     */
    RemoteCatalog find(String name);

    /** @throws DiverException IN_USE where there is one of that name; INVALID where it is no name */
    void add(RemoteCatalog catalog);

    /** @throws DiverException NOT_FOUND with the nearest name */
    void replace(RemoteCatalog catalog);

    /** @throws DiverException NOT_FOUND with the nearest name */
    void remove(String name);
}
