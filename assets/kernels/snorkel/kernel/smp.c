#include "smp.h"

#include <errno.h>
#include <snorkel.h>
#include <string.h>

#include "acpi.h"
#include "apic.h"
#include "clock.h"
#include "cpu.h"
#include "io.h"
#include "lock.h"

#define TRAMPOLINE	0x8000ULL /* page aligned, below 1 MiB: the SIPI vector is its page */
#define STACK_SIZE	65536
#define INIT_WAIT	10000000ULL /* ns, SDM volume 3, 8.4.4.1 */
#define STARTUP_WAIT	200000ULL   /* ns */
#define WAIT_INTERVAL	100000ULL /* ns: spinning would take the host's processor from the others */
#define COME_UP_TIMEOUT 5000000000ULL /* ns */

extern char trampoline_start[], trampoline_end[];

/* Read by ap_start64 in boot/entry.S. */
uint64_t ap_stack;
struct cpu *ap_cpu;

static unsigned int count;
static struct lock lock;

void smp_init(void)
{
	const struct acpi_machine *machine = acpi_machine();
	uint32_t own = apic_id();

	cpus[0].apic_id = own;
	cpus[0].online = true;
	count = 1;
	for (unsigned int i = 0; i < machine->cpu_count && count < SNORKEL_CPUS_MAX; i++)
		if (machine->cpu_count > 1 && machine->apic_ids[i] != own)
			cpus[count++].apic_id = machine->apic_ids[i];
}

unsigned int snorkel_cpu_count(void)
{
	return count;
}

/* Each processor but the first spends its life here. */
_Noreturn static void work(struct cpu *cpu)
{
	for (;;) {
		interrupts_off();
		if (!cpu->running) {
			interrupts_on_and_halt();
			continue;
		}
		interrupts_on();
		cpu->result = cpu->function(cpu->argument);
		__atomic_store_n(&cpu->running, false, __ATOMIC_RELEASE);
	}
}

/* Called by boot/entry.S on a processor that has just come up. */
_Noreturn void smp_entered(struct cpu *cpu);

_Noreturn void smp_entered(struct cpu *cpu)
{
	cpu_identify(cpu);
	cpu_load(cpu);
	apic_enable();
	__atomic_store_n(&cpu->online, true, __ATOMIC_RELEASE);
	work(cpu);
}

static bool came_up(const struct cpu *cpu, uint64_t nanoseconds)
{
	uint64_t end = snorkel_nanoseconds() + nanoseconds;

	while (!__atomic_load_n(&cpu->online, __ATOMIC_ACQUIRE)) {
		if (snorkel_nanoseconds() > end)
			return false;
		cpu_relax();
	}
	return true;
}

/* INIT, 10 ms, SIPI, and a second one where the first went unnoticed. */
static int bring_up(struct cpu *cpu)
{
	if (!cpu->stack && !cpu_prepare(cpu, STACK_SIZE))
		return -ENOMEM;
	memcpy((void *)TRAMPOLINE, trampoline_start, (size_t)(trampoline_end - trampoline_start));
	ap_cpu = cpu;
	ap_stack = cpu->stack + cpu->stack_size;
	apic_send_init(cpu->apic_id);
	clock_spin(INIT_WAIT);
	apic_send_startup(cpu->apic_id, TRAMPOLINE);
	if (came_up(cpu, STARTUP_WAIT))
		return 0;
	apic_send_startup(cpu->apic_id, TRAMPOLINE);
	return came_up(cpu, COME_UP_TIMEOUT) ? 0 : -EIO;
}

int snorkel_start_cpu(unsigned int index, snorkel_cpu_function function, void *argument)
{
	struct cpu *cpu;
	int error = 0;

	if (index == 0 || index >= count || !function)
		return -EINVAL;
	cpu = &cpus[index];
	while (__atomic_exchange_n(&lock.taken, 1, __ATOMIC_ACQUIRE))
		cpu_relax();
	if (cpu->running)
		error = -EBUSY;
	else if (!cpu->online)
		error = bring_up(cpu);
	if (error == 0) {
		cpu->function = function;
		cpu->argument = argument;
		cpu->started = true;
		__atomic_store_n(&cpu->running, true, __ATOMIC_RELEASE);
		apic_send(cpu->apic_id, SMP_VECTOR);
	}
	__atomic_store_n(&lock.taken, 0, __ATOMIC_RELEASE);
	return error;
}

int snorkel_wait_cpu(unsigned int index, int *result)
{
	if (index >= count || !cpus[index].started)
		return -EINVAL;
	while (__atomic_load_n(&cpus[index].running, __ATOMIC_ACQUIRE))
		snorkel_sleep(WAIT_INTERVAL);
	if (result)
		*result = cpus[index].result;
	return 0;
}
