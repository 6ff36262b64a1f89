/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0 */
/*
 * cokernel.h - what co-kernel, Linux module, proxy and workbench agree on.
 *
 * The co-kernel owns a region of physical memory and one processor. The region begins with the
 * shared window, struct cokernel_window, which all four of them read:
 *
 *	region + 0			struct cokernel_window
 *	region + COKERNEL_WINDOW_SIZE	the co-kernel's image, then its free pages
 *
 * All numbers are little-endian. Who may write a field is said beside it; everybody else only
 * reads. Fields marked (atomic) are accessed with acquire and release, and a flag that says that
 * its owner is about to sleep is set before the owner looks a last time (sequentially consistent),
 * so that no wake-up is lost.
 *
 * The version changes with any change of this file. Whoever finds another one than its own, or
 * another magic, says so and leaves the region alone.
 */
#ifndef DIVER_COKERNEL_H
#define DIVER_COKERNEL_H

#ifdef __KERNEL__
#include <linux/types.h>
typedef u8 uint8_t;
typedef u32 uint32_t;
typedef s32 int32_t;
typedef u64 uint64_t;
typedef s64 int64_t;
#define COKERNEL_ASSERT(condition, text) static_assert(condition, text)
#define COKERNEL_LINE			 __aligned(64) /* a cache line of its own */
#else
#include <stdint.h>
#define COKERNEL_ASSERT(condition, text) _Static_assert(condition, text)
#define COKERNEL_LINE			 __attribute__((__aligned__(64)))
#endif

#define COKERNEL_MAGIC	      0x4C454E524B4F4344ULL /* the bytes "DCOKRNEL" */
#define COKERNEL_VERSION      3
#define COKERNEL_WINDOW_SIZE  0x400000ULL    /* bytes; a multiple of 2 MiB */
#define COKERNEL_REGION_ALIGN 0x200000ULL    /* of the region's start and size */
#define COKERNEL_REGION_MIN   0x2000000ULL   /* bytes */
#define COKERNEL_REGION_LIMIT 0x100000000ULL /* the region starts below: 32-bit entry */

/*
 * The program's addresses. The proxy keeps out of them, so that a pointer means the same on both
 * sides.
 */
#define COKERNEL_PROGRAM_START 0x10000ULL
#define COKERNEL_PROGRAM_END   0x500000000000ULL

/* States of the co-kernel; written by the module (OFF) and then by the co-kernel. */
enum cokernel_state {
	COKERNEL_OFF = 0,     /* its processor is parked */
	COKERNEL_BOOTING = 1, /* between start-up and its first request to the proxy */
	COKERNEL_UP = 2,      /* serves requests, or runs the program */
	COKERNEL_CRASHED = 3, /* see struct cokernel_crash; its processor is halted or parked */
};

/*
 * A mailbox for each context (thread) of the program. It goes
 *
 *	IDLE -> CALL (co-kernel) -> REPLY (proxy) -> IDLE (co-kernel)
 *
 * and, before the program runs, IDLE -> REQUEST (proxy) -> DONE (co-kernel) -> IDLE (proxy).
 */
enum cokernel_mailbox_state {
	COKERNEL_IDLE = 0,
	COKERNEL_CALL = 1,    /* a forwarded system call, or one of enum cokernel_call */
	COKERNEL_REPLY = 2,   /* its result is there */
	COKERNEL_REQUEST = 3, /* one of enum cokernel_request */
	COKERNEL_DONE = 4,    /* its result is there */
};

/* Calls that the co-kernel itself makes to the proxy; their numbers are no system call's. */
enum cokernel_call {
	COKERNEL_CALL_EXIT = 0x10000, /* argument 0: exit status. The proxy ends */
	COKERNEL_CALL_KILLED =
		0x10001, /* argument 0: number of the signal that ended the program */
	/* argument 0: address, 1: bytes. The proxy's own mappings of these pages go. */
	COKERNEL_CALL_UNMAP = 0x10002,
	/* argument 0: file descriptor. Returns a private duplicate of it, for a mapping. */
	COKERNEL_CALL_KEEP = 0x10003,
	/* argument 0: a descriptor from KEEP. */
	COKERNEL_CALL_FORGET = 0x10004,
	/*
	 * In the mailbox "fill" only: reads bytes (argument 1) at an offset (argument 2) of a
	 * descriptor from KEEP (argument 0) into the fill buffer; returns how many there were.
	 */
	COKERNEL_CALL_FILL = 0x10005,
};

