/*
 * Physical memory, identity mapped:
 *
 *	0          null page, never mapped
 *	0x8000     trampoline of the processors (smp.c)
 *	...        the rest below 1 MiB belongs to the firmware
 *	0x100000   the image: text, constants, data (snorkel.ld)
 *	...        free pages, given away from the top of the highest piece below 4 GiB
 *	           boot modules, where QEMU put them
 *	4 GiB...   free pages, used when nothing is left below
 */
#ifndef KERNEL_MEMORY_H
#define KERNEL_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "pvh.h"

#define PAGE_SIZE 4096ULL
#define LOW_LIMIT (4ULL << 30)	 /* what entry.S has mapped */
#define MAP_LIMIT (512ULL << 30) /* one entry of the top page table; memory above is not used */

struct module {
	uint64_t address;
	uint64_t size;
};

/*
 * Reads the memory map and the modules. Everything that info points to may be given away
 * afterwards, but for the modules themselves.
 */
void memory_init(const struct pvh_start_info *info);

/* Maps and adds the memory above 4 GiB; paging_init() comes first. */
void memory_init_high(void);

/* The boot module of that number, or NULL. */
const struct module *memory_module(unsigned int number);

/* Takes these very pages; false where one of them is not free. */
bool memory_reserve(uint64_t address, uint64_t size);

/* Pages for the kernel itself: panics with "out of memory" and what they were for. */
void *memory_demand(uint64_t bytes, const char *purpose);

#endif
