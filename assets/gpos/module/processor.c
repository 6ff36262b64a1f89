// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/* Starts, interrupts and parks a processor that Linux has put offline. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cpuhotplug.h>
#include <linux/delay.h>
#include <linux/io.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include <asm/apic.h>

#include "claim.h"

#define TRAMPOLINE    0x8000UL /* page aligned, below 1 MiB, which Linux keeps free of its own */
/*
 * us. SDM volume 3, 8.4.4.1 asks for 10 ms; every 64-bit processor does without (Linux,
 * smp_quirk_init_udelay()). A little is left for machines that are emulated.
 */
#define INIT_WAIT     200
#define STARTUP_WAIT  200    /* us, likewise */
#define COME_UP_TRIES 100000 /* of 50 us at least */
#define KICK_VECTOR   0xF2   /* of the co-kernel's own table */

static enum cpuhp_state hotplug_state;
static DEFINE_MUTEX(trampoline_lock);

static int refuse_claimed(unsigned int cpu)
{
	if (!processor_claimed(cpu))
		return 0;
	pr_err("processor %u runs a co-kernel; end that first\n", cpu);
	return -EBUSY;
}

int processor_init(void)
{
	int state = cpuhp_setup_state_nocalls(CPUHP_BP_PREPARE_DYN, "diver/cokernel:prepare",
					      refuse_claimed, NULL);

	if (state < 0)
		return state;
	hotplug_state = state;
	return 0;
}

void processor_exit(void)
{
	cpuhp_remove_state_nocalls(hotplug_state);
}

static u32 apic_id_of(const struct claim *claim)
{
	return per_cpu(x86_cpu_to_apicid, claim->cpu);
}

static void command(u32 destination, u32 value)
{
	unsigned long flags;

	local_irq_save(flags);
	apic->icr_write(value, destination);
	apic->safe_wait_icr_idle();
	local_irq_restore(flags);
}

static void init_processor(const struct claim *claim)
{
	command(apic_id_of(claim), APIC_INT_LEVELTRIG | APIC_INT_ASSERT | APIC_DM_INIT);
	usleep_range(INIT_WAIT, 2 * INIT_WAIT);
	command(apic_id_of(claim), APIC_INT_LEVELTRIG | APIC_DM_INIT);
}

static bool came_up(const struct claim *claim)
{
	int i;

	for (i = 0; i < COME_UP_TRIES; i++) {
		/* Pairs with the co-kernel's release: what it wrote before is there. */
		u32 state = smp_load_acquire(&claim->window->state);

		if (state == COKERNEL_UP || state == COKERNEL_CRASHED)
			return state == COKERNEL_UP;
		usleep_range(50, 100);
	}
	return false;
}

/* The trampoline's page is given back as it was. */
int processor_boot(struct claim *claim, u64 entry)
{
	size_t size = cokernel_trampoline_end - cokernel_trampoline;
	void *page = memremap(TRAMPOLINE, PAGE_SIZE, MEMREMAP_WB);
	void *before = page ? kmemdup(page, PAGE_SIZE, GFP_KERNEL) : NULL;
	bool up;
	int i;

	if (!page || !before) {
		if (page)
			memunmap(page);
		kfree(before);
		return -ENOMEM;
	}
	mutex_lock(&trampoline_lock);
	memcpy(page, cokernel_trampoline, size);
	*(u32 *)(page + (cokernel_trampoline_entry - cokernel_trampoline)) = claim->start + entry;
	*(u32 *)(page + (cokernel_trampoline_argument - cokernel_trampoline)) = claim->start;
	WRITE_ONCE(claim->window->state, COKERNEL_BOOTING);
	claim->running = true;
	init_processor(claim);
	for (i = 0; i < 2; i++) {
		command(apic_id_of(claim), APIC_DM_STARTUP | (TRAMPOLINE >> 12));
		udelay(STARTUP_WAIT);
	}
	up = came_up(claim);
	memcpy(page, before, PAGE_SIZE);
	mutex_unlock(&trampoline_lock);
	memunmap(page);
	kfree(before);
	if (up)
		return 0;
	if (READ_ONCE(claim->window->state) != COKERNEL_CRASHED) {
		pr_err("processor %u did not come up\n", claim->cpu);
		processor_park(claim);
		return -ETIMEDOUT;
	}
	return -EIO;
}

/*
 * After INIT a processor waits for the next start-up message: Linux's, when it goes online. That a
 * co-kernel crashed stays to be read: the proxy ends, and gives it back, because of it.
 */
void processor_park(struct claim *claim)
{
	if (!claim->running)
		return;
	init_processor(claim);
	claim->running = false;
	if (READ_ONCE(claim->window->state) != COKERNEL_CRASHED)
		WRITE_ONCE(claim->window->state, COKERNEL_OFF);
}

void processor_kick(const struct claim *claim)
{
	if (READ_ONCE(claim->running))
		command(apic_id_of(claim), APIC_DM_FIXED | KICK_VECTOR);
}
