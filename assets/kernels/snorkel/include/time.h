/* C11 7.27 and POSIX clocks. UTC only. */
#ifndef TIME_H
#define TIME_H

#include <stddef.h>

typedef long time_t;
typedef long clock_t;
typedef int clockid_t;

struct timespec {
	time_t tv_sec;
	long tv_nsec;
};

struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	int tm_year;
	int tm_wday;
	int tm_yday;
	int tm_isdst;
};

#define CLOCKS_PER_SEC	1000000L
#define CLOCK_REALTIME	0
#define CLOCK_MONOTONIC 1

/* Seconds since 1970-01-01 00:00 UTC. */
time_t time(time_t *result);
/* Microseconds since the kernel started. */
clock_t clock(void);
/* -1 and errno EINVAL for another clock. */
int clock_gettime(clockid_t clock, struct timespec *result);
/* Never interrupted, so rest becomes 0. -1 and errno EINVAL for nanoseconds outside of 0 to
 * 999999999. */
int nanosleep(const struct timespec *duration, struct timespec *rest);
double difftime(time_t end, time_t start);
struct tm *gmtime_r(const time_t *time, struct tm *result);

#endif
