package dev.diver.core.catalog;

/** What a search can be narrowed by, and what its result is counted by. */
public enum Facet {
    TAG,
    FAMILY,
    LICENCE,
    MODE,
    ARCHITECTURE,
    BOOT,
    /** One of {@link SizeClass}'s words. */
    SIZE,
    /** Ids of the keys that have signed, as the catalog says: what it is worth, the signatures themselves tell. */
    SIGNED,
    /** What the publisher ran it on, such as {@code qemu}. */
    TESTED,
    /** The catalog that it is in; empty for the embedded one. */
    CATALOG
}
