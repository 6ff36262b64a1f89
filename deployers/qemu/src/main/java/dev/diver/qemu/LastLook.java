package dev.diver.qemu;

import java.util.concurrent.atomic.AtomicBoolean;

/** At a guest that crashed and stands still: what it leaves is kept, and then a debugger that is there has its time. */
final class LastLook {
    private final CrashKeeper keeper;
    private final DebugStub stub;
    private final Runnable held;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** @param held is told where a debugger is there */
    LastLook(CrashKeeper keeper, DebugStub stub, Runnable held) {
        this.keeper = keeper;
        this.stub = stub;
        this.held = held;
    }

    /** Waits until all is done; of several crashes the first is kept, which the others may have come from. */
    void take(String reason) throws InterruptedException {
        if (!taken.getAndSet(true)) {
            // First: who lets the guest go on, or goes, ends it.
            keeper.keep(reason);
        }
        if (stub.isTaken()) {
            held.run();
            stub.awaitFree();
        }
    }
}
