package dev.diver.console.terminal;

/** What a line feed does, which kernels do not agree upon. */
public enum LineFeeds {
    /** Goes down, as the standards say. */
    STRICT,
    /** Goes down and to the margin until the guest first sends a carriage return, and then only down. */
    AUTOMATIC,
    /** Always goes to the margin too. */
    RETURN
}
