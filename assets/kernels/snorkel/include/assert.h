/* C11 7.2. A failed assertion prints where and ends the program by abort(). */
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) \
	((condition) ? (void)0 : snorkel_assert(#condition, __FILE__, __LINE__, __func__))
#endif

#ifndef ASSERT_H
#define ASSERT_H
#define static_assert _Static_assert
_Noreturn void snorkel_assert(const char *condition, const char *file, int line,
			      const char *function);
#endif
