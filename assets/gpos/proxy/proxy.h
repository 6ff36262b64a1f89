/* The proxy: loads a program for the co-kernel and does its system calls in Linux. */
#ifndef PROXY_H
#define PROXY_H

#include <diver/cokernel_device.h>
#include <stdbool.h>
#include <stddef.h>

/* As a shell and docker run have it. */
#define STATUS_FAILED	    125
#define STATUS_CANNOT_START 126
#define STATUS_NOT_FOUND    127

/* The co-kernel, as the module shows it. */
struct cokernel {
	int device;
	volatile struct cokernel_window *window;
};

struct options {
	struct cokernel_claim claim;
	const char *statistics; /* where a stream of them goes, or NULL */
	const char *image;	/* the co-kernel's ELF file */
	const char *program;	/* the program's file */
	char *const *words;	/* its arguments, the first is its name */
};

/* Says what happened on standard error, and ends. */
_Noreturn void fail(int status, const char *text, ...) __attribute__((format(printf, 2, 3)));

/* device.c: claims, loads, boots, maps. Ends the process where that cannot be. */
struct cokernel cokernel_start(const struct options *options);

/* Waits until *state is wanted: looks for a while, then sleeps. */
void cokernel_await(const struct cokernel *cokernel, volatile struct cokernel_mailbox *mailbox,
		    uint32_t wanted);
/* Hands a mailbox over with that state. */
void cokernel_pass(const struct cokernel *cokernel, volatile struct cokernel_mailbox *mailbox,
		   uint32_t state);

/* Before the program runs; a result or a negated errno. */
int64_t cokernel_request(const struct cokernel *cokernel, enum cokernel_request request,
			 const uint64_t arguments[5]);

/* loader.c: the program's first stack pointer; its entry point in *entry. */
uint64_t load_program(const struct cokernel *cokernel, const struct options *options,
		      char *const *environment, uint64_t *entry);

/*
 * files.c: descriptors that are the proxy's own and that the program must not touch; kept ones
 * stand for the files of its mappings.
 */
int files_own(int descriptor);
int64_t files_keep(int descriptor);
bool files_is_own(uint64_t descriptor);
int files_first_own(void);

/* server.c: serves calls until the program ends, and ends with it. */
_Noreturn void serve(const struct cokernel *cokernel);
void serve_fills(const struct cokernel *cokernel);

/* stream.c: snapshots of the statistics go there, by a thread of their own and once at the end. */
void stream_start(const struct cokernel *cokernel, const char *path);
void stream_snapshot(void);

/* signals.c: from now on the program gets what the proxy gets. */
void signals_pass_on(const struct cokernel *cokernel);

/* forward.S: the system call; -EINTR at once where a signal waits that is not blocked. */
int64_t forward_call(uint64_t number, const volatile uint64_t arguments[6],
		     const volatile uint64_t *signals, const volatile uint64_t *blocked);

#endif
