/* Mappings: made, moved, protected, removed; of nothing and of files. */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

#define PAGE 4096UL
#define ANY  (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW   (PROT_READ | PROT_WRITE)

static char *map(size_t pages)
{
	char *at = mmap(NULL, pages * PAGE, RW, ANY, -1, 0);

	CHECK(at != MAP_FAILED && (uintptr_t)at % PAGE == 0);
	return at;
}

/* Whether the kernel can read there: no fault of our own. */
static int readable(const void *at)
{
	int null = open("/dev/null", O_WRONLY), ends[2], ok;

	CHECK(null >= 0 && pipe(ends) == 0);
	ok = write(ends[1], at, 1) == 1;
	close(null);
	close(ends[0]);
	close(ends[1]);
	return ok;
}

static void holes(void)
{
	char *at = map(5);

	memset(at, 'a', 5 * PAGE);
	CHECK(munmap(at + 2 * PAGE, PAGE) == 0);
	CHECK(readable(at + PAGE) && !readable(at + 2 * PAGE) && readable(at + 3 * PAGE));
	CHECK(at[0] == 'a' && at[3 * PAGE] == 'a');
	CHECK(mmap(at + 2 * PAGE, PAGE, RW, ANY | MAP_FIXED, -1, 0) == at + 2 * PAGE);
	CHECK(at[2 * PAGE] == 0 && at[PAGE] == 'a');
	CHECK(mmap(at, 2 * PAGE, RW, ANY | MAP_FIXED, -1, 0) == at && at[0] == 0 && at[PAGE] == 0);
	CHECK(at[4 * PAGE] == 'a');
	CHECK_ERROR(EEXIST, mmap(at, PAGE, RW, ANY | MAP_FIXED_NOREPLACE, -1, 0));
	CHECK(munmap(at, 5 * PAGE) == 0 && munmap(at, 5 * PAGE) == 0 && !readable(at));
	CHECK_ERROR(EINVAL, munmap(at + 1, PAGE));
	CHECK_ERROR(EINVAL, mmap(NULL, 0, RW, ANY, -1, 0));
	CHECK_ERROR(EBADF, mmap(NULL, PAGE, RW, MAP_PRIVATE, 77, 0));
	CHECK_ERROR(ENOMEM, mmap(NULL, 1UL << 50, RW, ANY, -1, 0));
}

static void protection(void)
{
	char *at = map(3);

	memset(at, 'b', 3 * PAGE);
	CHECK(mprotect(at + PAGE, PAGE, PROT_NONE) == 0);
	CHECK(readable(at) && !readable(at + PAGE) && readable(at + 2 * PAGE));
	CHECK(mprotect(at + PAGE, PAGE, PROT_READ) == 0 && at[PAGE] == 'b');
	CHECK_ERROR(EFAULT, read(open("/dev/zero", O_RDONLY), at + PAGE, 1));
	CHECK(mprotect(at, 3 * PAGE, RW) == 0);
	at[PAGE] = 'c';
	CHECK(at[PAGE] == 'c' && at[2 * PAGE] == 'b');
	CHECK_ERROR(ENOMEM, mprotect((void *)0x20000, PAGE, PROT_READ));
	CHECK(madvise(at, PAGE, MADV_DONTNEED) == 0 && at[0] == 0 && at[PAGE] == 'c');
	CHECK(munmap(at, 3 * PAGE) == 0);
}

static void moves(void)
{
	char *at = map(4), *wall, *to;

	for (int i = 0; i < 4; i++)
		at[i * PAGE] = (char)('0' + i);
	CHECK(munmap(at + 3 * PAGE, PAGE) == 0);
	wall = mmap(at + 3 * PAGE, PAGE, PROT_READ, ANY | MAP_FIXED, -1, 0);
	CHECK(wall == at + 3 * PAGE);
	CHECK_ERROR(ENOMEM, mremap(at, 3 * PAGE, 6 * PAGE, 0));
	to = mremap(at, 3 * PAGE, 600 * PAGE, MREMAP_MAYMOVE);
	CHECK(to != MAP_FAILED && to != at && !readable(at));
	CHECK(to[0] == '0' && to[PAGE] == '1' && to[2 * PAGE] == '2' && to[599 * PAGE] == 0);
	CHECK(mremap(to, 600 * PAGE, PAGE, 0) == to && to[0] == '0' && !readable(to + PAGE));
	CHECK(mremap(to, PAGE, 2 * PAGE, 0) == to && to[0] == '0' && to[PAGE] == 0);
	CHECK_ERROR(EFAULT, mremap((void *)0x20000, PAGE, 2 * PAGE, MREMAP_MAYMOVE));
	munmap(to, 2 * PAGE);
	munmap(wall, PAGE);
}

static void of_file(void)
{
	char bytes[3 * PAGE], back[4];
	int file = open("mapped", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *at;

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)('A' + i / PAGE);
	CHECK(file >= 0 && write(file, bytes, sizeof(bytes) - 100) == sizeof(bytes) - 100);
	at = mmap(NULL, 2 * PAGE, RW, MAP_PRIVATE, file, PAGE);
	CHECK(at != MAP_FAILED && at[0] == 'B' && at[PAGE] == 'C');
	CHECK(at[2 * PAGE - 101] == 'C' && at[2 * PAGE - 100] == 0 && at[2 * PAGE - 1] == 0);
	memcpy(at, "new", 3);
	CHECK(pread(file, back, 3, PAGE) == 3 && memcmp(back, "BBB", 3) == 0);
	CHECK(madvise(at, PAGE, MADV_DONTNEED) == 0 && at[0] == 'B');
	CHECK(close(file) == 0 && munmap(at + PAGE, PAGE) == 0 && at[1] == 'B');
	CHECK(munmap(at, PAGE) == 0);
	file = open("mapped", O_WRONLY);
	CHECK_ERROR(EACCES, mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, file, 0));
	CHECK_ERROR(EINVAL, mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, file, 1));
	close(file);
	file = open("mapped", O_RDONLY);
	at = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, file, 0);
	CHECK(at != MAP_FAILED && at[0] == 'A');
	/* Linux reads a page that the program itself never touched. */
	at = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, file, 2 * PAGE);
	CHECK(write(1, at, 1) == 1 && write(1, "\n", 1) == 1);
	close(file);
	unlink("mapped");
}

static void heap(void)
{
	char *start = sbrk(0), *end;

	CHECK(sbrk(10 * PAGE + 5) == start);
	end = sbrk(0);
	CHECK(end == start + 10 * PAGE + 5 && start[0] == 0 && end[-1] == 0);
	memset(start, 'h', 10 * PAGE + 5);
	CHECK(brk(start + PAGE) == 0 && sbrk(0) == start + PAGE && start[PAGE - 1] == 'h');
	CHECK(brk(end) == 0);
	CHECK(start[2 * PAGE] == 0);
	CHECK_ERROR(ENOMEM, brk((void *)-1));
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	holes();
	protection();
	moves();
	of_file();
	heap();
	return checked("memory");
}
