/*
 * snorkel/abi.h - what the loader's kernel and a loaded program agree on.
 *
 * The program is a static ELF64 file (ET_DYN, position independent, or ET_EXEC) whose PT_NOTE
 * holds a note named "snorkel" of type SNORKEL_ABI_NOTE with one 32-bit word, the version it was
 * built for. The kernel calls its entry as a C function (System V AMD64 ABI, section 3.2):
 *
 *	void entry(const struct snorkel_calls *calls, int argc, char **argv, char **envp);
 *
 * in ring 0 with interrupts on. A version changes when a call changes or goes; new calls are
 * added at the end and seen by size.
 */
#ifndef SNORKEL_ABI_H
#define SNORKEL_ABI_H

#include <snorkel.h>

#define SNORKEL_ABI_VERSION 1
#define SNORKEL_ABI_NOTE    1

struct snorkel_calls {
	uint32_t version; /* SNORKEL_ABI_VERSION */
	uint32_t size;	  /* bytes of this structure as the kernel knows it */
	void (*console_write)(const char *bytes, size_t count);
	size_t (*console_read)(char *bytes, size_t capacity);
	void (*console_set_mode)(enum snorkel_console_mode mode);
	uint64_t (*nanoseconds)(void);
	uint64_t (*unix_nanoseconds)(void);
	void (*sleep)(uint64_t nanoseconds);
	int (*timer_start)(uint64_t period, snorkel_timer_function function, void *argument);
	void (*timer_stop)(void);
	unsigned int (*cpu_count)(void);
	unsigned int (*cpu_index)(void);
	int (*start_cpu)(unsigned int cpu, snorkel_cpu_function function, void *argument);
	int (*wait_cpu)(unsigned int cpu, int *result);
	void (*memory_info)(struct snorkel_memory *memory);
	void *(*pages_allocate)(size_t bytes);
	void (*pages_free)(void *address, size_t bytes);
	void (*exit)(int status); /* does not return */
};

_Static_assert(sizeof(struct snorkel_calls) == 8 + 16 * 8, "the call table has no holes");

#endif
