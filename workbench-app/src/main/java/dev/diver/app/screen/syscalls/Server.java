package dev.diver.app.screen.syscalls;

/** Whose calls are shown. */
enum Server {
    BOTH("Both"),
    LINUX("Forwarded"),
    KERNEL("Local");

    private final String word;

    Server(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
