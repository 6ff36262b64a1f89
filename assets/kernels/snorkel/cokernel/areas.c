#include "areas.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "layout.h"
#include "log.h"
#include "mailbox.h"
#include "pages.h"
#include "program.h"

#define FILES_MAX 4096

static struct area *first;
static struct area *spare; /* of use again, linked by next */
static uint16_t file_users[FILES_MAX];
static uint64_t heap_start, heap_end;

static struct area *new_area(void)
{
	struct area *area = spare;

	if (!area) {
		uint64_t page = page_take();
		unsigned int count = PAGE_SIZE / sizeof(struct area);

		if (!page)
			return NULL;
		area = at_physical(page);
		for (unsigned int i = 0; i < count; i++)
			area[i].next = i + 1 < count ? &area[i + 1] : NULL;
	}
	spare = area->next;
	return area;
}

static void use_file(int file)
{
	if (file >= 0 && file < FILES_MAX)
		file_users[file]++;
}

static void leave_file(int file)
{
	if (file >= 0 && file < FILES_MAX && --file_users[file] == 0)
		mailbox_ask(COKERNEL_CALL_FORGET, (uint64_t)file, 0);
}

static void drop(struct area *area)
{
	leave_file(area->file);
	area->next = spare;
	spare = area;
}

struct area *areas_find(uint64_t address)
{
	struct area *area = first;

	while (area && area->end <= address)
		area = area->next;
	return area && area->start <= address ? area : NULL;
}

/* Makes an area begin exactly here, if one lies across. */
static int64_t split(uint64_t address)
{
	struct area *area = areas_find(address);
	struct area *rest;

	if (!area || area->start == address)
		return 0;
	rest = new_area();
	if (!rest)
		return -ENOMEM;
	*rest = *area;
	rest->start = address;
	rest->offset += address - area->start;
	use_file(rest->file);
	area->end = address;
	area->next = rest;
	return 0;
}

static bool alike(const struct area *left, const struct area *right)
{
	return left->end == right->start && left->protection == right->protection &&
	       left->file == AREA_NO_FILE && right->file == AREA_NO_FILE;
}

/* Neighbours of the same kind become one, so that a growing heap stays one area. */
static void join(void)
{
	for (struct area *area = first; area && area->next;) {
		struct area *next = area->next;

		if (alike(area, next)) {
			area->end = next->end;
			area->next = next->next;
			drop(next);
		} else {
			area = next;
		}
	}
}

static void note_shared(uint64_t address, uint64_t *entry, void *argument)
{
	(void)address;
	*(bool *)argument |= (*entry & COKERNEL_PAGE_SHARED) != 0;
}

/* Linux's own mappings of these pages go before they change. */
static void take_back(uint64_t start, uint64_t end)
{
	bool shared = false;

	space_visit(start, end, note_shared, &shared);
	if (shared)
		mailbox_ask(COKERNEL_CALL_UNMAP, start, end - start);
}

static void free_page(uint64_t address, uint64_t *entry, void *argument)
{
	(void)argument;
	page_give(*entry & ENTRY_ADDRESS);
	*entry = 0;
	space_flush(address);
}

static void free_pages(uint64_t start, uint64_t end)
{
	take_back(start, end);
	space_visit(start, end, free_page, NULL);
}

int64_t areas_unmap(uint64_t start, uint64_t size)
{
	uint64_t end = start + size;

	if (split(start) < 0 || split(end) < 0)
		return -ENOMEM;
	for (struct area **link = &first; *link && (*link)->start < end;) {
		struct area *area = *link;

		if (area->start < start) {
			link = &area->next;
			continue;
		}
		free_pages(area->start, area->end);
		*link = area->next;
		drop(area);
	}
	return 0;
}

static void insert(struct area *area)
{
	struct area **link = &first;

	while (*link && (*link)->start < area->start)
		link = &(*link)->next;
	area->next = *link;
	*link = area;
	join();
}

