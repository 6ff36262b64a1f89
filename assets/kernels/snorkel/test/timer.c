/* Time goes on, sleeping takes as long as it says, and a timer ticks while the program works. */
#include <snorkel.h>
#include <stdio.h>
#include <time.h>

static volatile int ticks;

static void tick(void *argument)
{
	(void)argument;
	ticks++;
}

int main(void)
{
	struct timespec pause = {0, 50000000};
	uint64_t start = snorkel_nanoseconds();
	uint64_t slept, until;
	time_t now = time(NULL);
	struct tm date;

	nanosleep(&pause, NULL);
	slept = snorkel_nanoseconds() - start;
	printf("slept %s\n", slept >= 50000000 && slept < 2000000000 ? "50 ms" : "wrongly");
	printf("too short a period: %d\n", snorkel_timer_start(1, tick, NULL));
	snorkel_timer_start(10000000, tick, NULL);
	until = snorkel_nanoseconds() + 5000000000;
	while (ticks < 10 && snorkel_nanoseconds() < until)
		;
	snorkel_timer_stop();
	printf("ticked %s\n", ticks >= 10 ? "10 times" : "too seldom");
	until = (uint64_t)ticks;
	snorkel_sleep(40000000);
	printf("then %s\n", (uint64_t)ticks == until ? "stopped" : "went on");
	printf("endless: %d\n", snorkel_timer_start(UINT64_MAX, tick, NULL));
	snorkel_sleep(40000000);
	printf("then %s\n", (uint64_t)ticks == until ? "never" : "at once");
	snorkel_timer_stop();
	gmtime_r(&now, &date);
	printf("year %s\n", date.tm_year + 1900 >= 2024 ? "plausible" : "wrong");
	printf("%04d-%02d-%02d %02d:%02d\n", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday,
	       date.tm_hour, date.tm_min);
	return 0;
}
