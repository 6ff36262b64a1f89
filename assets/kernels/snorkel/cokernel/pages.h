/* The region's free pages of 4 KiB. */
#ifndef COKERNEL_PAGES_H
#define COKERNEL_PAGES_H

#include <stdint.h>

/* Maps the region at DIRECT_BASE; all behind the image is free from then on. */
void pages_init(void);

/* A physical address, or 0 where there is no page left. */
uint64_t page_take(void);
/* Likewise, filled with zeros. */
uint64_t page_take_zeroed(void);
void page_give(uint64_t physical);

#endif