int64_t areas_map(uint64_t start, uint64_t size, unsigned int protection, int file, uint64_t offset)
{
	struct area *area = new_area();
	int64_t error = area ? areas_unmap(start, size) : -ENOMEM;

	if (error < 0)
		return error;
	area->start = start;
	area->end = start + size;
	area->protection = protection;
	area->file = file;
	area->offset = offset;
	use_file(file);
	insert(area);
	return 0;
}

bool areas_free(uint64_t start, uint64_t size)
{
	const struct area *area = first;

	while (area && area->end <= start)
		area = area->next;
	return !area || area->start >= start + size;
}

/* Every page of it must belong to some area. */
static bool covered(uint64_t start, uint64_t end)
{
	for (const struct area *area = areas_find(start); area && area->start <= start;
	     area = area->next) {
		if (area->end >= end)
			return true;
		start = area->end;
	}
	return false;
}

static void protect_page(uint64_t address, uint64_t *entry, void *argument)
{
	uint64_t page = *entry & ENTRY_ADDRESS;

	*entry = page | space_bits(*(unsigned int *)argument);
	space_flush(address);
}

int64_t areas_protect(uint64_t start, uint64_t size, unsigned int protection)
{
	uint64_t end = start + size;

	if (!covered(start, end))
		return -ENOMEM;
	if (split(start) < 0 || split(end) < 0)
		return -ENOMEM;
	for (struct area *area = areas_find(start); area && area->start < end; area = area->next)
		area->protection = protection;
	take_back(start, end);
	space_visit(start, end, protect_page, &protection);
	join();
	return 0;
}

int64_t areas_discard(uint64_t start, uint64_t size)
{
	if (!covered(start, start + size))
		return -ENOMEM;
	free_pages(start, start + size);
	return 0;
}

struct move {
	uint64_t distance;
	bool failed;
};

static void move_page(uint64_t address, uint64_t *entry, void *argument)
{
	struct move *move = argument;
	uint64_t *target = space_entry(address + move->distance, true);

	if (!target) {
		move->failed = true;
		return;
	}
	*target = *entry & ~COKERNEL_PAGE_SHARED;
	*entry = 0;
	space_flush(address);
}

int64_t areas_move(uint64_t from, uint64_t old_size, uint64_t to, uint64_t new_size)
{
	struct move move = {to - from, false};
	struct area *area = areas_find(from);
	int64_t error;

	if (!area)
		return -EFAULT;
	error = areas_map(to, new_size, area->protection, area->file,
			  area->offset + (from - area->start));
	if (error < 0)
		return error;
	take_back(from, from + old_size);
	space_visit(from, from + (old_size < new_size ? old_size : new_size), move_page, &move);
	if (move.failed)
		return -ENOMEM;
	return areas_unmap(from, old_size);
}

uint64_t areas_gap(uint64_t size, uint64_t limit)
{
	uint64_t best = 0, free_from = COKERNEL_PROGRAM_START;

	for (const struct area *area = first; area; area = area->next) {
		uint64_t free_to = area->start < limit ? area->start : limit;

		if (free_to > free_from && free_to - free_from >= size)
			best = free_to - size;
		free_from = area->end;
	}
	if (limit > free_from && limit - free_from >= size)
		best = limit - size;
	return best;
}

void areas_set_heap(uint64_t start)
{
	heap_start = heap_end = start;
}

static uint64_t page_up(uint64_t value)
{
	return (value + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
}

uint64_t areas_break(uint64_t wanted)
{
	uint64_t from = page_up(heap_end), to = page_up(wanted);

	if (wanted < heap_start || wanted >= COKERNEL_PROGRAM_END)
		return heap_end;
	if (to > from) {
		if (!areas_free(from, to - from) ||
		    areas_map(from, to - from, PROTECT_READ | PROTECT_WRITE, AREA_NO_FILE, 0) < 0)
			return heap_end;
	} else if (to < from && areas_unmap(to, from - to) < 0) {
		return heap_end;
	}
	heap_end = wanted;
	return heap_end;
}
