#include <errno.h>
#include <snorkel.h>
#include <time.h>

#define NANOSECONDS 1000000000UL

time_t time(time_t *result)
{
	time_t now = (time_t)(snorkel_unix_nanoseconds() / NANOSECONDS);

	if (result)
		*result = now;
	return now;
}

clock_t clock(void)
{
	return (clock_t)(snorkel_nanoseconds() / 1000);
}

int clock_gettime(clockid_t id, struct timespec *result)
{
	uint64_t now;

	if (id != CLOCK_REALTIME && id != CLOCK_MONOTONIC) {
		errno = EINVAL;
		return -1;
	}
	now = id == CLOCK_REALTIME ? snorkel_unix_nanoseconds() : snorkel_nanoseconds();
	*result = (struct timespec){(time_t)(now / NANOSECONDS), (long)(now % NANOSECONDS)};
	return 0;
}

int nanosleep(const struct timespec *duration, struct timespec *rest)
{
	uint64_t nanoseconds;

	if (duration->tv_sec < 0 || duration->tv_nsec < 0 ||
	    duration->tv_nsec >= (long)NANOSECONDS) {
		errno = EINVAL;
		return -1;
	}
	if (__builtin_mul_overflow((uint64_t)duration->tv_sec, NANOSECONDS, &nanoseconds) ||
	    __builtin_add_overflow(nanoseconds, (uint64_t)duration->tv_nsec, &nanoseconds))
		nanoseconds = UINT64_MAX;
	snorkel_sleep(nanoseconds);
	if (rest)
		*rest = (struct timespec){0, 0};
	return 0;
}

double difftime(time_t end, time_t start)
{
	return (double)(end - start);
}

/* Days to a date: Howard Hinnant, "chrono-compatible low-level date algorithms". */
struct tm *gmtime_r(const time_t *time, struct tm *result)
{
	long seconds = *time % 86400, days = *time / 86400;

	if (seconds < 0) {
		seconds += 86400;
		days--;
	}
	long shifted = days + 719468;
	long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	long of_era = shifted - era * 146097;
	long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long month = (5 * of_year + 2) / 153;
	long year = year_of_era + era * 400 + (month >= 10);
	int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	result->tm_sec = (int)(seconds % 60);
	result->tm_min = (int)(seconds / 60 % 60);
	result->tm_hour = (int)(seconds / 3600);
	result->tm_mday = (int)(of_year - (153 * month + 2) / 5 + 1);
	result->tm_mon = (int)(month < 10 ? month + 2 : month - 10);
	result->tm_year = (int)(year - 1900);
	result->tm_wday = (int)((days % 7 + 11) % 7);
	result->tm_yday = (int)(of_year >= 306 ? of_year - 306 : of_year + 59 + leap);
	result->tm_isdst = 0;
	return result;
}
