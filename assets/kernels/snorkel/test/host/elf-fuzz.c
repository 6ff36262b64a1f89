/*
 * kernel/elf.c on the host, under the address and undefined behaviour sanitizers: changes a good
 * program at random and has each variant read and loaded.
 *
 *	elf-fuzz PROGRAM ROUNDS SEED
 *
 * Prints how many variants were refused and how many were loaded.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../kernel/elf.h"

#define HEADERS	 0x400	      /* most changes go here: ELF header, program headers, notes */
#define LOAD_MAX (8ULL << 20) /* bytes; the kernel would ask its page allocator */

static uint64_t state;

static uint64_t next(uint64_t below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (state >> 24) % below;
}

static void change(uint8_t *bytes, uint64_t size)
{
	static const uint64_t interesting[] = {0,      1,	   7,	      0x7f,	 0xff,
					       0x1000, UINT32_MAX, INT64_MAX, UINT64_MAX};
	uint64_t at = next(next(4) ? (size < HEADERS ? size : HEADERS) : size);
	uint64_t value = interesting[next(sizeof(interesting) / sizeof(interesting[0]))];
	uint64_t width = 1ULL << next(4);

	if (next(2))
		value = next(UINT32_MAX);
	memcpy(bytes + at, &value, width < size - at ? width : size - at);
}

/* 1 where it was loaded, 0 where it was refused. */
static int try_variant(const uint8_t *good, uint64_t size)
{
	uint64_t kept = next(8) ? size : next(size) + 1;
	uint8_t *bytes = malloc(kept);
	struct elf_program program;
	const char *problem;
	int loaded = 0;

	memcpy(bytes, good, kept);
	for (uint64_t i = next(4); i-- > 0;)
		change(bytes, kept);
	problem = elf_read(bytes, kept, &program);
	if (!problem && program.end - program.start <= LOAD_MAX) {
		uint8_t *memory = malloc(program.end - program.start);

		problem = elf_load(&program, (uint64_t)memory - program.start);
		loaded = !problem;
		free(memory);
	}
	free(bytes);
	return loaded;
}

int main(int argc, char **argv)
{
	static uint8_t good[1 << 20];
	FILE *file = argc == 4 ? fopen(argv[1], "rb") : NULL;
	uint64_t size;
	long rounds, loaded = 0;

	if (!file)
		return 2;
	size = fread(good, 1, sizeof(good), file);
	fclose(file);
	rounds = atol(argv[2]);
	state = strtoul(argv[3], NULL, 10);
	for (long i = 0; i < rounds; i++)
		loaded += try_variant(good, size);
	printf("refused %ld, loaded %ld\n", rounds - loaded, loaded);
	return 0;
}
