package dev.diver.app.command;

import dev.diver.core.catalog.Registries.IndexNews;
import java.util.Locale;

/** What bringing an index did, for a person. */
final class CatalogIndexWords {
    private CatalogIndexWords() {}

    static String packages(IndexNews news) {
        var packages = news.packages() == 1 ? "1 package" : news.packages() + " packages";
        return packages + (news.nets() == 0 ? "" : news.nets() == 1 ? ", 1 net" : ", " + news.nets() + " nets");
    }

    static String what(IndexNews news) {
        if (!news.changed()) {
            return "nothing new";
        }
        var kib = String.format(Locale.ROOT, "%.1f KiB", news.transferred() / 1024.0);
        return kib + (news.incremental() ? " of changes" : ", the whole index");
    }
}
