package dev.diver.qemu;

import java.util.concurrent.atomic.AtomicBoolean;

/** At a guest that crashed and stands still: what it leaves is kept, and then a debugger that is there has its time. */
final class LastLook {
    private final CrashKeeper keeper;
    private final DebugStub stub;
    private final AtomicBoolean taken = new AtomicBoolean();

    LastLook(CrashKeeper keeper, DebugStub stub) {
        this.keeper = keeper;
        this.stub = stub;
    }

    /** Waits until all is done; of several crashes the first is kept, which the others may have come from. */
    void take(String reason) throws InterruptedException {
        if (!taken.getAndSet(true)) {
            // First: who lets the guest go on, or goes, ends it.
            keeper.keep(reason);
        }
        stub.awaitFree();
    }
}
