package dev.diver.console.terminal;

import java.lang.management.ManagementFactory;

/** How much work something is: this thread's processor time, of which others on the machine take nothing. */
final class Work {

    private Work() {}

    /** @return nanoseconds */
    static long of(Runnable action) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        action.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
