package dev.diver.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * All that a page about a published net shows.
 *
 * @param versions that its catalog's index has, newest first, this one among them
 * @param yanked why it is not to be used for anything new, in its publisher's words
 */
public record NetDetails(NetEntry entry, List<NetEntry> versions, Vouched vouched, Optional<String> yanked) {
    public NetDetails {
        versions = List.copyOf(versions);
    }
}
