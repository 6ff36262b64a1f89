#include "elf.h"

#include <snorkel/abi.h>
#include <stddef.h>
#include <string.h>

#include "memory.h"

/* System V ABI, "ELF Header" and "Program Header"; the numbers for AMD64 are from its supplement.
 */
#define TYPE_EXECUTABLE	    2
#define TYPE_DYNAMIC	    3
#define MACHINE_AMD64	    62
#define SEGMENT_LOAD	    1
#define SEGMENT_DYNAMIC	    2
#define SEGMENT_INTERP	    3
#define SEGMENT_NOTE	    4
#define SEGMENT_TLS	    7
#define FLAG_EXECUTE	    1
#define FLAG_WRITE	    2
#define DYNAMIC_END	    0
#define DYNAMIC_NEEDED	    1
#define DYNAMIC_RELA	    7
#define DYNAMIC_RELASZ	    8
#define DYNAMIC_RELAENT	    9
#define DYNAMIC_REL	    17
#define DYNAMIC_JMPREL	    23
#define DYNAMIC_RELR	    36
#define RELOCATION_NONE	    0
#define RELOCATION_RELATIVE 8
#define HEADERS_MAX	    64
#define PROGRAM_MAX	    (1ULL << 30) /* bytes */

struct elf_header {
	uint8_t magic[4];
	uint8_t class;
	uint8_t data;
	uint8_t ident[10];
	uint16_t type;
	uint16_t machine;
	uint32_t version;
	uint64_t entry;
	uint64_t program_headers;
	uint64_t section_headers;
	uint32_t flags;
	uint16_t size;
	uint16_t program_header_size;
	uint16_t program_header_count;
	uint16_t section_header_size;
	uint16_t section_header_count;
	uint16_t names;
};

struct elf_program_header {
	uint32_t type;
	uint32_t flags;
	uint64_t offset;
	uint64_t address;
	uint64_t physical;
	uint64_t file_size;
	uint64_t memory_size;
	uint64_t alignment;
};

struct elf_dynamic {
	uint64_t tag;
	uint64_t value;
};

struct elf_relocation {
	uint64_t address;
	uint64_t info;
	uint64_t addend;
};

struct elf_note {
	uint32_t name_size;
	uint32_t value_size;
	uint32_t type;
};

_Static_assert(sizeof(struct elf_header) == 64 && sizeof(struct elf_program_header) == 56, "ELF64");

static bool in_file(const struct elf_program *program, uint64_t offset, uint64_t size)
{
	return offset <= program->file_size && size <= program->file_size - offset;
}

static const char *check_header(const struct elf_program *program, const struct elf_header *header)
{
	if (program->file_size < sizeof(*header) || memcmp(header->magic, "\177ELF", 4) != 0)
		return "it is not an ELF file";
	if (header->class != 2 || header->data != 1 || header->machine != MACHINE_AMD64)
		return "it is not a 64-bit x86 program";
	if (header->type != TYPE_EXECUTABLE && header->type != TYPE_DYNAMIC)
		return "it is not an executable file; link it first";
	if (header->program_header_size != sizeof(struct elf_program_header) ||
	    header->program_header_count == 0 || header->program_header_count > HEADERS_MAX ||
	    !in_file(program, header->program_headers,
		     (uint64_t)header->program_header_count * sizeof(struct elf_program_header)))
		return "its program headers are damaged, or the file is cut short";
	return NULL;
}

static const char *add_segment(struct elf_program *program, const struct elf_program_header *header)
{
	struct elf_segment *segment = &program->segments[program->segment_count];

	if (header->memory_size == 0)
		return NULL;
	if (program->segment_count == ELF_SEGMENTS_MAX)
		return "it has too many segments";
	if (header->file_size > header->memory_size ||
	    !in_file(program, header->offset, header->file_size))
		return "a segment reaches beyond the end of the file: the file is cut short";
	if ((header->flags & FLAG_WRITE) && (header->flags & FLAG_EXECUTE))
		return "a segment can be both written and executed; link it with -z separate-code";
	if (header->address > MAP_LIMIT || header->memory_size > PROGRAM_MAX)
		return "a segment lies outside of the address space";
	*segment = (struct elf_segment){
		.start = header->address,
		.end = header->address + header->memory_size,
		.offset = header->offset,
		.file_size = header->file_size,
		.writable = header->flags & FLAG_WRITE,
		.executable = header->flags & FLAG_EXECUTE,
	};
	/* In ascending order (as the ABI wants it) and on pages of their own. */
	if (program->segment_count > 0 &&
	    segment->start / PAGE_SIZE <= (segment[-1].end - 1) / PAGE_SIZE)
		return "two segments overlap or share a page; link with -z separate-code";
	program->segment_count++;
	return NULL;
}

/* Looks for the note of snorkel/abi.h; a damaged note section is as good as none. */
static void read_notes(struct elf_program *program, const struct elf_program_header *header)
{
	uint64_t offset = header->offset, end = header->offset + header->file_size;
	struct elf_note note;

	if (!in_file(program, header->offset, header->file_size))
		return;
	while (end - offset >= sizeof(note)) {
		const uint8_t *name = program->file + offset + sizeof(note);
		uint64_t name_size, value_size;

		memcpy(&note, program->file + offset, sizeof(note));
		name_size = (note.name_size + 3ULL) & ~3ULL;
		value_size = (note.value_size + 3ULL) & ~3ULL;
		offset += sizeof(note);
		if (name_size + value_size > end - offset)
			return;
		if (note.type == SNORKEL_ABI_NOTE && note.name_size == 8 && note.value_size == 4 &&
		    memcmp(name, "snorkel", 8) == 0)
			memcpy(&program->abi, name + name_size, sizeof(program->abi));
		offset += name_size + value_size;
	}
}

