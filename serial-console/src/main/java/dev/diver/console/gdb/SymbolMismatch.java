package dev.diver.console.gdb;

/** What becomes of a session whose symbols are of another build than the guest. */
public enum SymbolMismatch {
    /** It goes on without these symbols, and says so. */
    LEAVE_OUT,
    /** It ends. */
    FAIL
}
