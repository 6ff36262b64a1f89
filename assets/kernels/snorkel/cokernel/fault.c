#include "fault.h"

#include <string.h>

#include "areas.h"
#include "layout.h"
#include "log.h"
#include "mailbox.h"
#include "pages.h"
#include "signals.h"
#include "space.h"

#define SIGKILL	      9
#define SIGSEGV	      11
#define SEGV_MAPERR   1
#define SEGV_ACCERR   2
#define ERROR_PRESENT 1 /* SDM volume 3, section 4.7 */
#define ERROR_WRITE   2
#define ERROR_FETCH   16
#define AROUND	      COKERNEL_FILL_SIZE

static bool permits(const struct area *area, unsigned int access)
{
	/* What can be written or executed can be read: x86 has no other pages. */
	return access == PROTECT_READ ? area->protection != 0 : area->protection & access;
}

/* A page that is there; only its bits may be out of date. */
static void refresh(uint64_t address, uint64_t *entry, const struct area *area)
{
	*entry = (*entry & (ENTRY_ADDRESS | COKERNEL_PAGE_SHARED)) | space_bits(area->protection);
	space_flush(address);
}

static bool make_empty(uint64_t address, uint64_t *entry, const struct area *area)
{
	uint64_t page = page_take_zeroed();

	if (!page)
		return false;
	*entry = page | space_bits(area->protection);
	(void)address;
	return true;
}

static bool holds(const uint64_t *page, const uint64_t *bytes)
{
	for (unsigned int i = 0; i < PAGE_SIZE / sizeof(*page); i++)
		if (page[i] != bytes[i])
			return false;
	return true;
}

/*
 * The page may hold this already, from a run of the same program before. It is not written then:
 * an emulator translates the code of a page anew once it was written.
 */
static void fill_page(void *page, uint8_t *bytes, size_t count)
{
	memset(bytes + count, 0, PAGE_SIZE - count);
	if (!holds(page, (const uint64_t *)bytes))
		memcpy(page, bytes, PAGE_SIZE);
}

/* All missing pages of the 64 KiB around, with one read. */
static bool make_from_file(uint64_t address, const struct area *area)
{
	uint64_t start = address & ~(uint64_t)(AROUND - 1), end = start + AROUND;

	start = start < area->start ? area->start : start;
	end = end > area->end ? area->end : end;
	const uint64_t arguments[6] = {(uint64_t)area->file, end - start,
				       area->offset + (start - area->start)};
	int64_t count = mailbox_call(&WINDOW->fill, COKERNEL_CALL_FILL, arguments);

	if (count < 0 || count > (int64_t)(end - start))
		return false;
	for (uint64_t page = start; page < end; page += PAGE_SIZE) {
		uint64_t *entry = space_entry(page, true);
		uint64_t done = page - start, physical;
		size_t part = (uint64_t)count <= done		   ? 0
			      : (uint64_t)count - done < PAGE_SIZE ? (uint64_t)count - done
								   : PAGE_SIZE;

		if (!entry)
			return false;
		if (*entry != 0)
			continue;
		physical = page_take();
		if (!physical)
			return false;
		fill_page(at_physical(physical), WINDOW->fill_buffer + done, part);
		*entry = physical | space_bits(area->protection);
	}
	return true;
}

bool fault_make(uint64_t address, unsigned int access)
{
	uint64_t page = address & ~(uint64_t)(PAGE_SIZE - 1);
	const struct area *area = areas_find(page);
	uint64_t *entry;

	if (!area || !permits(area, access))
		return false;
	entry = space_entry(page, true);
	if (!entry)
		return false;
	if (*entry != 0) {
		refresh(page, entry, area);
		return true;
	}
	return area->file == AREA_NO_FILE ? make_empty(page, entry, area)
					  : make_from_file(page, area);
}

void fault_of_program(struct frame *frame, uint64_t address)
{
	unsigned int access = frame->error & ERROR_FETCH   ? PROTECT_EXECUTE
			      : frame->error & ERROR_WRITE ? PROTECT_WRITE
							   : PROTECT_READ;
	const struct area *area;

	WINDOW->statistics.local_faults++;
	if (fault_make(address, access))
		return;
	area = areas_find(address);
	if (area && permits(area, access)) {
		log_print("snorkel: out of memory: %lu pages in all, none is free\n",
			  WINDOW->total_pages);
		signals_force(frame, SIGKILL, 0, 0);
	} else {
		signals_force(frame, SIGSEGV, area ? SEGV_ACCERR : SEGV_MAPERR, address);
	}
}

static bool make_all(uint64_t address, size_t count, unsigned int access)
{
	uint64_t end = address + count;

	if (address < COKERNEL_PROGRAM_START || end > COKERNEL_PROGRAM_END || end < address)
		return false;
	for (address &= ~(uint64_t)(PAGE_SIZE - 1); address < end; address += PAGE_SIZE)
		if (!fault_make(address, access))
			return false;
	return true;
}

bool copy_from_program(void *to, uint64_t from, size_t count)
{
	if (!make_all(from, count, PROTECT_READ))
		return false;
	memcpy(to, (const void *)from, count);
	return true;
}

bool copy_to_program(uint64_t to, const void *from, size_t count)
{
	if (!make_all(to, count, PROTECT_WRITE))
		return false;
	memcpy((void *)to, from, count);
	return true;
}
