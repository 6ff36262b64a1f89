#include "pages.h"

#include <string.h>

#include "../kernel/io.h"
#include "layout.h"
#include "log.h"
#include "processor.h"

#define ENTRY_TABLE    0x03ULL
#define ENTRY_LARGE    0x83ULL
#define ENTRY_NX       (1ULL << 63)
#define DIRECTORY_SIZE (512ULL * LARGE_SIZE)

extern uint64_t boot_map[512], boot_high[512];
extern char __image_end[];

/* Pages that were given back hold the address of the next one; those never used just follow. */
static uint64_t given;
static uint64_t unused, end;

static void *early_page(void)
{
	uint64_t physical = unused;

	unused += PAGE_SIZE;
	if (unused > WINDOW->region_start + KERNEL_MAPPED)
		give_up(NULL, "the region is too large for the first page tables");
	return memset((void *)(KERNEL_BASE + physical - WINDOW->region_start), 0, PAGE_SIZE);
}

static uint64_t physical_of(const void *address)
{
	return (uint64_t)address - KERNEL_BASE + WINDOW->region_start;
}

void pages_init(void)
{
	uint64_t start = WINDOW->region_start, size = WINDOW->region_size;
	uint64_t *pointers, *devices;

	unused = start + ((uint64_t)__image_end - KERNEL_BASE);
	end = start + size;
	pointers = early_page();
	boot_map[DIRECT_BASE >> 39 & 511] = physical_of(pointers) | ENTRY_TABLE;
	for (uint64_t offset = 0; offset < size; offset += DIRECTORY_SIZE) {
		uint64_t *directory = early_page();

		pointers[offset / DIRECTORY_SIZE] = physical_of(directory) | ENTRY_TABLE;
		for (unsigned int i = 0; i < 512 && offset + i * LARGE_SIZE < size; i++)
			directory[i] = (start + offset + i * LARGE_SIZE) | ENTRY_LARGE | ENTRY_NX;
	}
	devices = early_page();
	boot_high[DEVICE_BASE >> 30 & 511] = physical_of(devices) | ENTRY_TABLE;
	processor_map_apic(devices);
	boot_map[0] = 0;
	flush_tlb();
	WINDOW->page_map = physical_of(boot_map);
	WINDOW->total_pages = WINDOW->free_pages = (end - unused) / PAGE_SIZE;
}

uint64_t page_take(void)
{
	uint64_t physical = given;

	if (physical) {
		given = *(uint64_t *)at_physical(physical);
	} else if (unused < end) {
		physical = unused;
		unused += PAGE_SIZE;
	} else {
		return 0;
	}
	WINDOW->free_pages--;
	return physical;
}

uint64_t page_take_zeroed(void)
{
	uint64_t physical = page_take();

	if (physical)
		memset(at_physical(physical), 0, PAGE_SIZE);
	return physical;
}

void page_give(uint64_t physical)
{
	*(uint64_t *)at_physical(physical) = given;
	given = physical;
	WINDOW->free_pages++;
}
