/* The loader configuration: the application is the first boot module. */
#include "loader.h"

#include <snorkel/abi.h>

#include "application.h"
#include "cmdline.h"
#include "console.h"
#include "elf.h"
#include "memory.h"
#include "paging.h"

typedef void (*entry_function)(const struct snorkel_calls *calls, int argc, char **argv,
			       char **environment);

static const struct snorkel_calls calls = {
	.version = SNORKEL_ABI_VERSION,
	.size = sizeof(calls),
	.console_write = snorkel_console_write,
	.console_read = snorkel_console_read,
	.console_set_mode = snorkel_console_set_mode,
	.nanoseconds = snorkel_nanoseconds,
	.unix_nanoseconds = snorkel_unix_nanoseconds,
	.sleep = snorkel_sleep,
	.timer_start = snorkel_timer_start,
	.timer_stop = snorkel_timer_stop,
	.cpu_count = snorkel_cpu_count,
	.cpu_index = snorkel_cpu_index,
	.start_cpu = snorkel_start_cpu,
	.wait_cpu = snorkel_wait_cpu,
	.memory_info = snorkel_memory_info,
	.pages_allocate = snorkel_pages_allocate,
	.pages_free = snorkel_pages_free,
	.exit = snorkel_exit,
};

static struct elf_program program;
static uint64_t base;

/*
 * What can move goes here where there is room, so that a debugger knows its addresses before it is
 * loaded (package/loader.json.in: "base").
 */
#define USUAL_BASE 0x400000

/* Where the program goes: anywhere if it can move, else exactly where it says. */
static void place(void)
{
	uint64_t size = program.end - program.start;

	if (program.movable && memory_reserve(USUAL_BASE + program.start, size)) {
		base = USUAL_BASE;
	} else if (program.movable) {
		base = (uint64_t)snorkel_pages_allocate(size) - program.start;
		if (base + program.start == 0)
			panic("out of memory: %lu KiB for the program", size / 1024);
	} else if (!memory_reserve(program.start, size)) {
		panic("the program wants the addresses 0x%lx to 0x%lx, which are not free memory",
		      program.start, program.end);
	}
}

static void protect(void)
{
	for (unsigned int i = 0; i < program.segment_count; i++) {
		const struct elf_segment *segment = &program.segments[i];
		uint64_t start = (base + segment->start) & ~(PAGE_SIZE - 1);
		uint64_t end = (base + segment->end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);

		paging_protect(start, end,
			       (segment->writable ? PAGING_WRITE : PAGING_READ) |
				       (segment->executable ? PAGING_EXECUTE : PAGING_READ));
	}
}

_Noreturn void application_run(void)
{
	const struct module *module = memory_module(0);
	const char *problem;

	if (!module)
		panic("no boot module: give the program as QEMU's -initrd");
	problem = elf_read((const void *)module->address, module->size, &program);
	if (!problem) {
		place();
		problem = elf_load(&program, base);
	}
	if (problem)
		panic("the boot module cannot be run: %s", problem);
	protect();
	((entry_function)(base + program.entry))(&calls, cmdline_argc(), cmdline_argv(),
						 cmdline_environment());
	panic("the program's entry returned");
}

uint64_t loader_base(void)
{
	return base;
}

bool loader_contains(uint64_t address)
{
	return program.end != 0 && address >= base + program.start && address < base + program.end;
}
