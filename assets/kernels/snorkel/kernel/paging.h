/* Page tables: an identity map in which wrong accesses fault. Intel SDM volume 3, section 4.5. */
#ifndef KERNEL_PAGING_H
#define KERNEL_PAGING_H

#include <stdint.h>

/* What may be done with a page beside reading it; combine by |. */
enum paging_access { PAGING_NONE = 1, PAGING_READ = 0, PAGING_WRITE = 2, PAGING_EXECUTE = 4 };

/* Protects the image, takes away the null page, and execution everywhere but in the image's text.
 */
void paging_init(void);

/* Maps memory above 4 GiB for reading and writing, in pages of 2 MiB around [start, end). */
void paging_map(uint64_t start, uint64_t end);

/* Sets the access of the pages [start, end), below 4 GiB, aligned to 4 KiB. */
void paging_protect(uint64_t start, uint64_t end, enum paging_access access);

/*
 * A stack of that many bytes above a page that faults; returns its lowest address, or 0 where
 * there is no memory.
 */
uint64_t paging_stack(uint64_t bytes);

#endif
