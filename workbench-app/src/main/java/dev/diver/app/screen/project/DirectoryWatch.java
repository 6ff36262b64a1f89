package dev.diver.app.screen.project;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells of directories whose content has changed, each once however many changes came together. Lives as long as the
 * program.
 */
final class DirectoryWatch {
    private static final long GATHER_MS = 150;
    private final Map<Path, WatchKey> keys = new ConcurrentHashMap<>();
    private final Consumer<Path> changed;
    private final WatchService service;

    /** @param changed is called on a thread of its own */
    DirectoryWatch(Consumer<Path> changed) throws IOException {
        this.changed = changed;
        this.service = FileSystems.getDefault().newWatchService();
        Thread.ofPlatform().daemon().name("directory-watch").start(this::run);
    }

    /** Blocks: not for the screen's thread. */
    void add(Path directory) throws IOException {
        if (!keys.containsKey(directory)) {
            keys.put(
                    directory,
                    directory.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_DELETE,
                            StandardWatchEventKinds.ENTRY_MODIFY));
        }
    }

    private void run() {
        try {
            while (true) {
                var key = service.take();
                TimeUnit.MILLISECONDS.sleep(GATHER_MS);
                key.pollEvents();
                var directory = (Path) key.watchable();
                if (!key.reset()) {
                    keys.remove(directory);
                }
                changed.accept(directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
