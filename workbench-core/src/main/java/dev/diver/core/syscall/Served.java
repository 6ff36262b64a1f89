package dev.diver.core.syscall;

/** Who served a call. In the order of enum cokernel_server. */
public enum Served {
    /** The specialized kernel. */
    LOCALLY("local"),
    BY_LINUX("forwarded"),
    /** Neither kernel can serve it here, so that it was refused. */
    BY_NOBODY("unsupported");

    private final String word;

    Served(String word) {
        this.word = word;
    }

    /** As JSON and command line have it. */
    public String word() {
        return word;
    }
}
