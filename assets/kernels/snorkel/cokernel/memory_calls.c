#include "memory_calls.h"

#include <errno.h>

#include "areas.h"
#include "layout.h"
#include "mailbox.h"

/* Linux, include/uapi/asm-generic/mman-common.h and mman.h */
#define MAP_SHARED	    0x01
#define MAP_TYPE	    0x0F
#define MAP_FIXED	    0x10
#define MAP_ANONYMOUS	    0x20
#define MAP_32BIT	    0x40
#define MAP_HUGETLB	    0x40000
#define MAP_FIXED_NOREPLACE 0x100000
#define MREMAP_MAYMOVE	    1
#define MREMAP_FIXED	    2
#define MADV_DONTNEED	    4
#define LIMIT_32BIT	    0x80000000ULL

static bool is_aligned(uint64_t value)
{
	return value % PAGE_SIZE == 0;
}

static uint64_t whole_pages(uint64_t size)
{
	return (size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
}

/* All of it among the program's addresses. */
static bool is_programs(uint64_t start, uint64_t size)
{
	return start >= COKERNEL_PROGRAM_START && size <= COKERNEL_PROGRAM_END &&
	       start <= COKERNEL_PROGRAM_END - size;
}

int64_t call_brk(struct frame *frame)
{
	return (int64_t)areas_break(frame->rdi);
}

/* Where the mapping goes, or a negated errno. */
static int64_t place(uint64_t wanted, uint64_t size, uint64_t flags)
{
	uint64_t gap;

	if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
		if (!is_aligned(wanted))
			return -EINVAL;
		if (!is_programs(wanted, size))
			return -ENOMEM;
		if ((flags & MAP_FIXED_NOREPLACE) && !areas_free(wanted, size))
			return -EEXIST;
		return (int64_t)wanted;
	}
	wanted &= ~(uint64_t)(PAGE_SIZE - 1);
	if (wanted != 0 && is_programs(wanted, size) && areas_free(wanted, size))
		return (int64_t)wanted;
	gap = areas_gap(size, flags & MAP_32BIT ? LIMIT_32BIT : COKERNEL_PROGRAM_END);
	return gap ? (int64_t)gap : -ENOMEM;
}

int64_t call_mmap(struct frame *frame)
{
	uint64_t size = whole_pages(frame->rsi), flags = frame->r10, offset = frame->r9;
	unsigned int protection = (unsigned int)frame->rdx & 7;
	int64_t file = AREA_NO_FILE, start, error;

	if (frame->rsi == 0 || (flags & MAP_TYPE) == 0 || !is_aligned(offset))
		return -EINVAL;
	if (size < frame->rsi || (flags & MAP_HUGETLB))
		return -ENOMEM;
	start = place(frame->rdi, size, flags);
	if (start < 0)
		return start;
	if (!(flags & MAP_ANONYMOUS)) {
		/* What is written to it would have to reach the file. */
		if ((flags & MAP_TYPE) == MAP_SHARED && (protection & PROTECT_WRITE))
			return -ENODEV;
		file = mailbox_ask(COKERNEL_CALL_KEEP, frame->r8, 0);
		if (file < 0)
			return file;
	}
	error = areas_map((uint64_t)start, size, protection, (int)file, offset);
	return error < 0 ? error : start;
}

int64_t call_munmap(struct frame *frame)
{
	uint64_t size = whole_pages(frame->rsi);

	if (!is_aligned(frame->rdi) || frame->rsi == 0 || !is_programs(frame->rdi, size))
		return -EINVAL;
	return areas_unmap(frame->rdi, size);
}

int64_t call_mremap(struct frame *frame)
{
	uint64_t from = frame->rdi, old_size = whole_pages(frame->rsi);
	uint64_t new_size = whole_pages(frame->rdx), flags = frame->r10, to;
	const struct area *area = areas_find(from);
	int64_t error;

	if (!is_aligned(from) || frame->rdx == 0 || old_size == 0 || (flags & MREMAP_FIXED))
		return -EINVAL;
	if (!area || !is_programs(from, old_size) || area->end < from + old_size)
		return -EFAULT;
	if (new_size <= old_size) {
		error = new_size < old_size ? areas_unmap(from + new_size, old_size - new_size) : 0;
		return error < 0 ? error : (int64_t)from;
	}
	if (area->file == AREA_NO_FILE && is_programs(from, new_size) &&
	    areas_free(from + old_size, new_size - old_size)) {
		error = areas_map(from + old_size, new_size - old_size, area->protection,
				  AREA_NO_FILE, 0);
		return error < 0 ? error : (int64_t)from;
	}
	if (!(flags & MREMAP_MAYMOVE))
		return -ENOMEM;
	to = areas_gap(new_size, COKERNEL_PROGRAM_END);
	if (!to)
		return -ENOMEM;
	error = areas_move(from, old_size, to, new_size);
	return error < 0 ? error : (int64_t)to;
}

int64_t call_mprotect(struct frame *frame)
{
	uint64_t size = whole_pages(frame->rsi);

	if (!is_aligned(frame->rdi) || (frame->rdx & ~7ULL))
		return -EINVAL;
	if (size == 0)
		return 0;
	if (!is_programs(frame->rdi, size))
		return -ENOMEM;
	return areas_protect(frame->rdi, size, (unsigned int)frame->rdx);
}

/* All other advice may be ignored. */
int64_t call_madvise(struct frame *frame)
{
	uint64_t size = whole_pages(frame->rsi);

	if (!is_aligned(frame->rdi))
		return -EINVAL;
	if (size == 0 || frame->rdx != MADV_DONTNEED)
		return 0;
	if (!is_programs(frame->rdi, size))
		return -ENOMEM;
	return areas_discard(frame->rdi, size);
}
