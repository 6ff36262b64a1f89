/* What the program's addresses are: areas of one kind each, in ascending order. */
#ifndef COKERNEL_AREAS_H
#define COKERNEL_AREAS_H

#include <stdbool.h>
#include <stdint.h>

#include "space.h"

#define AREA_NO_FILE -1

struct area {
	struct area *next;
	uint64_t start, end;
	unsigned int protection; /* PROTECT_* */
	int file;		 /* kept by the proxy, or AREA_NO_FILE */
	uint64_t offset;	 /* of start in the file */
};

/* The area that holds this address, or NULL. */
struct area *areas_find(uint64_t address);

/*
 * All return 0 or a negated errno; addresses and sizes are whole pages. areas_map() takes whatever
 * was there away first, and the file over.
 */
int64_t areas_map(uint64_t start, uint64_t size, unsigned int protection, int file,
		  uint64_t offset);
int64_t areas_unmap(uint64_t start, uint64_t size);
int64_t areas_protect(uint64_t start, uint64_t size, unsigned int protection);
/* Forgets the content: anonymous pages become zero again, a file's are read again. */
int64_t areas_discard(uint64_t start, uint64_t size);
/* Moves pages and kind to a free place of the new size. */
int64_t areas_move(uint64_t from, uint64_t old_size, uint64_t to, uint64_t new_size);

/* The highest free place of that size below a limit, or 0. */
uint64_t areas_gap(uint64_t size, uint64_t limit);
bool areas_free(uint64_t start, uint64_t size);

/* The heap: from here on, grown and shrunk by areas_break(). */
void areas_set_heap(uint64_t start);
uint64_t areas_break(uint64_t wanted);

#endif
