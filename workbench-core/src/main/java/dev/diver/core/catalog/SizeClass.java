package dev.diver.core.catalog;

import java.util.Arrays;

/** How much a package is to download, roughly. */
public enum SizeClass {
    TINY("up to 1 MiB", 1L << 20),
    SMALL("1 to 10 MiB", 10L << 20),
    MEDIUM("10 to 100 MiB", 100L << 20),
    LARGE("100 MiB to 1 GiB", 1L << 30),
    HUGE("over 1 GiB", Long.MAX_VALUE);

    private final String word;
    private final long most;

    SizeClass(String word, long most) {
        this.word = word;
        this.most = most;
    }

    public String word() {
        return word;
    }

    /** @param bytes at least 0 */
    public static SizeClass of(long bytes) {
        return Arrays.stream(values())
                .filter(one -> bytes <= one.most)
                .findFirst()
                .orElse(HUGE);
    }
}
