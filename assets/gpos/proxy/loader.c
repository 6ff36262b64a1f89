/*
 * From a program's file to its first instruction, as Linux's fs/binfmt_elf.c and fs/binfmt_script.c
 * do it. Pages are not read here: the co-kernel asks for them when they are touched.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "proxy.h"

#define PAGE		 4096ULL
#define BASE_PROGRAM	 0x200000000000ULL /* of what can lie anywhere */
#define BASE_INTERPRETER 0x480000000000ULL
#define STACK_SIZE	 (8ULL << 20)
#define HEADERS_MAX	 128
#define SCRIPTS_MAX	 4 /* one that names another, and so on */
#define LINE_MAX_SIZE	 256
#define WORDS_MAX	 65536

struct image {
	const char *path;
	int file;      /* kept */
	uint64_t base; /* added to all addresses of the file */
	uint64_t entry;
	uint64_t headers; /* address of the program headers in memory */
	uint64_t header_count;
	uint64_t end; /* behind all segments */
	char interpreter[LINE_MAX_SIZE];
};

static uint64_t down(uint64_t value)
{
	return value & ~(PAGE - 1);
}

static uint64_t up(uint64_t value)
{
	return down(value + PAGE - 1);
}

static void map(const struct cokernel *cokernel, const char *path, uint64_t start, uint64_t end,
		unsigned int protection, int file, uint64_t offset)
{
	const uint64_t arguments[5] = {start, end - start, protection, (uint64_t)file, offset};
	int64_t result;

	if (start < COKERNEL_PROGRAM_START || end > COKERNEL_PROGRAM_END || end <= start)
		fail(STATUS_CANNOT_START,
		     "%s does not fit: it wants the addresses 0x%llx to 0x%llx", path,
		     (unsigned long long)start, (unsigned long long)end);
	result = cokernel_request(cokernel, COKERNEL_REQUEST_MAP, arguments);
	if (result < 0)
		fail(STATUS_CANNOT_START, "%s cannot be loaded: %s", path, strerror((int)-result));
}

static unsigned int protection_of(const Elf64_Phdr *segment)
{
	return (segment->p_flags & PF_R ? PROT_READ : 0U) |
	       (segment->p_flags & PF_W ? PROT_WRITE : 0U) |
	       (segment->p_flags & PF_X ? PROT_EXEC : 0U);
}

static void map_segment(const struct cokernel *cokernel, struct image *image,
			const Elf64_Phdr *segment)
{
	uint64_t address = image->base + segment->p_vaddr;
	uint64_t file_end = address + segment->p_filesz, end = address + segment->p_memsz;
	unsigned int protection = protection_of(segment);

	if (segment->p_filesz > segment->p_memsz || segment->p_vaddr > COKERNEL_PROGRAM_END ||
	    segment->p_memsz > COKERNEL_PROGRAM_END ||
	    (segment->p_vaddr - segment->p_offset) % PAGE != 0)
		fail(STATUS_CANNOT_START, "%s is damaged", image->path);
	if (segment->p_filesz > 0)
		map(cokernel, image->path, down(address), up(file_end), protection, image->file,
		    down(segment->p_offset));
	if (up(end) > up(file_end) || segment->p_filesz == 0)
		map(cokernel, image->path, segment->p_filesz ? up(file_end) : down(address),
		    up(end), protection, -1, 0);
	/* What the file has behind the segment is not the program's. */
	if (segment->p_memsz > segment->p_filesz && segment->p_filesz > 0 &&
	    (protection & PROT_WRITE))
		memset((void *)file_end, 0, up(file_end) - file_end);
	if (up(end) > image->end)
		image->end = up(end);
}

static void check_header(const char *path, const Elf64_Ehdr *header)
{
	if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
		fail(STATUS_CANNOT_START, "%s is no program", path);
	if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_machine != EM_X86_64)
		fail(STATUS_CANNOT_START, "%s is a program for another architecture", path);
	if (header->e_type != ET_EXEC && header->e_type != ET_DYN)
		fail(STATUS_CANNOT_START, "%s is not linked", path);
	if (header->e_phentsize != sizeof(Elf64_Phdr) || header->e_phnum == 0 ||
	    header->e_phnum > HEADERS_MAX)
		fail(STATUS_CANNOT_START, "%s is damaged", path);
}

