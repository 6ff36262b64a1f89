package dev.diver.console.gdb;

/** The thread and the frame that a step means. Thread-safe. */
final class Selection {
    private int thread = 1;
    private int frame;

    synchronized void set(int thread, int frame) {
        this.thread = thread;
        this.frame = frame;
    }

    synchronized int thread() {
        return thread;
    }

    synchronized int frame() {
        return frame;
    }
}
