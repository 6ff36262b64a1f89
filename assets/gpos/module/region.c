// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/* Who owns which region and processor; what Linux uses is refused. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cpu.h>
#include <linux/io.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/sizes.h>

#include <asm/tsc.h>

#include "claim.h"

static DEFINE_MUTEX(claims_lock);
static LIST_HEAD(claims);

/* Page by page, because blocks of memory can be offline while their resource stays. */
static bool linux_uses(u64 start, u64 size)
{
	u64 pfn, end = (start + size) >> PAGE_SHIFT;

	if (region_intersects(start, size, IORESOURCE_SYSTEM_RAM, IORES_DESC_NONE) ==
	    REGION_DISJOINT)
		return false;
	for (pfn = start >> PAGE_SHIFT; pfn < end; pfn++)
		if (page_is_ram(pfn) && pfn_to_online_page(pfn))
			return true;
	return false;
}

static int check(const struct cokernel_claim *wanted)
{
	const struct claim *other;

	if (wanted->version != COKERNEL_VERSION) {
		pr_err("version %u is asked for, this is %u\n", wanted->version, COKERNEL_VERSION);
		return -EPROTO;
	}
	if (!IS_ALIGNED(wanted->start, COKERNEL_REGION_ALIGN) ||
	    !IS_ALIGNED(wanted->size, COKERNEL_REGION_ALIGN) ||
	    wanted->size < COKERNEL_REGION_MIN || wanted->start < SZ_1M ||
	    wanted->start >= COKERNEL_REGION_LIMIT ||
	    wanted->start + wanted->size > BIT_ULL(boot_cpu_data.x86_phys_bits) ||
	    wanted->start + wanted->size < wanted->start)
		return -EINVAL;
	if (wanted->cpu >= nr_cpu_ids || !cpu_possible(wanted->cpu) || !cpu_present(wanted->cpu))
		return -ENODEV;
	if (cpu_online(wanted->cpu)) {
		pr_err("processor %u is online\n", wanted->cpu);
		return -EBUSY;
	}
	list_for_each_entry(other, &claims, list) {
		bool overlaps = other->start < wanted->start + wanted->size &&
				wanted->start < other->start + other->size;

		if (other->cpu == wanted->cpu || overlaps)
			return -EBUSY;
	}
	if (linux_uses(wanted->start, wanted->size)) {
		pr_err("Linux uses memory of 0x%llx to 0x%llx\n", wanted->start,
		       wanted->start + wanted->size);
		return -EADDRINUSE;
	}
	return 0;
}

static void fill_in(struct claim *claim, const struct cokernel_claim *wanted)
{
	struct cokernel_window *window = claim->window;

	/* The histograms, which are most of it, the co-kernel clears as it begins to use them. */
	memset(window, 0, offsetof(struct cokernel_window, statistics.histograms));
	memset(&window->program_end, 0, sizeof(window->program_end));
	window->magic = COKERNEL_MAGIC;
	window->version = COKERNEL_VERSION;
	window->size = sizeof(*window);
	window->region_start = claim->start;
	window->region_size = claim->size;
	window->tsc_khz = tsc_khz;
	window->serial_port = wanted->serial_port;
	window->statistics_off = wanted->statistics_off;
	window->spin = wanted->spin;
	window->panic_port = wanted->panic_port;
}

int region_claim(struct claim *claim, const struct cokernel_claim *wanted)
{
	int error;

	cpus_read_lock();
	mutex_lock(&claims_lock);
	error = check(wanted);
	if (!error) {
		claim->memory = memremap(wanted->start, wanted->size, MEMREMAP_WB);
		if (claim->memory) {
			claim->start = wanted->start;
			claim->size = wanted->size;
			claim->cpu = wanted->cpu;
			claim->window = claim->memory;
			fill_in(claim, wanted);
			list_add(&claim->list, &claims);
			WRITE_ONCE(claim->claimed, true);
		} else {
			error = -ENOMEM;
		}
	}
	mutex_unlock(&claims_lock);
	cpus_read_unlock();
	return error;
}

void region_release(struct claim *claim)
{
	mutex_lock(&claims_lock);
	list_del_init(&claim->list);
	WRITE_ONCE(claim->claimed, false);
	mutex_unlock(&claims_lock);
	memunmap(claim->memory);
}

/* Called by Linux's hotplug, which holds its own lock. */
bool processor_claimed(unsigned int cpu)
{
	const struct claim *claim;
	bool found = false;

	mutex_lock(&claims_lock);
	list_for_each_entry(claim, &claims, list)
		found |= claim->cpu == cpu;
	mutex_unlock(&claims_lock);
	return found;
}
