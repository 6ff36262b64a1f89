/* Linux reads and writes the program's memory: much of it, untouched pages, and bad addresses. */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "check.h"

#define LARGE (8UL << 20)

static void *untouched(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(at != MAP_FAILED);
	return at;
}

static void large(void)
{
	unsigned char *from = untouched(LARGE), *to = untouched(LARGE);
	int file = open("large", O_RDWR | O_CREAT | O_TRUNC, 0600);

	/* The first half was never touched when Linux reads it. */
	for (size_t i = LARGE / 2; i < LARGE; i++)
		from[i] = (unsigned char)(i * 31 >> 3);
	CHECK(file >= 0 && write(file, from, LARGE) == (ssize_t)LARGE);
	CHECK(lseek(file, 0, SEEK_SET) == 0);
	CHECK(read(file, to, LARGE) == (ssize_t)LARGE);
	CHECK(memcmp(from, to, LARGE) == 0);
	/* What Linux has mapped changes here, and Linux must see that. */
	from[5] = 'n';
	CHECK(pwrite(file, from, 8, 0) == 8 && pread(file, to, 8, 0) == 8 && to[5] == 'n');
	munmap(from, LARGE);
	CHECK_ERROR(EFAULT, pwrite(file, from, 1, 0));
	from = mmap(from, LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
		    -1, 0);
	CHECK(pwrite(file, from + 5, 1, 0) == 1 && pread(file, to, 1, 0) == 1 && to[0] == 0);
	close(file);
	unlink("large");
}

static void bad_addresses(void)
{
	static const uintptr_t bad[] = {0,
					8,
					0x20000,
					0x5fffffff0000,
					0xffffffff80000000,
					0xffff888000000000,
					UINTPTR_MAX - 4095};
	char *constant = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int zero = open("/dev/zero", O_RDONLY), ends[2];
	struct iovec parts[2] = {{"ok", 2}, {(void *)8, 4}};

	CHECK(zero >= 0 && pipe(ends) == 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_ERROR(EFAULT, syscall(SYS_write, ends[1], bad[i], 16));
		CHECK_ERROR(EFAULT, syscall(SYS_read, zero, bad[i], 16));
		CHECK_ERROR(EFAULT, syscall(SYS_open, bad[i], O_RDONLY));
		CHECK_ERROR(EFAULT, syscall(SYS_rt_sigprocmask, 0, bad[i] ? bad[i] : 8, 0, 8));
		CHECK_ERROR(EFAULT, syscall(SYS_stat, "/", bad[i]));
	}
	CHECK_ERROR(EFAULT, read(zero, constant, 1));
	CHECK_ERROR(EFAULT, writev(ends[1], parts + 1, 1));
	close(ends[0]);
	close(ends[1]);
	close(zero);
}

/* A transfer that meets the end of the memory is a short one, as on Linux. */
static void at_the_edge(void)
{
	char *at = untouched(3 * 4096);
	int zero = open("/dev/zero", O_RDONLY);
	ssize_t count;

	munmap(at + 2 * 4096, 4096);
	count = read(zero, at + 4096 + 4000, 4096);
	CHECK(count == 96 || (count == -1 && errno == EFAULT));
	close(zero);
}

static void descriptors(void)
{
	struct stat stat;
	int first = dup(0), second;

	CHECK(first > 2);
	second = fcntl(first, F_DUPFD, 10);
	CHECK(second >= 10 && close(second) == 0 && close(first) == 0);
	CHECK_ERROR(EBADF, fstat(first, &stat));
	CHECK_ERROR(EBADF, close(500));
}

int main(void)
{
	large();
	bad_addresses();
	at_the_edge();
	descriptors();
	return checked("transfer");
}
