package dev.diver.core.catalog.search;

/** The index's fields. */
final class Fields {
    /** Whole values, to narrow by. */
    static final String NAME = "name";

    static final String DIGEST = "digest";
    static final String REF = "ref";
    static final String TAG = "tag";
    static final String FAMILY = "family";
    static final String LICENCE = "licence";
    static final String MODE = "mode";

    /** Words, to search by: name, version and configuration; tags, family and modes; the summary. */
    static final String TITLE = "title";

    static final String LABELS = "labels";
    static final String SUMMARY = "summary";

    /** Stored: the descriptor as JSON. */
    static final String DESCRIPTOR = "descriptor";

    private Fields() {}
}
