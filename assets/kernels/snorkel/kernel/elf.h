/* ELF64 files, checked before anything of them is used. System V ABI, chapters 4 and 5. */
#ifndef KERNEL_ELF_H
#define KERNEL_ELF_H

#include <stdbool.h>
#include <stdint.h>

#define ELF_SEGMENTS_MAX 16

/* A piece of the program, addresses as in the file. */
struct elf_segment {
	uint64_t start; /* where it goes, [start, end) */
	uint64_t end;
	uint64_t offset; /* in the file */
	uint64_t file_size;
	bool writable;
	bool executable;
};

struct elf_program {
	const uint8_t *file;
	uint64_t file_size;
	bool movable; /* ET_DYN: it can be loaded anywhere */
	uint64_t entry;
	uint64_t start; /* whole pages around all segments */
	uint64_t end;
	unsigned int segment_count;
	struct elf_segment segments[ELF_SEGMENTS_MAX];
	uint64_t dynamic; /* address and size of the dynamic section, 0 for none */
	uint64_t dynamic_size;
	uint32_t abi; /* of the note in snorkel/abi.h; 0 where it is missing */
};

/* Returns NULL and fills program, or says what is wrong with the file. */
const char *elf_read(const void *file, uint64_t size, struct elf_program *program);

/*
 * Copies the segments to their addresses plus base, and relocates them; the memory is reserved and
 * can be written. Returns NULL, or says what is wrong.
 */
const char *elf_load(const struct elf_program *program, uint64_t base);

#endif