static void read_interpreter(struct image *image, int file, const Elf64_Phdr *segment)
{
	if (segment->p_filesz < 2 || segment->p_filesz >= sizeof(image->interpreter) ||
	    pread(file, image->interpreter, segment->p_filesz, (off_t)segment->p_offset) !=
		    (ssize_t)segment->p_filesz)
		fail(STATUS_CANNOT_START, "%s is damaged", image->path);
}

static struct image load(const struct cokernel *cokernel, const char *path, uint64_t base)
{
	struct image image = {.path = path};
	Elf64_Phdr segments[HEADERS_MAX];
	Elf64_Ehdr header;
	size_t size;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		fail(errno == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_START, "%s: %s", path,
		     strerror(errno));
	if (pread(file, &header, sizeof(header), 0) != (ssize_t)sizeof(header))
		fail(STATUS_CANNOT_START, "%s is no program", path);
	check_header(path, &header);
	size = header.e_phnum * sizeof(segments[0]);
	if (pread(file, segments, size, (off_t)header.e_phoff) != (ssize_t)size)
		fail(STATUS_CANNOT_START, "%s is damaged", path);
	image.base = header.e_type == ET_DYN ? base : 0;
	image.entry = image.base + header.e_entry;
	image.header_count = header.e_phnum;
	image.file = files_own(file);
	for (int i = 0; i < header.e_phnum; i++) {
		const Elf64_Phdr *segment = &segments[i];

		if (segment->p_type == PT_INTERP)
			read_interpreter(&image, image.file, segment);
		if (segment->p_type != PT_LOAD)
			continue;
		map_segment(cokernel, &image, segment);
		if (header.e_phoff >= segment->p_offset &&
		    header.e_phoff + size <= segment->p_offset + segment->p_filesz)
			image.headers =
				image.base + segment->p_vaddr + header.e_phoff - segment->p_offset;
	}
	return image;
}

/* Puts things on the program's stack, which grows downwards. */
static uint64_t push(uint64_t stack, const void *bytes, size_t size)
{
	memcpy((void *)(stack - size), bytes, size);
	return stack - size;
}

static uint64_t push_strings(uint64_t stack, char *const *strings, uint64_t *addresses,
			     size_t *count)
{
	for (*count = 0; strings[*count]; (*count)++) {
		if (*count == WORDS_MAX)
			fail(STATUS_CANNOT_START, "too many arguments");
		stack = push(stack, strings[*count], strlen(strings[*count]) + 1);
		if (stack < COKERNEL_PROGRAM_END - STACK_SIZE / 2)
			fail(STATUS_CANNOT_START, "the arguments are too long");
		addresses[*count] = stack;
	}
	return stack;
}

/* argc, argv, environment and auxiliary vector: System V AMD64 ABI, section 3.4.1. */
static uint64_t make_stack(const struct image *program, const struct image *interpreter,
			   char *const *words, char *const *environment)
{
	static uint64_t argument_addresses[WORDS_MAX], environment_addresses[WORDS_MAX];
	size_t argument_count, environment_count, used = 0;
	uint64_t stack = COKERNEL_PROGRAM_END - 16, name, random_bytes, platform;
	uint8_t random[16];

	if (getrandom(random, sizeof(random), GRND_NONBLOCK) != (ssize_t)sizeof(random))
		memset(random, 0x5A, sizeof(random));
	name = stack = push(stack, program->path, strlen(program->path) + 1);
	platform = stack = push(stack, "x86_64", 7);
	random_bytes = stack = push(stack, random, sizeof(random));
	stack = push_strings(stack, environment, environment_addresses, &environment_count);
	stack = push_strings(stack, words, argument_addresses, &argument_count);

	const Elf64_auxv_t vector[] = {
		{AT_HWCAP, {getauxval(AT_HWCAP)}},
		{AT_PAGESZ, {PAGE}},
		{AT_CLKTCK, {100}},
		{AT_PHDR, {program->headers}},
		{AT_PHENT, {sizeof(Elf64_Phdr)}},
		{AT_PHNUM, {program->header_count}},
		{AT_BASE, {interpreter->base}},
		{AT_FLAGS, {0}},
		{AT_ENTRY, {program->entry}},
		{AT_UID, {getuid()}},
		{AT_EUID, {geteuid()}},
		{AT_GID, {getgid()}},
		{AT_EGID, {getegid()}},
		{AT_SECURE, {0}},
		{AT_RANDOM, {random_bytes}},
		{AT_HWCAP2, {getauxval(AT_HWCAP2)}},
		{AT_EXECFN, {name}},
		{AT_PLATFORM, {platform}},
		{AT_NULL, {0}},
	};
	size_t count = 1 + argument_count + 1 + environment_count + 1;
	uint64_t *all = calloc(count, sizeof(*all));

	if (!all)
		fail(STATUS_FAILED, "out of memory");
	all[used++] = argument_count;
	memcpy(all + used, argument_addresses, argument_count * sizeof(*all));
	used += argument_count + 1;
	memcpy(all + used, environment_addresses, environment_count * sizeof(*all));
	stack = (stack - sizeof(vector) - count * sizeof(*all)) & ~15ULL;
	memcpy((void *)stack, all, count * sizeof(*all));
	memcpy((void *)(stack + count * sizeof(*all)), vector, sizeof(vector));
	free(all);
	return stack;
}

