// ClinicalRecord
