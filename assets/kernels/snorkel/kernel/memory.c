#include "memory.h"

#include <snorkel.h>
#include <string.h>

#include "console.h"
#include "lock.h"
#include "paging.h"

#define RANGES_MAX  128
#define MAP_MAX	    128
#define MODULES_MAX 4
#define LOW_MEMORY  0x100000ULL

/* Free pages [start, end), sorted by address, none touching the next. */
struct range {
	uint64_t start;
	uint64_t end;
};

extern char __image_start[], __image_end[];

static struct range ranges[RANGES_MAX];
static unsigned int range_count;
static struct range high[MAP_MAX];
static unsigned int high_count;
static struct module modules[MODULES_MAX];
static unsigned int module_count;
static uint64_t total;
static struct lock lock;

static uint64_t round_down(uint64_t value)
{
	return value & ~(PAGE_SIZE - 1);
}

static uint64_t round_up(uint64_t value)
{
	return round_down(value + PAGE_SIZE - 1);
}

static void remove_at(unsigned int index)
{
	range_count--;
	memmove(&ranges[index], &ranges[index + 1], (range_count - index) * sizeof(ranges[0]));
}

static bool insert_at(unsigned int index, uint64_t start, uint64_t end)
{
	if (range_count == RANGES_MAX)
		return false;
	memmove(&ranges[index + 1], &ranges[index], (range_count - index) * sizeof(ranges[0]));
	ranges[index] = (struct range){start, end};
	range_count++;
	return true;
}

/* Adds pages, joined with their neighbours. A full table loses them: safe, if a pity. */
static void add(uint64_t start, uint64_t end)
{
	unsigned int i = 0;

	while (i < range_count && ranges[i].end < start)
		i++;
	if (i < range_count && ranges[i].start <= end) {
		if (start < ranges[i].start)
			ranges[i].start = start;
		if (end > ranges[i].end)
			ranges[i].end = end;
		while (i + 1 < range_count && ranges[i + 1].start <= ranges[i].end) {
			if (ranges[i + 1].end > ranges[i].end)
				ranges[i].end = ranges[i + 1].end;
			remove_at(i + 1);
		}
	} else {
		insert_at(i, start, end);
	}
}

/* Takes pages [start, end) out of the free ranges, those of them that are free. */
static void take(uint64_t start, uint64_t end)
{
	for (unsigned int i = 0; i < range_count;) {
		struct range *range = &ranges[i];
		uint64_t old_end = range->end;

		if (start >= range->end || end <= range->start) {
			i++;
		} else if (start <= range->start && end >= range->end) {
			remove_at(i);
		} else if (start <= range->start) {
			range->start = end;
			i++;
		} else {
			range->end = start;
			i++;
			if (end < old_end && insert_at(i, end, old_end))
				i++;
		}
	}
}

static void add_ram(uint64_t start, uint64_t end)
{
	total += end - start;
	start = round_up(start < LOW_MEMORY ? LOW_MEMORY : start);
	end = round_down(end);
	if (end > LOW_LIMIT && high_count < MAP_MAX) {
		high[high_count].start = start < LOW_LIMIT ? LOW_LIMIT : start;
		high[high_count++].end = end < MAP_LIMIT ? end : MAP_LIMIT;
	}
	if (end > LOW_LIMIT)
		end = LOW_LIMIT;
	if (start < end)
		add(start, end);
}

static void read_modules(const struct pvh_start_info *info)
{
	const struct pvh_module *list = (const struct pvh_module *)info->modules;

	if (info->module_count > MODULES_MAX)
		panic("%u boot modules, at most %u are taken", info->module_count, MODULES_MAX);
	for (unsigned int i = 0; list && i < info->module_count; i++) {
		if (list[i].size > LOW_LIMIT || list[i].address > LOW_LIMIT - list[i].size)
			panic("boot module %u lies above 4 GiB", i);
		modules[module_count++] = (struct module){list[i].address, list[i].size};
		take(round_down(list[i].address), round_up(list[i].address + list[i].size));
	}
}

void memory_init(const struct pvh_start_info *info)
{
	const struct pvh_memory *map = (const struct pvh_memory *)info->memory_map;

	if (info->version < 1 || !map || info->memory_map_count > MAP_MAX)
		panic("the boot loader gave no memory map (PVH version %u, %u entries)",
		      info->version, info->memory_map_count);
	for (unsigned int i = 0; i < info->memory_map_count; i++) {
		uint64_t end = map[i].address + map[i].size;

		if (map[i].type == PVH_MEMORY_RAM && end > map[i].address)
			add_ram(map[i].address, end);
	}
	take((uint64_t)__image_start, (uint64_t)__image_end);
	read_modules(info);
}

void memory_init_high(void)
{
	for (unsigned int i = 0; i < high_count; i++) {
		if (high[i].start >= high[i].end)
			continue;
		paging_map(high[i].start, high[i].end);
		lock_take(&lock);
		add(high[i].start, high[i].end);
		lock_release(&lock);
	}
}

const struct module *memory_module(unsigned int number)
{
	return number < module_count ? &modules[number] : NULL;
}

bool memory_reserve(uint64_t address, uint64_t size)
{
	uint64_t start = round_down(address), end = round_up(address + size);
	bool found = false;

	if (end <= start)
		return false;
	lock_take(&lock);
	for (unsigned int i = 0; i < range_count && !found; i++)
		found = start >= ranges[i].start && end <= ranges[i].end;
	if (found)
		take(start, end);
	lock_release(&lock);
	return found;
}

static void *allocate_below(uint64_t limit, uint64_t size)
{
	for (unsigned int i = range_count; i-- > 0;) {
		uint64_t start = ranges[i].end - size;

		if (ranges[i].end <= limit && ranges[i].end - ranges[i].start >= size) {
			take(start, ranges[i].end);
			return (void *)start;
		}
	}
	return NULL;
}

/* Below 4 GiB first: entry.S has it mapped, so page tables themselves can always be reached. */
void *snorkel_pages_allocate(size_t bytes)
{
	void *address;

	if (bytes == 0 || bytes > MAP_LIMIT)
		return NULL;
	lock_take(&lock);
	address = allocate_below(LOW_LIMIT, round_up(bytes));
	if (!address)
		address = allocate_below(MAP_LIMIT, round_up(bytes));
	lock_release(&lock);
	return address;
}

void snorkel_pages_free(void *address, size_t bytes)
{
	if (!address || bytes == 0)
		return;
	lock_take(&lock);
	add((uint64_t)address, (uint64_t)address + round_up(bytes));
	lock_release(&lock);
}

void *memory_demand(uint64_t bytes, const char *purpose)
{
	void *address = snorkel_pages_allocate(bytes);

	if (!address)
		panic("out of memory: %lu KiB for %s, of %lu KiB in all", bytes / 1024, purpose,
		      total / 1024);
	return address;
}

void snorkel_memory_info(struct snorkel_memory *memory)
{
	lock_take(&lock);
	memory->total = total;
	memory->free = 0;
	for (unsigned int i = 0; i < range_count; i++)
		memory->free += ranges[i].end - ranges[i].start;
	lock_release(&lock);
}
