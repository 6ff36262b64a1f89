/*
 * Memory in blocks. Blocks of one arena (pages from the kernel) lie side by side; each starts with
 * its size and that of the block before it, so that free neighbours are found and joined. Free
 * blocks wait in lists by the power of two of their size.
 */
#include <errno.h>
#include <snorkel.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../kernel/lock.h"

#define ALIGNMENT   16
#define ARENA_SIZE  (1UL << 20) /* what is asked of the kernel at least, if it has that much */
#define ARENA_SMALL (64UL << 10)
#define BINS	    48
#define MAGIC_USED  0x5afe10adU
#define MAGIC_FREE  0xf4ee10adU

struct block {
	uint64_t before; /* bytes of the block before this one, 0 for the first of its arena */
	uint64_t size;	 /* bytes with this header */
	uint32_t magic;
	uint32_t last;	 /* of its arena */
	uint64_t offset; /* from the header to what malloc() gave, for aligned_alloc() */
};

struct free_block {
	struct block block;
	struct free_block *next;
	struct free_block *previous;
};

#define SMALLEST sizeof(struct free_block)

_Static_assert(sizeof(struct block) % ALIGNMENT == 0, "what malloc() gives is aligned");

static struct lock lock;
static struct free_block *bins[BINS];

static unsigned int bin_of(uint64_t size)
{
	unsigned int bin = 63U - (unsigned int)__builtin_clzl(size);

	return bin < BINS ? bin : BINS - 1;
}

static struct block *after(struct block *block)
{
	return block->last ? NULL : (struct block *)((char *)block + block->size);
}

static void put_in_bin(struct block *block)
{
	struct free_block *entry = (struct free_block *)block;
	struct free_block **bin = &bins[bin_of(block->size)];

	block->magic = MAGIC_FREE;
	entry->previous = NULL;
	entry->next = *bin;
	if (*bin)
		(*bin)->previous = entry;
	*bin = entry;
}

static void take_from_bin(struct block *block)
{
	struct free_block *entry = (struct free_block *)block;

	if (entry->previous)
		entry->previous->next = entry->next;
	else
		bins[bin_of(block->size)] = entry->next;
	if (entry->next)
		entry->next->previous = entry->previous;
	block->magic = MAGIC_USED;
}

static void tell_next(struct block *block)
{
	struct block *next = after(block);

	if (next)
		next->before = block->size;
}

/* Gives the end of a used block back when it is worth it. */
static void trim(struct block *block, uint64_t size)
{
	struct block *rest;

	if (block->size - size < SMALLEST)
		return;
	rest = (struct block *)((char *)block + size);
	rest->before = size;
	rest->size = block->size - size;
	rest->last = block->last;
	block->size = size;
	block->last = 0;
	tell_next(rest);
	put_in_bin(rest);
}

/* A block of the lists, or NULL. All blocks of a higher bin are large enough. */
static struct block *find(uint64_t size)
{
	for (struct free_block *entry = bins[bin_of(size)]; entry; entry = entry->next)
		if (entry->block.size >= size)
			return &entry->block;
	for (unsigned int bin = bin_of(size) + 1; bin < BINS; bin++)
		if (bins[bin])
			return &bins[bin]->block;
	return NULL;
}

/* New pages: a good piece for small wishes, or just what was wished. */
static bool grow(uint64_t size)
{
	uint64_t sizes[] = {size > ARENA_SIZE ? size : ARENA_SIZE,
			    size > ARENA_SMALL ? size : ARENA_SMALL, size};

	for (unsigned int i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint64_t bytes = (sizes[i] + SNORKEL_PAGE_SIZE - 1) & ~(SNORKEL_PAGE_SIZE - 1UL);
		struct block *block = snorkel_pages_allocate(bytes);

		if (block) {
			*block = (struct block){.size = bytes, .last = 1};
			put_in_bin(block);
			return true;
		}
	}
	return false;
}

static struct block *allocate(uint64_t size)
{
	struct block *block = find(size);

	if (!block && grow(size))
		block = find(size);
	if (block) {
		take_from_bin(block);
		trim(block, size);
		block->offset = sizeof(*block);
	}
	return block;
}

static void release(struct block *block)
{
	struct block *next = after(block);

	if (next && next->magic == MAGIC_FREE) {
		take_from_bin(next);
		next->magic = 0; /* its header is no block any more: a second free() is noticed */
		block->size += next->size;
		block->last = next->last;
	}
	if (block->before) {
		struct block *previous = (struct block *)((char *)block - block->before);

		if (previous->magic == MAGIC_FREE) {
			take_from_bin(previous);
			previous->size += block->size;
			previous->last = block->last;
			block->magic = 0;
			block = previous;
		}
	}
	tell_next(block);
	if (block->before == 0 && block->last)
		snorkel_pages_free(block, block->size);
	else
		put_in_bin(block);
}

/* Bytes of a block for so many of the caller's, 0 where there can be no such block. */
static uint64_t block_size(size_t bytes)
{
	uint64_t size = (bytes + sizeof(struct block) + ALIGNMENT - 1) & ~(ALIGNMENT - 1UL);

	if (size < bytes)
		return 0;
	return size < SMALLEST ? SMALLEST : size;
}

/* The offset is stored right before what the caller got, as the last word of the header is. */
static struct block *block_of(void *memory)
{
	uint64_t offset = ((uint64_t *)memory)[-1];
	struct block *block = (struct block *)((char *)memory - offset);

	if (offset < sizeof(*block) || offset > 2 * SNORKEL_PAGE_SIZE || block->magic != MAGIC_USED)
		abort();
	return block;
}

void *malloc(size_t bytes)
{
	uint64_t size = block_size(bytes);
	struct block *block = NULL;

	if (size) {
		lock_take(&lock);
		block = allocate(size);
		lock_release(&lock);
	}
	if (!block) {
		errno = ENOMEM;
		return NULL;
	}
	return block + 1;
}

void *aligned_alloc(size_t alignment, size_t bytes)
{
	char *memory;
	uint64_t address, offset;

	if (alignment == 0 || (alignment & (alignment - 1)) || alignment > SNORKEL_PAGE_SIZE) {
		errno = EINVAL;
		return NULL;
	}
	if (alignment <= ALIGNMENT)
		return malloc(bytes);
	memory = bytes > SIZE_MAX - alignment ? NULL : malloc(bytes + alignment);
	if (!memory)
		return NULL;
	address = ((uint64_t)memory + alignment - 1) & ~(alignment - 1);
	offset = address - (uint64_t)memory + sizeof(struct block);
	((uint64_t *)address)[-1] = offset;
	return (void *)address;
}

void free(void *memory)
{
	if (!memory)
		return;
	lock_take(&lock);
	release(block_of(memory));
	lock_release(&lock);
}

void *calloc(size_t count, size_t bytes)
{
	void *memory;

	if (bytes != 0 && count > SIZE_MAX / bytes) {
		errno = ENOMEM;
		return NULL;
	}
	memory = malloc(count * bytes);
	if (memory)
		memset(memory, 0, count * bytes);
	return memory;
}

void *realloc(void *memory, size_t bytes)
{
	struct block *block;
	uint64_t usable;
	void *moved;

	if (!memory)
		return malloc(bytes);
	block = block_of(memory);
	usable = block->size - (uint64_t)((char *)memory - (char *)block);
	if (bytes <= usable && bytes >= usable / 2)
		return memory;
	moved = malloc(bytes);
	if (!moved)
		return NULL;
	memcpy(moved, memory, bytes < usable ? bytes : usable);
	free(memory);
	return moved;
}
