package dev.diver.qemu;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * QEMU's stub for gdb, opened when somebody wants it, so that a dive that nobody debugs has no door. It listens until QEMU
 * ends, and takes one debugger at a time. The guest goes on until one attaches. Thread-safe.
 */
final class DebugStub {
    private static final String ID = "gdb";
    private static final long AGAIN_MS = 200;

    private final Qmp qmp;
    private final Path socket;
    private final GuestCode code;
    private final boolean isGuests;
    private CompletableFuture<DebugAccess> access;

    /**
     * @param socket where it is to listen, in a directory private to the user
     * @param isGuests whether the guest's own stub is there all the time
     */
    DebugStub(Qmp qmp, Path socket, GuestCode code, boolean isGuests) {
        this.isGuests = isGuests;
        this.qmp = qmp;
        this.socket = socket;
        this.code = code;
    }

    /** Once: QEMU 7.2 does not survive that its stub is opened twice on the same socket. */
    synchronized CompletableFuture<DebugAccess> open() {
        if (access == null) {
            access = (isGuests ? qmp.execute("query-status") : listening())
                    .<DebugAccess>thenApply(
                            ready -> new DebugAccess.Available(code.from(new DebugTarget.Source.Stub(socket))))
                    .exceptionally(failure -> new DebugAccess.Unavailable("QEMU opened no stub for a debugger: "
                            + reason(failure) + " The guest may just have ended."));
        }
        return access.copy();
    }

    private CompletableFuture<?> listening() {
        var address = Map.of("type", "unix", "data", Map.of("path", socket.toString()));
        var backend = Map.of("type", "socket", "data", Map.of("addr", address, "server", true, "wait", false));
        return qmp.execute("chardev-add", Map.of("id", ID, "backend", backend))
                .thenCompose(made -> qmp.monitor("gdbserver chardev:" + ID));
    }

    /** Waits until no debugger is attached any more: who has one looks at the guest there. */
    void awaitFree() throws InterruptedException {
        while (isTaken()) {
            Thread.sleep(AGAIN_MS);
        }
    }

    /** Whether a debugger is attached. */
    boolean isTaken() {
        synchronized (this) {
            if (access == null) {
                return false;
            }
        }
        try {
            for (var chardev : qmp.execute("query-chardev").join()) {
                if (chardev.path("label").asText().equals(ID)) {
                    // "disconnected:unix:PATH,server=on" while nobody is there (QEMU's chardev/char-socket.c).
                    return !chardev.path("filename").asText().startsWith("disconnected:");
                }
            }
        } catch (CompletionException ended) {
            // Then nobody is attached to it either.
        }
        return false;
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? "it does not answer." : cause.getMessage() + ".";
    }
}
