#include "timer.h"

#include <errno.h>
#include <snorkel.h>

#include "apic.h"
#include "clock.h"
#include "cpu.h"
#include "io.h"

#define PERIOD_MIN 100000 /* ns: below it, an emulated APIC does nothing else */

/* Later by that much; the end of time (584 years) where that is beyond it. */
static uint64_t from_now(uint64_t nanoseconds)
{
	uint64_t now = snorkel_nanoseconds();

	return nanoseconds > UINT64_MAX - now ? UINT64_MAX : now + nanoseconds;
}

/* Sets the APIC's one-shot timer to whatever comes first. Interrupts are off. */
static void arm(const struct cpu *cpu)
{
	uint64_t next = cpu->sleep_until;
	uint64_t now = snorkel_nanoseconds();

	if (next == 0 || (cpu->timer_next != 0 && cpu->timer_next < next))
		next = cpu->timer_next;
	if (next == 0)
		apic_timer_set(0);
	else
		apic_timer_set(clock_apic_ticks(next > now ? next - now : 0));
}

/* A period that was missed (the host was busy) is left out, not made up for. */
void timer_interrupt(void)
{
	struct cpu *cpu = cpu_self();
	uint64_t now = snorkel_nanoseconds();

	if (cpu->timer_next != 0 && cpu->timer_next <= now) {
		cpu->timer_next +=
			((now - cpu->timer_next) / cpu->timer_period + 1) * cpu->timer_period;
		cpu->timer_function(cpu->timer_argument);
	}
	arm(cpu);
}

void snorkel_sleep(uint64_t nanoseconds)
{
	struct cpu *cpu = cpu_self();
	uint64_t flags = interrupts_save();
	uint64_t end = from_now(nanoseconds);

	while (snorkel_nanoseconds() < end) {
		cpu->sleep_until = end;
		arm(cpu);
		interrupts_on_and_halt();
		interrupts_off();
	}
	cpu->sleep_until = 0;
	interrupts_restore(flags);
}

int snorkel_timer_start(uint64_t period, snorkel_timer_function function, void *argument)
{
	struct cpu *cpu = cpu_self();
	uint64_t flags;

	if (period < PERIOD_MIN || !function)
		return -EINVAL;
	flags = interrupts_save();
	cpu->timer_function = function;
	cpu->timer_argument = argument;
	cpu->timer_period = period;
	cpu->timer_next = from_now(period);
	arm(cpu);
	interrupts_restore(flags);
	return 0;
}

void snorkel_timer_stop(void)
{
	struct cpu *cpu = cpu_self();
	uint64_t flags = interrupts_save();

	cpu->timer_next = 0;
	arm(cpu);
	interrupts_restore(flags);
}
