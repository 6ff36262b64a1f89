/* The C library: one line a function, so that expected and actual can be compared. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int compare(const void *left, const void *right)
{
	return *(const int *)left - *(const int *)right;
}

static void numbers(void)
{
	char *end;

	printf("%d|%5d|%-5d|%05d|%+d|% d|%.3d\n", -1, 42, 42, 42, 42, 42, 7);
	printf("%x|%X|%#x|%o|%#o|%u\n", 255, 255, 255, 8, 8, UINT_MAX);
	printf("%ld|%llu|%hhd|%hu|%zu|%p\n", LONG_MIN, ULLONG_MAX, 300, 65537, sizeof(int),
	       (void *)16);
	printf("%s|%10s|%-10s|%.2s|%c|%%|%*d|%.*s\n", "text", "right", "left", "cut", 'c', 4, 7, 1,
	       "xy");
	printf("%f|%.2f|%e|%g|%g|%g|%.0f|%.1f\n", 3.14159, 2.675, 123456.789, 0.0001, 1e20, 100.0,
	       0.5, 0.25);
	printf("%.17g|%.3e|%g|%f|%5.1f|%-8.2f|%+.1f\n", 0.1, 0.0, 1e-5, 1e15, 9.96, 1.5, 2.0);
	printf("%f|%F|%g\n", 1.0 / 0.0, -1.0 / 0.0, 5e-324);
	printf("%ld %ld %ld %s\n", strtol("  -12x", &end, 10), strtol("0x1F", NULL, 0),
	       strtol("077", NULL, 0), end);
	errno = 0;
	printf("%ld %d\n", strtol("9999999999999999999", NULL, 10), errno == ERANGE);
	printf("%d %d\n", atoi("123abc"), abs(-5));
}

static void strings(void)
{
	char text[32] = "one,two;three";
	char small[4];
	char *rest;

	printf("%zu %s %s\n", strlen(text), strchr(text, ';'), strstr(text, "two"));
	for (char *word = strtok_r(text, ",;", &rest); word; word = strtok_r(NULL, ",;", &rest))
		printf("<%s>", word);
	printf(" %d %d\n", strcmp("a", "b") < 0, strncmp("abc", "abd", 2));
	printf("%d %s\n", snprintf(small, sizeof(small), "%s", "longer"), small);
	memmove(memcpy(text, "abcdef", 7) ? text + 2 : text, text, 4);
	printf("%s %d%d%d %s\n", text, isalpha('x') != 0, isdigit('x') != 0, toupper('a') == 'A',
	       strerror(EINVAL));
}

static void others(void)
{
	int items[] = {5, 3, 9, 1, 7, 3};
	int key = 7;
	jmp_buf place;
	volatile int jumps = 0;
	time_t leap = 951782400; /* 2000-02-29 */
	struct tm date;

	qsort(items, 6, sizeof(items[0]), compare);
	for (int i = 0; i < 6; i++)
		printf("%d ", items[i]);
	printf("at %td\n", (int *)bsearch(&key, items, 6, sizeof(items[0]), compare) - items);
	if (setjmp(place) < 3)
		longjmp(place, ++jumps);
	gmtime_r(&leap, &date);
	printf("%d %d-%d-%d wday %d yday %d\n", jumps, date.tm_year + 1900, date.tm_mon + 1,
	       date.tm_mday, date.tm_wday, date.tm_yday);
}

int main(void)
{
	numbers();
	strings();
	others();
	return 0;
}