/* What is to be loaded, and the arguments that it gets. */
struct program {
	const char *path;
	char *const *words;
};

/*
 * "#! interpreter [argument]": that program runs instead, with the script's path in the place of
 * its name. False where the file is no script.
 */
static bool resolve_script(struct program *program)
{
	char line[LINE_MAX_SIZE + 1] = "";
	int file = open(program->path, O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? 0 : read(file, line, LINE_MAX_SIZE);
	size_t count = 0, used = 0;
	char *interpreter, *argument;
	char **all;

	if (file >= 0)
		close(file);
	if (length < 2 || line[0] != '#' || line[1] != '!')
		return false;
	line[strcspn(line, "\n")] = '\0';
	interpreter = line + 2 + strspn(line + 2, " \t");
	argument = interpreter + strcspn(interpreter, " \t");
	if (*argument)
		*argument++ = '\0';
	argument += strspn(argument, " \t");
	if (!*interpreter)
		fail(STATUS_CANNOT_START, "%s is a script that names no interpreter",
		     program->path);
	if (access(interpreter, F_OK) != 0)
		fail(STATUS_NOT_FOUND, "%s is a script for %s, which is not there", program->path,
		     interpreter);
	while (program->words[count])
		count++;
	all = calloc(count + 3, sizeof(*all));
	interpreter = strdup(interpreter);
	argument = *argument ? strdup(argument) : NULL;
	if (!all || !interpreter)
		fail(STATUS_FAILED, "out of memory");
	all[used++] = interpreter;
	if (argument)
		all[used++] = argument;
	all[used++] = (char *)program->path;
	memcpy(all + used, program->words + 1, (count - 1) * sizeof(*all));
	*program = (struct program){interpreter, all};
	return true;
}

uint64_t load_program(const struct cokernel *cokernel, const struct options *options,
		      char *const *environment, uint64_t *entry)
{
	struct program wanted = {options->program, options->words};
	struct image program, interpreter = {0};
	uint64_t heap[5] = {0};

	for (int i = 0; resolve_script(&wanted); i++)
		if (i == SCRIPTS_MAX)
			fail(STATUS_CANNOT_START, "%s: scripts that name scripts",
			     options->program);
	program = load(cokernel, wanted.path, BASE_PROGRAM);
	*entry = program.entry;
	if (program.interpreter[0]) {
		interpreter = load(cokernel, program.interpreter, BASE_INTERPRETER);
		*entry = interpreter.entry;
	}
	heap[0] = program.end;
	cokernel_request(cokernel, COKERNEL_REQUEST_BREAK, heap);
	map(cokernel, wanted.path, COKERNEL_PROGRAM_END - STACK_SIZE, COKERNEL_PROGRAM_END,
	    PROT_READ | PROT_WRITE, -1, 0);
	return make_stack(&program, &interpreter, wanted.words, environment);
}
