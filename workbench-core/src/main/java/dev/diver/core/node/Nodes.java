package dev.diver.core.node;

import java.util.List;

/** The nodes that the person told Diver of. Thread-safe; blocking, though briefly. */
public interface Nodes {

    /** By name, ascending. Files that cannot be read are problems of {@link #find}. */
    List<Node> list();

    /** Names whose file cannot be read as a node, ascending: {@link #find} says why. */
    List<String> broken();

    /** @throws dev.diver.core.problem.DiverException NOT_FOUND, with the nearest name; INVALID where its file is wrong */
    Node find(String name);

    /**
     * @throws dev.diver.core.problem.DiverException IN_USE where there is one of that name; INVALID with all that is
     *     wrong with it
     */
    void add(Node node);

    /**
     * Writes one that is there anew; comments in its file are lost.
     *
     * @throws dev.diver.core.problem.DiverException as {@link #find} and {@link #add} do
     */
    void replace(Node node);

    /** @throws dev.diver.core.problem.DiverException NOT_FOUND, with the nearest name */
    void remove(String name);
}