/* What the proxy asks of a co-kernel whose program does not run yet. */
enum cokernel_request {
	/* arguments: address, bytes, protection (PROT_*), descriptor from KEEP or -1, offset */
	COKERNEL_REQUEST_MAP = 1,
	/* argument 0: lowest address of the heap */
	COKERNEL_REQUEST_BREAK = 2,
	/* arguments: entry point, stack pointer. Answered at once; the program then runs. */
	COKERNEL_REQUEST_RUN = 3,
};

/*
 * What both look at again and again is in a cache line of its own, so that filling in the rest does
 * not disturb the one who looks.
 */
struct cokernel_mailbox {
	uint32_t state;		  /* enum cokernel_mailbox_state (atomic) */
	uint32_t proxy_sleeps;	  /* proxy (atomic): ring the doorbell after a change of state */
	uint32_t cokernel_sleeps; /* co-kernel (atomic): kick it after a change of state */
	COKERNEL_LINE uint32_t number;
	uint32_t padding;
	uint64_t arguments[6];
	int64_t result; /* a value, or a negated errno */
} COKERNEL_LINE;

COKERNEL_ASSERT(sizeof(struct cokernel_mailbox) == 128, "two cache lines");

#define COKERNEL_MAILBOXES 64
#define COKERNEL_FILL_SIZE 0x10000 /* bytes that one FILL reads at most */

/*
 * Linux met an address of the program that its page tables lack, in the module's fault handler: it
 * asks the co-kernel, which owns these addresses, to make the page there.
 */
enum cokernel_fault_state {
	COKERNEL_FAULT_NONE = 0,
	COKERNEL_FAULT_ASKED = 1, /* module */
	COKERNEL_FAULT_MADE = 2,  /* co-kernel: look again */
	COKERNEL_FAULT_BAD = 3,	  /* co-kernel: no such address, or not writable */
};

struct cokernel_fault {
	uint32_t state;	  /* (atomic) */
	uint32_t write;	  /* module: 1 for a write */
	uint64_t address; /* module */
} COKERNEL_LINE;

/* How to ring Linux's doorbell; written by the module, which may change it at any time. */
struct cokernel_doorbell {
	uint32_t destination; /* APIC id or logical destination */
	uint32_t command;     /* low half of the interrupt command: SDM volume 3, figure 10-12 */
};

/* What was found when somebody met an error; for the co-kernel written once, before CRASHED. */
#define COKERNEL_BACKTRACE 16
#define COKERNEL_REASON	   128

struct cokernel_crash {
	uint64_t vector; /* exception, or 256 where the co-kernel gave up by itself */
	uint64_t error;
	uint64_t address; /* CR2 */
	uint64_t rip, rsp, rflags, cr3;
	/* rax rbx rcx rdx rsi rdi rbp r8 .. r15 */
	uint64_t registers[15];
	uint64_t backtrace[COKERNEL_BACKTRACE]; /* return addresses, 0 at the end */
	char reason[COKERNEL_REASON];		/* text, ends with NUL */
};

/*
 * Statistics of each system call, in the order of its number. Latencies are from the program's
 * system call instruction to its return, in nanoseconds, counted as HdrHistogram counts with two
 * significant digits and a highest value of 2^40 - 1 (larger ones count as that):
 * subBucketCount 256, 33 buckets, (33 + 1) * 128 counters.
 */
#define COKERNEL_CALLS	       512
#define COKERNEL_HISTOGRAMS    192 /* for as many pairs of call and server; first come */
#define COKERNEL_COUNTERS      4352
#define COKERNEL_LATENCY_LIMIT ((1ULL << 40) - 1) /* ns */

/*
 * Who served a call. Each is counted by itself: a call that is sometimes served here and sometimes
 * forwarded has two latencies that have nothing in common.
 */
