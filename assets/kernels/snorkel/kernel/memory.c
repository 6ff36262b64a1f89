#include "memory.h"

#include <snorkel.h>
#include <string.h>

#include "console.h"
#include "lock.h"
#include "paging.h"

#define MAP_MAX	    128
#define MODULES_MAX 4
#define IN_USE_MAX  (MODULES_MAX + 1) /* and the image */
#define LOW_MEMORY  0x100000ULL

/*
 * Free pages up to end; the structure is kept in the first of them, so there can be any number of
 * pieces. In ascending order, none touching the next.
 */
struct range {
	uint64_t end;
	struct range *next;
};

struct piece {
	uint64_t start;
	uint64_t end;
};

extern char __image_start[], __image_end[];

static struct range *ranges;
static struct piece high[MAP_MAX]; /* above 4 GiB, until it is mapped */
static unsigned int high_count;
static struct piece in_use[IN_USE_MAX];
static unsigned int in_use_count;
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

/* Adds pages that are not free yet, joined with their neighbours. */
static void add(uint64_t start, uint64_t end)
{
	struct range **link = &ranges;
	struct range *range = (struct range *)start;

	while (*link && (*link)->end < start)
		link = &(*link)->next;
	if (*link && (*link)->end == start) {
		range = *link;
	} else {
		range->next = *link;
		*link = range;
	}
	range->end = end;
	if ((uint64_t)range->next == end) {
		range->end = range->next->end;
		range->next = range->next->next;
	}
}

/* Takes [start, end), which lies in the range that *link leads to, out of it. */
static void cut(struct range **link, uint64_t start, uint64_t end)
{
	struct range *range = *link;
	struct range *next = range->next;

	if (end < range->end) {
		struct range *rest = (struct range *)end;

		rest->end = range->end;
		rest->next = next;
		next = rest;
	}
	if (start > (uint64_t)range) {
		range->end = start;
		range->next = next;
	} else {
		*link = next;
	}
}

/* Takes whatever of [start, end) is free. */
static void take(uint64_t start, uint64_t end)
{
	struct range **link = &ranges;

	while (*link) {
		struct range *range = *link;
		uint64_t from = start > (uint64_t)range ? start : (uint64_t)range;
		uint64_t to = end < range->end ? end : range->end;

		if (from < to)
			cut(link, from, to);
		if (*link == range)
			link = &range->next;
	}
}

/*
 * Adds [start, end) but for what is in use from that number on: add() writes into what it adds, and
 * what is in use may lie at the very start of it.
 */
static void add_unused(uint64_t start, uint64_t end, unsigned int number)
{
	for (; start < end && number < in_use_count; number++) {
		const struct piece *piece = &in_use[number];

		if (piece->start < end && piece->end > start) {
			add_unused(start, piece->start, number + 1);
			start = piece->end;
		}
	}
	if (start < end) {
		take(start, end); /* a map may name memory twice */
		add(start, end);
	}
}

static void add_ram(uint64_t start, uint64_t end)
{
	total += end - start;
	if (end > MAP_LIMIT)
		end = MAP_LIMIT;
	if (start >= end)
		return;
	start = round_up(start < LOW_MEMORY ? LOW_MEMORY : start);
	end = round_down(end);
	if (end > LOW_LIMIT && high_count < MAP_MAX) {
		high[high_count].start = start < LOW_LIMIT ? LOW_LIMIT : start;
		high[high_count++].end = end;
	}
	if (end > LOW_LIMIT)
		end = LOW_LIMIT;
	add_unused(start, end, 0);
}

/* What the boot loader hands over is read through the map of entry.S. */
static const void *reachable(uint64_t address, uint64_t size, const char *what)
{
	if (address > LOW_LIMIT || size > LOW_LIMIT - address)
		panic("%s lies above 4 GiB", what);
	return (const void *)address;
}

static void read_modules(const struct pvh_start_info *info)
{
	const struct pvh_module *list;

	if (info->module_count > MODULES_MAX)
		panic("%u boot modules, at most %u are taken", info->module_count, MODULES_MAX);
	list = reachable(info->modules, info->module_count * sizeof(*list), "the list of modules");
	for (unsigned int i = 0; list && i < info->module_count; i++) {
		reachable(list[i].address, list[i].size, "a boot module");
		modules[module_count++] = (struct module){list[i].address, list[i].size};
		in_use[in_use_count++] = (struct piece){round_down(list[i].address),
							round_up(list[i].address + list[i].size)};
	}
}

void memory_init(const struct pvh_start_info *info)
{
	static struct pvh_memory map[MAP_MAX]; /* a copy: its place may be among what is added */
	unsigned int count = info->memory_map_count;

	if (info->version < 1 || !info->memory_map || count > MAP_MAX)
		panic("the boot loader gave no memory map (PVH version %u, %u entries)",
		      info->version, count);
	memcpy(map, reachable(info->memory_map, count * sizeof(*map), "the memory map"),
	       count * sizeof(*map));
	in_use[in_use_count++] = (struct piece){(uint64_t)__image_start, (uint64_t)__image_end};
	read_modules(info);
	for (unsigned int i = 0; i < count; i++) {
		uint64_t end = map[i].address + map[i].size;

		if (map[i].type == PVH_MEMORY_RAM && end > map[i].address)
			add_ram(map[i].address, end);
	}
}

void memory_init_high(void)
{
	for (unsigned int i = 0; i < high_count; i++) {
		if (high[i].start >= high[i].end)
			continue;
		paging_map(high[i].start, high[i].end);
		lock_take(&lock);
		take(high[i].start, high[i].end);
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
	struct range **link = &ranges;
	bool found;

	if (end <= start)
		return false;
	lock_take(&lock);
	while (*link && (*link)->end < end)
		link = &(*link)->next;
	found = *link && start >= (uint64_t)*link;
	if (found)
		cut(link, start, end);
	lock_release(&lock);
	return found;
}

/* From the end of the highest range that is large enough. */
static void *allocate_below(uint64_t limit, uint64_t size)
{
	struct range **best = NULL;
	uint64_t end;

	for (struct range **link = &ranges; *link && (*link)->end <= limit; link = &(*link)->next)
		if ((*link)->end - (uint64_t)*link >= size)
			best = link;
	if (!best)
		return NULL;
	end = (*best)->end;
	cut(best, end - size, end);
	return (void *)(end - size);
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
	for (const struct range *range = ranges; range; range = range->next)
		memory->free += range->end - (uint64_t)range;
	lock_release(&lock);
}
