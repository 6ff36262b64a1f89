// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/*
 * What the proxy sees: the window as it is, and the program's addresses through the co-kernel's
 * own page tables. These are read, checked (each entry must point into the region), and copied
 * page by page when Linux touches an address; where they have no page, the co-kernel is asked.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/ktime.h>
#include <linux/mm.h>

#include "claim.h"

#define ENTRY_PRESENT  1ULL
#define ENTRY_WRITE    2ULL
#define ENTRY_USER     4ULL
#define ENTRY_LARGE    0x80ULL
#define ENTRY_ADDRESS  0x000FFFFFFFFFF000ULL /* SDM volume 3, table 4-20 */
#define LEVELS	       4
#define AROUND	       16 /* pages that one fault maps, where the co-kernel has them */
#define SPIN_NS	       20000
#define ANSWER_TIMEOUT 5000000000ULL /* ns */
#define TRIES	       3

int mapping_window(struct claim *claim, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != COKERNEL_WINDOW_SIZE)
		return -EINVAL;
	vma->vm_flags |= VM_DONTCOPY;
	return remap_pfn_range(vma, vma->vm_start, claim->start >> PAGE_SHIFT, COKERNEL_WINDOW_SIZE,
			       vma->vm_page_prot);
}

/* The entry of the program's page at that address, or NULL. */
static u64 *entry_of(const struct claim *claim, u64 address)
{
	u64 table = READ_ONCE(claim->window->page_map);
	int level;

	for (level = LEVELS - 1;; level--) {
		u64 *entry, value;

		table &= ENTRY_ADDRESS;
		if (table < claim->start || table - claim->start > claim->size - PAGE_SIZE)
			return NULL;
		entry = claim->memory + (table - claim->start) +
			(address >> (PAGE_SHIFT + 9 * level) & 511) * sizeof(*entry);
		if (level == 0)
			return entry;
		value = READ_ONCE(*entry);
		if (!(value & ENTRY_PRESENT) || value & ENTRY_LARGE)
			return NULL;
		table = value;
	}
}

/* The value of an entry that allows this access and points into the region, or 0. */
static u64 allowed(const struct claim *claim, const u64 *entry, bool write)
{
	u64 value = entry ? READ_ONCE(*entry) : 0;
	u64 physical = value & ENTRY_ADDRESS;

	if (!(value & ENTRY_PRESENT) || !(value & ENTRY_USER) || (write && !(value & ENTRY_WRITE)))
		return 0;
	if (physical < claim->start || physical - claim->start > claim->size - PAGE_SIZE)
		return 0;
	return value;
}

static vm_fault_t insert(struct claim *claim, struct vm_area_struct *vma, u64 address, u64 *entry,
			 u64 value)
{
	pgprot_t protection = vma->vm_page_prot;

	/* Said first: from then on the co-kernel asks before it changes the entry. */
	if (!(value & COKERNEL_PAGE_SHARED))
		set_bit(ilog2(COKERNEL_PAGE_SHARED), (unsigned long *)entry);
	if (!(value & ENTRY_WRITE))
		protection = __pgprot(pgprot_val(protection) & ~_PAGE_RW);
	return vmf_insert_pfn_prot(vma, address, (value & ENTRY_ADDRESS) >> PAGE_SHIFT, protection);
}

/* Asks for a page; true if it is worth looking again. */
static bool ask(struct claim *claim, u64 address, bool write)
{
	struct cokernel_fault *fault = &claim->window->fault;
	u64 begin = ktime_get_ns(), spent = 0;
	u32 state = COKERNEL_FAULT_NONE;

	if (READ_ONCE(claim->window->state) != COKERNEL_UP)
		return false;
	mutex_lock(&claim->fault_lock);
	WRITE_ONCE(fault->address, address);
	WRITE_ONCE(fault->write, write);
	/* Pairs with the co-kernel's acquire: it sees the address with the question. */
	smp_store_release(&fault->state, COKERNEL_FAULT_ASKED);
	processor_kick(claim);
	while (spent < ANSWER_TIMEOUT && READ_ONCE(claim->window->state) == COKERNEL_UP) {
		/* Pairs with the co-kernel's release: the entry is there with the answer. */
		state = smp_load_acquire(&fault->state);
		if (state == COKERNEL_FAULT_MADE || state == COKERNEL_FAULT_BAD)
			break;
		if (spent > SPIN_NS)
			usleep_range(20, 50);
		spent = ktime_get_ns() - begin;
	}
	WRITE_ONCE(fault->state, COKERNEL_FAULT_NONE);
	mutex_unlock(&claim->fault_lock);
	return state == COKERNEL_FAULT_MADE;
}

static vm_fault_t program_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct claim *claim = vma->vm_file->private_data;
	bool write = vmf->flags & FAULT_FLAG_WRITE;
	u64 address = vmf->address & PAGE_MASK;
	u64 next = address & ~(AROUND * PAGE_SIZE - 1), end = next + AROUND * PAGE_SIZE;
	vm_fault_t result;
	u64 *entry, value;
	int i;

	for (i = 0;; i++) {
		entry = entry_of(claim, address);
		value = allowed(claim, entry, write);
		if (value)
			break;
		if (i == TRIES || !ask(claim, address, write))
			return VM_FAULT_SIGBUS;
	}
	result = insert(claim, vma, address, entry, value);
	for (; next < end; next += PAGE_SIZE) {
		if (next == address || next < vma->vm_start || next >= vma->vm_end)
			continue;
		entry = entry_of(claim, next);
		value = allowed(claim, entry, false);
		if (value)
			insert(claim, vma, next, entry, value);
	}
	return result;
}

/* A write to a page that Linux has for reading only: the co-kernel may have allowed it since. */
static vm_fault_t program_write(struct vm_fault *vmf)
{
	struct claim *claim = vmf->vma->vm_file->private_data;
	u64 address = vmf->address & PAGE_MASK;

	if (allowed(claim, entry_of(claim, address), true))
		return 0;
	if (ask(claim, address, true) && allowed(claim, entry_of(claim, address), true))
		return 0;
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct program_operations = {
	.fault = program_fault,
	.pfn_mkwrite = program_write,
};

int mapping_program(struct claim *claim, struct vm_area_struct *vma)
{
	if (vma->vm_start != COKERNEL_PROGRAM_START || vma->vm_end != COKERNEL_PROGRAM_END ||
	    vma->vm_pgoff != (COKERNEL_MAP_PROGRAM + COKERNEL_PROGRAM_START) >> PAGE_SHIFT)
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP | VM_DONTCOPY | VM_IO;
	vma->vm_ops = &program_operations;
	return 0;
}
