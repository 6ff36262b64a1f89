package dev.diver.core.catalog;

import dev.diver.core.kernel.Mode;
import java.util.Set;

/**
 * What kernels work on a machine. A package that does not say its architecture or boot protocols is taken to fit.
 *
 * @param architectures as OCI names them, such as {@code amd64}
 * @param modes that can be used here
 * @param protocols words of boot protocols, such as {@code pvh}
 */
public record HostAbility(Set<String> architectures, Set<Mode> modes, Set<String> protocols) {
    public HostAbility {
        architectures = Set.copyOf(architectures);
        modes = Set.copyOf(modes);
        protocols = Set.copyOf(protocols);
    }
}
