/// The commit that this was built from, "1a2b3c4"; empty where nobody said which.
const char *_Nonnull candor_commit(void);

/// How many arguments the program was started with, its own name among them; 0 where there is none.
int candor_argument_count(void);

/// One of them, from 0 on; null where the list ends.
const char *_Nullable candor_argument(int index);

/// The file that this program runs from: by its link in /proc, or without one by the path that it
/// was started by; null where neither is known.
const char *_Nullable candor_executable(void);