static const char *read_program_header(struct elf_program *program,
				       const struct elf_program_header *header)
{
	switch (header->type) {
	case SEGMENT_LOAD:
		return add_segment(program, header);
	case SEGMENT_INTERP:
		return "it needs a dynamic loader; link it with -static-pie";
	case SEGMENT_TLS:
		return "it uses thread-local storage, which there is none of";
	case SEGMENT_NOTE:
		read_notes(program, header);
		return NULL;
	case SEGMENT_DYNAMIC:
		program->dynamic = header->address;
		program->dynamic_size = header->memory_size;
		return NULL;
	default:
		return NULL;
	}
}

/* The bytes [address, address + size) lie in the file's part of one segment. */
static const struct elf_segment *segment_of(const struct elf_program *program, uint64_t address,
					    uint64_t size, bool in_memory)
{
	for (unsigned int i = 0; i < program->segment_count; i++) {
		const struct elf_segment *segment = &program->segments[i];
		uint64_t end = in_memory ? segment->end : segment->start + segment->file_size;

		if (address >= segment->start && address <= end && size <= end - address)
			return segment;
	}
	return NULL;
}

static const char *check_program(struct elf_program *program)
{
	const struct elf_segment *entry = segment_of(program, program->entry, 1, false);

	if (program->abi == 0)
		return "it was not linked with libsnorkel-app.a, so it knows nothing of this kernel";
	if (program->abi != SNORKEL_ABI_VERSION)
		return "it was linked for another version of this kernel's ABI; build it again";
	if (program->segment_count == 0)
		return "it has nothing to load";
	program->start = program->segments[0].start & ~(PAGE_SIZE - 1);
	program->end = (program->segments[program->segment_count - 1].end + PAGE_SIZE - 1) &
		       ~(PAGE_SIZE - 1);
	if (program->end - program->start > PROGRAM_MAX)
		return "it is larger than 1 GiB";
	if (!entry || !entry->executable)
		return "its entry point is not in its code";
	return NULL;
}

const char *elf_read(const void *file, uint64_t size, struct elf_program *program)
{
	const struct elf_header *header = file;
	const char *problem;

	memset(program, 0, sizeof(*program));
	program->file = file;
	program->file_size = size;
	problem = check_header(program, header);
	if (problem)
		return problem;
	program->movable = header->type == TYPE_DYNAMIC;
	program->entry = header->entry;
	for (unsigned int i = 0; i < header->program_header_count && !problem; i++) {
		struct elf_program_header copy;

		memcpy(&copy, program->file + header->program_headers + i * sizeof(copy),
		       sizeof(copy));
		problem = read_program_header(program, &copy);
	}
	return problem ? problem : check_program(program);
}

static const char *relocate(const struct elf_program *program, uint64_t base, uint64_t table,
			    uint64_t size)
{
	if (!segment_of(program, table, size, true))
		return "its relocations lie outside of it";
	for (uint64_t i = 0; i + sizeof(struct elf_relocation) <= size;
	     i += sizeof(struct elf_relocation)) {
		struct elf_relocation entry;
		const struct elf_segment *segment;
		uint64_t value;

		memcpy(&entry, (const void *)(base + table + i), sizeof(entry));
		if ((uint32_t)entry.info == RELOCATION_NONE)
			continue;
		if ((uint32_t)entry.info != RELOCATION_RELATIVE)
			return "it has a relocation other than R_X86_64_RELATIVE; link it with -static-pie";
		segment = segment_of(program, entry.address, sizeof(value), true);
		if (!segment)
			return "a relocation lies outside of it";
		value = base + entry.addend;
		memcpy((void *)(base + entry.address), &value, sizeof(value));
	}
	return NULL;
}

static const char *read_dynamic(const struct elf_program *program, uint64_t base)
{
	uint64_t table = 0, size = 0, entry_size = sizeof(struct elf_relocation);

	if (program->dynamic == 0)
		return NULL;
	if (!segment_of(program, program->dynamic, program->dynamic_size, true))
		return "its dynamic section lies outside of it";
	for (uint64_t i = 0; i + sizeof(struct elf_dynamic) <= program->dynamic_size;
	     i += sizeof(struct elf_dynamic)) {
		struct elf_dynamic entry;

		memcpy(&entry, (const void *)(base + program->dynamic + i), sizeof(entry));
		if (entry.tag == DYNAMIC_END)
			break;
		if (entry.tag == DYNAMIC_NEEDED)
			return "it needs a shared library; link it with -static-pie";
		if (entry.tag == DYNAMIC_REL || entry.tag == DYNAMIC_RELR ||
		    entry.tag == DYNAMIC_JMPREL)
			return "it has relocations of a kind that this kernel does not know";
		if (entry.tag == DYNAMIC_RELA)
			table = entry.value;
		else if (entry.tag == DYNAMIC_RELASZ)
			size = entry.value;
		else if (entry.tag == DYNAMIC_RELAENT)
			entry_size = entry.value;
	}
	if (size != 0 && entry_size != sizeof(struct elf_relocation))
		return "its relocations have a strange size";
	return size == 0 ? NULL : relocate(program, base, table, size);
}

const char *elf_load(const struct elf_program *program, uint64_t base)
{
	memset((void *)(base + program->start), 0, program->end - program->start);
	for (unsigned int i = 0; i < program->segment_count; i++) {
		const struct elf_segment *segment = &program->segments[i];

		memcpy((void *)(base + segment->start), program->file + segment->offset,
		       segment->file_size);
	}
	return read_dynamic(program, base);
}