enum cokernel_server {
	COKERNEL_SERVER_SELF = 0,
	COKERNEL_SERVER_LINUX = 1,
	COKERNEL_SERVER_NOBODY = 2, /* refused, because neither side can serve it here */
	COKERNEL_SERVERS = 3,
};

/* A cache line of its own, the only one that counting a call touches besides its histogram's. */
struct cokernel_count {
	uint64_t count;	    /* that returned */
	uint64_t errors;    /* of these, a negated errno was returned */
	uint64_t total;	    /* ns, of all */
	uint64_t longest;   /* ns */
	uint32_t histogram; /* 1 + index of its histogram, 0 for none */
	uint32_t padding[7];
};

COKERNEL_ASSERT(sizeof(struct cokernel_count) == 64, "one cache line");

struct cokernel_statistics {
	struct cokernel_count calls[COKERNEL_CALLS][COKERNEL_SERVERS];
	uint64_t local_faults;	  /* pages made because the program touched them */
	uint64_t remote_faults;	  /* pages made because Linux touched them */
	uint64_t doorbells;	  /* interrupts sent to Linux */
	uint64_t sleeps;	  /* times that the co-kernel halted while it waited for a reply */
	uint32_t histogram_count; /* in use */
	uint32_t padding[7];
	uint32_t histograms[COKERNEL_HISTOGRAMS][COKERNEL_COUNTERS]; /* zero once in use */
};

struct cokernel_window {
	uint64_t magic;	  /* module; COKERNEL_MAGIC */
	uint32_t version; /* module; COKERNEL_VERSION */
	uint32_t size;	  /* module; bytes of this structure */
	/* module, before the start */
	uint64_t region_start; /* physical */
	uint64_t region_size;  /* bytes */
	uint64_t image_size;   /* bytes in memory, behind the window */
	uint32_t tsc_khz;
	uint32_t serial_port;	 /* I/O port of a 16550 for the co-kernel's log, or 0 */
	uint32_t statistics_off; /* 1: count nothing, for a comparison */
	uint32_t spin;		 /* ns to look for a reply before the processor is halted */
	int32_t process;	 /* proxy: its process id in Linux */
	uint32_t panic_port;	 /* module: I/O port of QEMU's pvpanic for a crash, or 0 */
	struct cokernel_doorbell doorbell;

	COKERNEL_LINE uint32_t state; /* enum cokernel_state (atomic) */
	uint32_t cokernel_version;    /* co-kernel: the version that it was built with */
	uint64_t page_map;	      /* co-kernel: physical address of the program's PML4 */
	uint64_t free_pages;	      /* co-kernel: 4 KiB pages that are not in use */
	uint64_t total_pages;	      /* co-kernel */
	uint64_t blocked;	      /* co-kernel: signals that the program does not want now */

	/* Proxy sets, co-kernel clears bits (atomic): bit n - 1 is signal n. */
	COKERNEL_LINE uint64_t signals;

	struct cokernel_fault fault;
	struct cokernel_mailbox mailboxes[COKERNEL_MAILBOXES];
	/*
	 * For pages of mapped files. Of its own, because Linux may touch such a page in the midst
	 * of a forwarded call, whose mailbox is then in use.
	 */
	struct cokernel_mailbox fill;
	COKERNEL_LINE struct cokernel_crash crash;
	COKERNEL_LINE struct cokernel_statistics statistics;
	/*
	 * How the program met its end, where an error of its own ended it: likewise, and the
	 * signal in the reason. Written before KILLED.
	 */
	COKERNEL_LINE struct cokernel_crash program_end;
	COKERNEL_LINE uint8_t fill_buffer[COKERNEL_FILL_SIZE];
};

COKERNEL_ASSERT(sizeof(struct cokernel_window) <= COKERNEL_WINDOW_SIZE, "it fits the window");

/*
 * In the program's page tables (SDM volume 3, table 4-20, bits ignored by the processor): Linux
 * has this page mapped too. Set by the module when it maps one, with an atomic OR; the co-kernel
 * then has Linux's mapping removed (COKERNEL_CALL_UNMAP) before it changes the entry.
 */
#define COKERNEL_PAGE_SHARED 0x200ULL

#endif
