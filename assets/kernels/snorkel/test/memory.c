/* The heap: takes all there is, fails politely, gives it back; and a random exercise. */
#include <errno.h>
#include <snorkel.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS 200
#define ROUNDS 20000

static uint64_t free_memory(void)
{
	struct snorkel_memory memory;

	snorkel_memory_info(&memory);
	return memory.free;
}

/* boot/entry.S: the first bytes of the image, and so of the memory that it lies in. */
extern const unsigned char pvh_entry[];

static void take_all(void)
{
	void *list = NULL;
	uint64_t before = free_memory();
	int count = 0;

	for (size_t size = 1 << 20; size >= 64; size /= 4)
		for (void **piece; (piece = malloc(size)); list = piece, count++)
			*piece = list;
	printf("full: malloc gives NULL, errno is %s\n", errno == ENOMEM ? "ENOMEM" : "wrong");
	printf("took %s\n", count > 10 ? "many pieces" : "too few");
	while (list) {
		void *next = *(void **)list;

		free(list);
		list = next;
	}
	printf("given back: %s\n", free_memory() == before ? "all" : "not all");
}

/* Blocks are filled with their number and checked before they go. */
static int exercise(void)
{
	static unsigned char *blocks[BLOCKS];
	static size_t sizes[BLOCKS];

	for (int round = 0; round < ROUNDS; round++) {
		unsigned int i = (unsigned int)rand() % BLOCKS;
		size_t size = (size_t)rand() % (i % 10 == 0 ? 20000 : 300) + 1;

		for (size_t k = 0; blocks[i] && k < sizes[i]; k += 7)
			if (blocks[i][k] != (unsigned char)i)
				return 1;
		if (blocks[i] && round % 3 == 0) {
			blocks[i] = realloc(blocks[i], size);
		} else {
			free(blocks[i]);
			blocks[i] = round % 5 == 0 ? aligned_alloc(256, size) : malloc(size);
			if (round % 5 == 0 && (uintptr_t)blocks[i] % 256 != 0)
				return 2;
		}
		if (!blocks[i] || (uintptr_t)blocks[i] % 16 != 0)
			return 3;
		sizes[i] = size;
		memset(blocks[i], (int)i, size);
	}
	for (unsigned int i = 0; i < BLOCKS; i++)
		free(blocks[i]);
	return 0;
}

int main(void)
{
	uint64_t before = free_memory();
	/* CLD, CLI */
	printf("image %s\n", pvh_entry[0] == 0xFC && pvh_entry[1] == 0xFA ? "whole" : "damaged");
	printf("exercise %d\n", exercise());
	printf("leaked %lu\n", before - free_memory());
	printf("far too much: %s\n",
	       malloc(SIZE_MAX / 2) || calloc(SIZE_MAX / 2, 4) ? "given" : "NULL");
	take_all();
	return 0;
}
