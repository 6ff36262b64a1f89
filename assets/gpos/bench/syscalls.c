/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long calls take, as the program sees it: medians in nanoseconds, one "NAME = NUMBER" a line.
 * Time is the processor's time stamp counter, so that telling it costs no call.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

#define ROUNDS	     4001
#define WARM	     200
#define LOOPS	     5000000U
#define LOOP_ROUNDS  41
#define CALIBRATE_NS 50000000

static uint64_t samples[ROUNDS];
static double nanoseconds; /* for a tick */

static int compare(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static int64_t wall(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void calibrate(void)
{
	int64_t begin = wall(), end;
	uint64_t ticks = __rdtsc();

	do
		end = wall();
	while (end - begin < CALIBRATE_NS);
	nanoseconds = (double)(end - begin) / (double)(__rdtsc() - ticks);
}

static void report(const char *name, int count)
{
	qsort(samples, (size_t)count, sizeof(samples[0]), compare);
	printf("%s = %.0f\n", name, (double)samples[count / 2] * nanoseconds);
}

#define MEASURE(name, call)                                     \
	do {                                                    \
		for (int i = -WARM; i < ROUNDS; i++) {          \
			uint64_t begin = __rdtsc();             \
			call;                                   \
			if (i >= 0)                             \
				samples[i] = __rdtsc() - begin; \
		}                                               \
		report(name, ROUNDS);                           \
	} while (0)

/* Several times: one alone says more about the host than about the kernels. */
static void compute_loop(void)
{
	volatile uint64_t sink;
	uint64_t value = 1;

	for (int round = 0; round < LOOP_ROUNDS; round++) {
		uint64_t begin = __rdtsc();

		for (unsigned int i = 0; i < LOOPS; i++)
			value = value * 6364136223846793005ULL + 1442695040888963407ULL;
		sink = value;
		samples[round] = __rdtsc() - begin;
	}
	(void)sink;
	report("compute loop", LOOP_ROUNDS);
}

int main(void)
{
	static char buffer[4096];
	int file = open("/app", O_RDONLY), null = open("/dev/null", O_WRONLY);

	if (file < 0 || null < 0)
		return 1;
	calibrate();
	MEASURE("getppid, forwarded", syscall(SYS_getppid));
	MEASURE("write of 1 byte, forwarded", if (write(null, buffer, 1) != 1) abort());
	MEASURE("read of 4 KiB, forwarded", if (pread(file, buffer, 4096, 0) != 4096) abort());
	MEASURE("brk, served locally", syscall(SYS_brk, 0));
	compute_loop();
	return 0;
}
