// ClinicTests
