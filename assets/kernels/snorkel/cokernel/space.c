#include "space.h"

#include <stddef.h>

#include "layout.h"
#include "pages.h"

#define LEVELS	    4
#define ENTRY_TABLE (ENTRY_PRESENT | ENTRY_WRITE | ENTRY_USER)

static unsigned int shift(int level)
{
	return 12U + 9U * (unsigned int)level;
}

static uint64_t *table_of(uint64_t entry)
{
	return at_physical(entry & ENTRY_ADDRESS);
}

uint64_t *space_entry(uint64_t address, bool make)
{
	uint64_t *table = table_of(WINDOW->page_map);

	for (int level = LEVELS - 1; level > 0; level--) {
		uint64_t *entry = &table[address >> shift(level) & 511];

		if (!(*entry & ENTRY_PRESENT)) {
			uint64_t page = make ? page_take_zeroed() : 0;

			if (!page)
				return NULL;
			*entry = page | ENTRY_TABLE;
		}
		table = table_of(*entry);
	}
	return &table[address >> shift(0) & 511];
}

uint64_t space_bits(unsigned int protection)
{
	if (!(protection & (PROTECT_READ | PROTECT_WRITE | PROTECT_EXECUTE)))
		return 0;
	return ENTRY_PRESENT | ENTRY_USER | (protection & PROTECT_WRITE ? ENTRY_WRITE : 0) |
	       (protection & PROTECT_EXECUTE ? 0 : ENTRY_NX);
}

static void visit(uint64_t *table, int level, uint64_t start, uint64_t end, space_visitor visitor,
		  void *argument)
{
	uint64_t size = 1ULL << shift(level), next;

	for (uint64_t address = start; address < end; address = next) {
		uint64_t *entry = &table[address >> shift(level) & 511];

		next = (address & ~(size - 1)) + size;
		if (*entry == 0)
			continue;
		if (level == 0)
			visitor(address, entry, argument);
		else
			visit(table_of(*entry), level - 1, address, next < end ? next : end,
			      visitor, argument);
	}
}

void space_visit(uint64_t start, uint64_t end, space_visitor visitor, void *argument)
{
	visit(table_of(WINDOW->page_map), LEVELS - 1, start, end, visitor, argument);
}

void space_flush(uint64_t address)
{
	__asm__ volatile("invlpg (%0)" ::"r"(address) : "memory");
}
