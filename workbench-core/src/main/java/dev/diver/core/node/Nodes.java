package dev.diver.core.node;

import java.util.List;

/** The nodes that the person told Diver of. Thread-safe; blocking, though briefly. */
public interface Nodes {

    /** By name, ascending. Files that cannot be read are problems of {@link #find}. */
    List<Node> list();

    /** @throws dev.diver.core.problem.DiverException NOT_FOUND, with the nearest name; INVALID where its file is wrong */
    Node find(String name);

    /** @throws dev.diver.core.problem.DiverException IN_USE where there is one of that name */
    void add(Node node);

    void remove(String name);
}
