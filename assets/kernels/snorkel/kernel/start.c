/* The boot story, one step a line. boot/entry.S comes before, the application after. */
#include <snorkel.h>
#include <string.h>

#include "acpi.h"
#include "apic.h"
#include "application.h"
#include "clock.h"
#include "cmdline.h"
#include "console.h"
#include "cpu.h"
#include "interrupt.h"
#include "io.h"
#include "memory.h"
#include "paging.h"
#include "pvh.h"
#include "serial.h"
#include "smp.h"

#define STACK_SIZE (256ULL << 10) /* bytes, unless the command line has stack=SIZE */
#define STACK_MIN  (16ULL << 10)

/* boot/entry.S */
_Noreturn void run_on_stack(void (*function)(void), void *top);
_Noreturn void start(const struct pvh_start_info *info);

/* On the application's own stack, with interrupts. */
static void run(void)
{
	struct snorkel_memory memory;
	unsigned int cpu_count = snorkel_cpu_count();

	interrupts_on();
	snorkel_memory_info(&memory);
	if (!cmdline_flag("quiet"))
		log_print("snorkel %s: %u processor%s, %lu MiB of memory\n", SNORKEL_VERSION,
			  cpu_count, cpu_count == 1 ? "" : "s", memory.total >> 20);
	application_run();
}

static uint64_t stack_size(void)
{
	uint64_t size = cmdline_size("stack", STACK_SIZE);

	if (size < STACK_MIN)
		panic("stack=%lu is less than 16 KiB", size);
	if (size > MAP_LIMIT)
		panic("stack=%lu is more than any memory", size);
	return (size + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

_Noreturn void start(const struct pvh_start_info *info)
{
	struct cpu *cpu = &cpus[0];

	cpu_identify(cpu); /* cpu_self() works */
	serial_init();	   /* panic() can be read */
	if (info->magic != PVH_MAGIC)
		panic("not started by PVH: magic 0x%x", info->magic);
	if (info->command_line >= LOW_LIMIT)
		panic("the command line lies above 4 GiB");
	cmdline_init((const char *)info->command_line);
	console_set_echo(!cmdline_flag("echo=off"));
	acpi_init(info->rsdp); /* processors, interrupts, power-off */
	memory_init(info);     /* pages can be allocated */
	paging_init();	       /* wrong accesses fault */
	interrupt_init();      /* faults are reported ... */
	if (!cpu_prepare(cpu, stack_size()))
		panic("out of memory: %lu KiB for the stack", stack_size() / 1024);
	cpu_load(cpu); /* ... from here on */
	memory_init_high();
	apic_enable();
	clock_init(); /* time goes on */
	smp_init();
	console_init(); /* the keyboard is heard */
	run_on_stack(run, (void *)(cpu->stack + cpu->stack_size));
}
