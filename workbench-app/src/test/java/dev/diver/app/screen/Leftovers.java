package dev.diver.app.screen;

import dev.diver.core.home.Folders;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a window leaves. */
public final class Leftovers {
    private static final long PATIENCE_S = 60;

    private Leftovers() {}

    /** Deletes a folder once nobody writes into it any more: a window that is gone still keeps what was changed in it. */
    public static void delete(Path folder) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (Files.exists(folder)) {
            try {
                Folders.delete(folder);
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
