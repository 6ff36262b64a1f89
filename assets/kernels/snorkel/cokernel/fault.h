/* Pages are made when they are touched, by the program or by Linux for it. */
#ifndef COKERNEL_FAULT_H
#define COKERNEL_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trap.h"

/* Makes the page at an address usable for that access (one PROTECT_*); false where it may not be.
 */
bool fault_make(uint64_t address, unsigned int access);

/* The program's page fault. */
void fault_of_program(struct frame *frame, uint64_t address);

/* The program's memory, checked and made; false where it is not its to read, or to write. */
bool copy_from_program(void *to, uint64_t from, size_t count);
bool copy_to_program(uint64_t to, const void *from, size_t count);

#endif
