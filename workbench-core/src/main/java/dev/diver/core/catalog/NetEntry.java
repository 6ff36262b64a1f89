package dev.diver.core.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A published net as a search shows it; needs no registry. Serialized as is by {@code diver search --nets --json}.
 *
 * @param version its tag
 * @param summary one line; may be empty
 * @param kernel that it is locked to, with the digest; absent where nobody says
 * @param modes that this kernel can dive in
 * @param size of its packed sources, in bytes
 * @param signed ids of keys that have signed it, as its catalog says
 * @param digest of its manifest, {@code sha256:…}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NetEntry(
        KernelReference ref,
        String version,
        String summary,
        Optional<KernelReference> kernel,
        List<String> tags,
        List<Mode> modes,
        OptionalLong size,
        List<String> signed,
        String digest) {
    public NetEntry {
        tags = List.copyOf(tags);
        modes = List.copyOf(modes);
        signed = List.copyOf(signed);
    }

    /** The same, on a kernel whose catalog has another name. */
    public NetEntry on(Optional<KernelReference> named) {
        return new NetEntry(ref, version, summary, named, tags, modes, size, signed, digest);
    }
}
