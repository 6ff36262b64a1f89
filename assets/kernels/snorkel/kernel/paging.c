#include "paging.h"

#include <snorkel.h>
#include <string.h>

#include "io.h"
#include "lock.h"
#include "memory.h"

#define ENTRY_PRESENT  0x001ULL
#define ENTRY_WRITE    0x002ULL
#define ENTRY_NO_CACHE 0x010ULL
#define ENTRY_LARGE    0x080ULL
#define ENTRY_NX       (1ULL << 63)
#define ENTRY_ADDRESS  0x000FFFFFFFFFF000ULL
#define LARGE_SIZE     (2ULL << 20)
#define DEVICES_START  0xC0000000ULL /* QEMU's pc and q35 place RAM below, devices above */

extern uint64_t boot_page_map[512];
extern char boot_stack_guard[PAGE_SIZE];
extern char __text_start[], __text_end[], __rodata_start[], __rodata_end[], __data_start[],
	__image_end[];

static struct lock lock;

/* The table that an entry points to, made when there is none. */
static uint64_t *descend(uint64_t *entry)
{
	if (!(*entry & ENTRY_PRESENT)) {
		void *table = memory_demand(PAGE_SIZE, "a page table");

		memset(table, 0, PAGE_SIZE);
		*entry = (uint64_t)table | ENTRY_PRESENT | ENTRY_WRITE;
	}
	return (uint64_t *)(*entry & ENTRY_ADDRESS);
}

static uint64_t *directory_entry(uint64_t address)
{
	uint64_t *pointers = descend(&boot_page_map[address >> 39]);
	uint64_t *directory = descend(&pointers[address >> 30 & 511]);

	return &directory[address >> 21 & 511];
}

/* Replaces a page of 2 MiB by 512 pages of 4 KiB that mean the same. */
static void split(uint64_t *entry)
{
	uint64_t *table = memory_demand(PAGE_SIZE, "a page table");
	uint64_t first = *entry & ~ENTRY_LARGE;

	for (unsigned int i = 0; i < 512; i++)
		table[i] = first + i * PAGE_SIZE;
	*entry = (uint64_t)table | ENTRY_PRESENT | ENTRY_WRITE;
}

static uint64_t bits(enum paging_access access)
{
	if (access & PAGING_NONE)
		return 0;
	return ENTRY_PRESENT | (access & PAGING_WRITE ? ENTRY_WRITE : 0) |
	       (access & PAGING_EXECUTE ? 0 : ENTRY_NX);
}

void paging_protect(uint64_t start, uint64_t end, enum paging_access access)
{
	lock_take(&lock);
	for (uint64_t address = start; address < end; address += PAGE_SIZE) {
		uint64_t *entry = directory_entry(address);

		if (*entry & ENTRY_LARGE)
			split(entry);
		descend(entry)[address >> 12 & 511] = address | bits(access);
	}
	flush_tlb();
	lock_release(&lock);
}

/*
 * The image first, by small pages that say what each part may do; no step may ever forbid the page
 * that this runs on.
 */
void paging_init(void)
{
	uint64_t image_limit = ((uint64_t)__image_end + LARGE_SIZE - 1) & ~(LARGE_SIZE - 1);

	paging_protect((uint64_t)__text_start, (uint64_t)__text_end, PAGING_EXECUTE);
	paging_protect((uint64_t)__rodata_start, (uint64_t)__rodata_end, PAGING_READ);
	paging_protect((uint64_t)__data_start, image_limit, PAGING_WRITE);
	paging_protect(PAGE_SIZE, (uint64_t)__text_start, PAGING_WRITE);
	paging_protect(0, PAGE_SIZE, PAGING_NONE);
	paging_protect((uint64_t)boot_stack_guard, (uint64_t)boot_stack_guard + PAGE_SIZE,
		       PAGING_NONE);
	for (uint64_t address = image_limit; address < LOW_LIMIT; address += LARGE_SIZE)
		*directory_entry(address) |=
			ENTRY_NX | (address >= DEVICES_START ? ENTRY_NO_CACHE : 0);
	flush_tlb();
}

void paging_map(uint64_t start, uint64_t end)
{
	for (uint64_t address = start & ~(LARGE_SIZE - 1); address < end; address += LARGE_SIZE)
		*directory_entry(address) =
			address | ENTRY_PRESENT | ENTRY_WRITE | ENTRY_LARGE | ENTRY_NX;
	flush_tlb();
}

uint64_t paging_stack(uint64_t bytes)
{
	uint64_t guard = (uint64_t)snorkel_pages_allocate(bytes + PAGE_SIZE);

	if (!guard)
		return 0;
	paging_protect(guard, guard + PAGE_SIZE, PAGING_NONE);
	return guard + PAGE_SIZE;
}
