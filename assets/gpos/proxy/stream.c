/*
 * The statistics as a stream of snapshots, for where nobody else can read the window. The form is
 * that of workbench-core's SnapshotEncoder: "DSYS", version, length, then unsigned LEB128 numbers.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "proxy.h"

#define MARK	  "DSYS"
#define VERSION	  2
#define HEADER	  9
#define LARGEST	  (8U << 20) /* bytes of a frame: far above what all histograms can fill */
#define INTERVAL  250000000  /* ns */
#define NUMBER	  10	     /* bytes that a number takes at most */
#define EXACT_MAX ((1ULL << 53) - 1)

static const struct cokernel *target;
static int port = -1;
static uint8_t *frame;
static size_t used;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void number(uint64_t value)
{
	if (used > LARGEST - NUMBER)
		return;
	for (; value > 0x7F; value >>= 7)
		frame[used++] = (uint8_t)(value | 0x80);
	frame[used++] = (uint8_t)value;
}

/* The co-kernel counts on while this is read, so that a part can be ahead of the whole. */
static uint64_t at_most(uint64_t value, uint64_t most)
{
	return value < most ? value : most;
}

static void put_histogram(const volatile uint32_t *counters)
{
	unsigned int before = 0, count = 0;
	static uint32_t copy[COKERNEL_COUNTERS];

	for (unsigned int i = 0; i < COKERNEL_COUNTERS; i++) {
		copy[i] = counters[i];
		count += copy[i] != 0;
	}
	number(count);
	for (unsigned int i = 0; i < COKERNEL_COUNTERS; i++) {
		if (copy[i] == 0)
			continue;
		number(i - before);
		number(copy[i]);
		before = i;
	}
}

static void put_served(const volatile struct cokernel_statistics *statistics,
		       const volatile struct cokernel_count *counted, uint64_t count)
{
	uint32_t histogram = counted->histogram;

	number(count);
	if (count == 0)
		return;
	number(at_most(counted->errors, count));
	number(at_most(counted->total, EXACT_MAX));
	number(at_most(counted->longest, EXACT_MAX));
	if (histogram > 0 && histogram <= COKERNEL_HISTOGRAMS)
		put_histogram(statistics->histograms[histogram - 1]);
	else
		number(0);
}

static void put_crash(const volatile struct cokernel_crash *crash)
{
	unsigned int depth = 0;
	size_t length = strnlen((const char *)crash->reason, COKERNEL_REASON - 1);

	number(1);
	number(crash->vector);
	number(crash->error);
	number(crash->address);
	number(crash->rip);
	number(crash->rsp);
	number(crash->rflags);
	number(crash->cr3);
	for (unsigned int i = 0; i < 15; i++)
		number(crash->registers[i]);
	while (depth < COKERNEL_BACKTRACE && crash->backtrace[depth])
		depth++;
	number(depth);
	for (unsigned int i = 0; i < depth; i++)
		number(crash->backtrace[i]);
	number(length);
	memcpy(frame + used, (const char *)crash->reason, length);
	used += length;
}

static void put_body(void)
{
	const volatile struct cokernel_window *window = target->window;
	const volatile struct cokernel_statistics *statistics = &window->statistics;
	/* Read once, so that as many calls follow as are announced. */
	uint64_t counts[COKERNEL_CALLS][COKERNEL_SERVERS], made[COKERNEL_CALLS] = {0};
	unsigned int calls = 0;

	for (unsigned int i = 0; i < COKERNEL_CALLS; i++) {
		for (unsigned int server = 0; server < COKERNEL_SERVERS; server++) {
			counts[i][server] = at_most(statistics->calls[i][server].count, EXACT_MAX);
			made[i] |= counts[i][server];
		}
		calls += made[i] != 0;
	}
	number(statistics->local_faults);
	number(statistics->remote_faults);
	number(statistics->doorbells);
	number(statistics->sleeps);
	number(calls);
	for (unsigned int i = 0; i < COKERNEL_CALLS; i++) {
		if (!made[i])
			continue;
		number(i);
		for (unsigned int server = 0; server < COKERNEL_SERVERS; server++)
			put_served(statistics, &statistics->calls[i][server], counts[i][server]);
	}
	if (__atomic_load_n(&window->state, __ATOMIC_ACQUIRE) == COKERNEL_CRASHED)
		put_crash(&window->crash);
	else
		number(0);
}

void stream_snapshot(void)
{
	size_t sent = 0;

	if (port < 0)
		return;
	pthread_mutex_lock(&lock);
	used = HEADER;
	put_body();
	memcpy(frame, MARK, 4);
	frame[4] = VERSION;
	for (unsigned int i = 0; i < 4; i++)
		frame[5 + i] = (uint8_t)((used - HEADER) >> 8 * i);
	while (sent < used) {
		ssize_t count = write(port, frame + sent, used - sent);

		if (count < 0 && errno != EINTR)
			break;
		sent += count > 0 ? (size_t)count : 0;
	}
	pthread_mutex_unlock(&lock);
}

static void *stream(void *nothing)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	for (;;) {
		nanosleep(&(struct timespec){.tv_nsec = INTERVAL}, NULL);
		stream_snapshot();
	}
	return nothing;
}

void stream_start(const struct cokernel *cokernel, const char *path)
{
	pthread_t thread;
	int opened = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

	if (opened < 0)
		fail(STATUS_FAILED, "%s, where the statistics should go: %s", path,
		     strerror(errno));
	target = cokernel;
	port = files_own(opened);
	frame = malloc(LARGEST + COKERNEL_REASON);
	if (!frame || pthread_create(&thread, NULL, stream, NULL) != 0)
		fail(STATUS_FAILED, "no thread could be made");
}
