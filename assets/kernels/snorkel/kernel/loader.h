/* The program that is a boot module; in the linked configuration there is none. */
#ifndef KERNEL_LOADER_H
#define KERNEL_LOADER_H

#include <stdbool.h>
#include <stdint.h>

/* What was added to the addresses in the program's ELF file. */
uint64_t loader_base(void);

/* Whether an address lies in that program. */
bool loader_contains(uint64_t address);

#endif
