package dev.diver.core.catalog;

import dev.diver.core.kernel.Role;

/**
 * A file of a kernel package, or a directory of one that is not pulled.
 *
 * @param path in the package, with {@code /}
 * @param size in bytes, or {@link #UNKNOWN}
 */
public record PackagedFile(String path, Role role, long size) {
    /** Only pulling the package would tell. */
    public static final long UNKNOWN = -1;
}
