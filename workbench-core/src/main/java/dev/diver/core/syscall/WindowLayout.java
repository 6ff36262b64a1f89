package dev.diver.core.syscall;

/**
 * The shared window of {@code assets/gpos/include/diver/cokernel.h} in numbers: offsets and sizes in bytes, all fields
 * little-endian. A test compiles that header and compares each of these with it.
 */
final class WindowLayout {
    static final long MAGIC_VALUE = 0x4C45_4E52_4B4F_4344L;
    static final int VERSION_VALUE = 3;
    /** Of the part of the region that is the window; the structure is smaller. */
    static final long WINDOW_SIZE = 0x40_0000;

    /** Of the structure. */
    static final int SIZE_OF_WINDOW = 3_515_776;

    static final int MAGIC = 0;
    static final int VERSION = 8;
    static final int SIZE = 12;
    static final int STATISTICS_OFF = 48;
    static final int STATE = 128;
    static final int COKERNEL_VERSION = 132;
    static final int CRASH = 8640;
    static final int STATISTICS = 9088;
    static final int PROGRAM_END = 3_449_792;

    /** Of the mailbox of the program's only thread: what it asked for last. */
    static final int LAST_CALL = 384;

    /** enum cokernel_call: the two by which a program ends. */
    static final int CALL_EXIT = 0x10000;

    static final int CALL_KILLED = 0x10001;

    /** In struct cokernel_crash. */
    static final int CRASH_VECTOR = 0;

    static final int CRASH_ERROR = 8;
    static final int CRASH_ADDRESS = 16;
    static final int CRASH_RIP = 24;
    static final int CRASH_RSP = 32;
    static final int CRASH_RFLAGS = 40;
    static final int CRASH_CR3 = 48;
    static final int CRASH_REGISTERS = 56;
    static final int CRASH_BACKTRACE = 176;
    static final int CRASH_REASON = 304;
    static final int BACKTRACE_LENGTH = 16;
    static final int REASON_LENGTH = 128;

    /** In struct cokernel_count. */
    static final int SIZE_OF_COUNT = 64;

    static final int COUNT_COUNT = 0;
    static final int COUNT_ERRORS = 8;
    static final int COUNT_TOTAL = 16;
    static final int COUNT_LONGEST = 24;
    static final int COUNT_HISTOGRAM = 32;

    /** In struct cokernel_statistics, which begins with the counts: for each call one for each who may serve it. */
    static final int LOCAL_FAULTS = 98_304;

    static final int REMOTE_FAULTS = 98_312;
    static final int DOORBELLS = 98_320;
    static final int SLEEPS = 98_328;
    static final int HISTOGRAM_COUNT = 98_336;
    static final int HISTOGRAMS = 98_368;

    static final int CALLS = 512;
    static final int SERVERS = 3;
    static final int HISTOGRAM_LIMIT = 192;
    static final int COUNTERS = 4352;
    static final long LATENCY_LIMIT = (1L << 40) - 1;

    /** enum cokernel_server. */
    static final int SERVER_SELF = 0;

    static final int SERVER_LINUX = 1;
    static final int SERVER_NOBODY = 2;

    /** enum cokernel_state. */
    static final int STATE_OFF = 0;

    static final int STATE_BOOTING = 1;
    static final int STATE_UP = 2;
    static final int STATE_CRASHED = 3;

    private WindowLayout() {}
}
