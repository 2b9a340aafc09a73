// LMDBTests
