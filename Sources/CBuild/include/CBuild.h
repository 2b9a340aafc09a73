/// The commit that this was built from, "1a2b3c4"; empty where nobody said which.
const char *_Nonnull candor_commit(void);
