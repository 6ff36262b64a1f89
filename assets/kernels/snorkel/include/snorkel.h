/*
 * snorkel.h - what the kernel offers beside the C library.
 *
 * All functions may be called on every processor. Those marked (interrupt) may also be called from
 * a timer's function, which runs with interrupts off on a stack of its own (16 KiB).
 * Functions that can fail return a negative errno value.
 */
#ifndef SNORKEL_H
#define SNORKEL_H

#include <stddef.h>
#include <stdint.h>

#define SNORKEL_VERSION "0.1.0"

/* The most processors that the kernel starts. */
#define SNORKEL_CPUS_MAX 16

/* Bytes; the granularity of snorkel_pages_allocate(). Intel SDM volume 3, section 4.2. */
#define SNORKEL_PAGE_SIZE 4096

/*
 * The console, a 16550 serial port.
 * COOKED: what is typed is echoed and read line by line; backspace (0x08, 0x7f) takes a character
 * back, carriage return ends a line, ^D on an empty line is the end of the input.
 * RAW: each byte as it comes, no echo.
 */
enum snorkel_console_mode { SNORKEL_CONSOLE_COOKED, SNORKEL_CONSOLE_RAW };

/* Writes all bytes; "\n" goes out as "\r\n". (interrupt) */
void snorkel_console_write(const char *bytes, size_t count);

/* Waits for at least one byte; returns how many were read, 0 at the end of the input. */
size_t snorkel_console_read(char *bytes, size_t capacity);

void snorkel_console_set_mode(enum snorkel_console_mode mode);

/* Nanoseconds since the kernel started; never goes back. (interrupt) */
uint64_t snorkel_nanoseconds(void);

/* Nanoseconds since 1970-01-01 00:00 UTC, from the CMOS clock at start, to the second. (interrupt)
 */
uint64_t snorkel_unix_nanoseconds(void);

/* Halts the processor for at least that long, in nanoseconds. */
void snorkel_sleep(uint64_t nanoseconds);

typedef void (*snorkel_timer_function)(void *argument);

/*
 * Calls function(argument) every period nanoseconds on the processor that called this; one timer
 * for each processor, a new one replaces the old. Period: at least 100000 (100 us), else -EINVAL.
 */
int snorkel_timer_start(uint64_t period, snorkel_timer_function function, void *argument);

/* Ends this processor's timer; its function is not called again. (interrupt) */
void snorkel_timer_stop(void);

/* Processors of the machine, 1 to SNORKEL_CPUS_MAX. (interrupt) */
unsigned int snorkel_cpu_count(void);

/* Which processor this is, from 0 (the one that booted). (interrupt) */
unsigned int snorkel_cpu_index(void);

typedef int (*snorkel_cpu_function)(void *argument);

/*
 * Runs function(argument) on another processor, on a stack of 64 KiB, and returns at once when it
 * is under way. -EINVAL: no such processor, or the one that booted; -EBUSY: it still runs a
 * function; -ENOMEM: no memory for its stacks; -EIO: it did not come up within 5 s.
 */
int snorkel_start_cpu(unsigned int cpu, snorkel_cpu_function function, void *argument);

/*
 * Waits until the function on that processor has returned and gives its result (if result is not
 * NULL). -EINVAL: no such processor, or nothing was ever started there.
 */
int snorkel_wait_cpu(unsigned int cpu, int *result);

/* Bytes of RAM: what the machine has, and what the kernel could still give away. */
struct snorkel_memory {
	uint64_t total;
	uint64_t free;
};

void snorkel_memory_info(struct snorkel_memory *memory);

/*
 * Pages in one piece, physical = virtual address, content undefined; count of bytes is rounded up.
 * NULL where there is no such piece, or for 0 bytes.
 */
void *snorkel_pages_allocate(size_t bytes);

/* Gives pages back: the address and the count of bytes of one snorkel_pages_allocate(). */
void snorkel_pages_free(void *address, size_t bytes);

/* Ends the guest; the low 8 bits of status reach the host. (interrupt) */
_Noreturn void snorkel_exit(int status);

#endif
