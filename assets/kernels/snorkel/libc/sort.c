#include <stdlib.h>
#include <string.h>

typedef int (*comparison)(const void *, const void *);

static void swap(char *left, char *right, size_t size)
{
	while (size-- > 0) {
		char byte = *left;

		*left++ = *right;
		*right++ = byte;
	}
}

static void sift_down(char *items, size_t root, size_t count, size_t size, comparison compare)
{
	for (size_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count &&
		    compare(items + child * size, items + (child + 1) * size) < 0)
			child++;
		if (compare(items + root * size, items + child * size) >= 0)
			return;
		swap(items + root * size, items + child * size, size);
	}
}

void qsort(void *items, size_t count, size_t size, comparison compare)
{
	for (size_t root = count / 2; root-- > 0;)
		sift_down(items, root, count, size, compare);
	for (size_t last = count; last-- > 1;) {
		swap(items, (char *)items + last * size, size);
		sift_down(items, 0, last, size, compare);
	}
}

void *bsearch(const void *key, const void *items, size_t count, size_t size, comparison compare)
{
	const char *low = items;

	while (count > 0) {
		const char *middle = low + count / 2 * size;
		int order = compare(key, middle);

		if (order == 0)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			count--;
		}
		count /= 2;
	}
	return NULL;
}
