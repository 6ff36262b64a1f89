package dev.diver.core.catalog;

import java.util.Set;

/** Which kernels ran well on this machine. Thread-safe; may read files. */
@FunctionalInterface
public interface TestedKernels {
    /** None. */
    TestedKernels NONE = Set::of;

    /** Digests of their manifests, {@code sha256:…}. */
    Set<String> digests();
}
