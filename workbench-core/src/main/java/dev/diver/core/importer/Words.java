package dev.diver.core.importer;

import dev.diver.core.text.PlainText;
import java.util.Locale;

/** Texts of other systems, in the forms that a manifest takes. */
final class Words {
    private static final int LONGEST_LINE = 300;

    private Words() {}

    /** A package's name, from a file's or an image's. */
    static String name(String text) {
        var last = text.substring(text.lastIndexOf('/') + 1);
        var name = last.toLowerCase(Locale.ROOT)
                .replaceAll("\\.(gz|tgz|tar|mpm|bin|elf|img|iso|qcow2|qemu|raw)+$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty()
                ? "imported"
                : name.substring(0, Math.min(name.length(), 60)).replaceAll("-+$", "");
    }

    /** A file's name in a package. */
    static String file(String name) {
        var clean = name.replaceAll("[^A-Za-z0-9_@+.,=-]", "_").replaceAll("^\\.+", "_");
        return clean.substring(0, Math.min(clean.length(), 100));
    }

    /** A version, or nothing where the text has none. */
    static String version(String text) {
        var clean = text.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+", "");
        return clean.substring(0, Math.min(clean.length(), 64));
    }

    /** One line to be shown. */
    static String line(String text) {
        return PlainText.line(text, LONGEST_LINE);
    }
}
