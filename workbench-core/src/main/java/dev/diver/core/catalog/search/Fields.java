package dev.diver.core.catalog.search;

import dev.diver.core.catalog.Facet;
import java.util.Locale;

/** The index's fields. */
final class Fields {
    /** The catalog and a whole value, to find by. */
    static final String NAME = "name";

    /** The same of a net. */
    static final String NET = "net";

    static final String DIGEST = "digest";

    /** As a person writes it. */
    static final String REF = "ref";

    /** In lower case, to narrow by. */
    static final String TAG = "tag";

    /** The catalog and the reference: no two documents have the same. */
    static final String KEY = "key";

    /** The catalog and the group in it: what is removed at once. */
    static final String GROUP = "group";

    /** In the order of these are documents shown that are equally good. */
    static final String ORDER = "order";

    /** Words, to search by: name, version and configuration; tags, family and modes; the summary. */
    static final String TITLE = "title";

    static final String LABELS = "labels";
    static final String SUMMARY = "summary";

    /** After the name of one of those: the first letters of its words. */
    static final String BEGINNINGS = ".begin";

    /** The descriptor, see {@link StoredDescriptor}. */
    static final String DESCRIPTOR = "descriptor";

    /** The word of a version that is not to be used for anything new. */
    static final String YANKED = "yanked";

    /** The word of a package that is a net and no kernel. */
    static final String IS_NET = "is-net";

    private Fields() {}

    /** Values as they are shown; the empty one where a package has none. */
    static String of(Facet facet) {
        return "facet." + facet.name().toLowerCase(Locale.ROOT);
    }
}
