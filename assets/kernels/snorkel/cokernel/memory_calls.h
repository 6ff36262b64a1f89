/* System calls about the program's own memory, which never leave the co-kernel (but for files). */
#ifndef COKERNEL_MEMORY_CALLS_H
#define COKERNEL_MEMORY_CALLS_H

#include "trap.h"

/* Arguments are in the frame; each returns a value or a negated errno. */
int64_t call_brk(struct frame *frame);
int64_t call_mmap(struct frame *frame);
int64_t call_munmap(struct frame *frame);
int64_t call_mremap(struct frame *frame);
int64_t call_mprotect(struct frame *frame);
int64_t call_madvise(struct frame *frame);

#endif
