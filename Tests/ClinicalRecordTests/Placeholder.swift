// ClinicalRecordTests
