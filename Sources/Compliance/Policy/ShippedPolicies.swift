/// The policies that come with the program, byte for byte the files under `Schemas/policies/`.
public enum ShippedPolicies {
  /// `omaha-mood-and-pain.json`, adopted when a ledger is created unless another one is named.
  public static let omahaMoodAndPain: [UInt8] = Array(
    #"""
    {
      "name": "omaha-mood-and-pain",
      "version": 2,
      "description": "The clinic's answers to its patients; keys under assumed are defaults from elsewhere.",
      "assumed": [
        "vitalsGapMinutes",
        "moodInfusionToleranceMinutes",
        "identifiersRequired",
        "sedationFloorRass",
        "moodDoseMaximumMgPerKg",
        "moodRateMaximumMgPerKgPerHour",
        "painDoseMaximumMgPerKg",
        "painRateMaximumMgPerKgPerHour",
        "doseMaximumMg",
        "weightChangePercent"
      ],
      "timeZone": "America/Chicago",
      "solidFastingHours": 6,
      "clearLiquidFastingHours": 2,
      "requiredMonitorChannels": ["heart-rate", "heart-rhythm", "spo2"],
      "vitalsGapMinutes": { "heart-rate": 15, "spo2": 15 },
      "timedReadings": [],
      "moodInfusionMinutes": 45,
      "moodInfusionToleranceMinutes": 5,
      "painInfusionMaximumMinutes": 240,
      "recoveryMinutes": 30,
      "drivingHours": 24,
      "acknowledgementSigners": ["mental-health-practitioner", "primary-care-physician"],
      "supervisorSpecialties": ["primary-care", "emergency-medicine", "anesthesiology"],
      "identifiersRequired": 2,
      "sedationFloorRass": -1,
      "firstVisitMinimumMinutes": 90,
      "firstVisitMaximumMinutes": 120,
      "sideEffectSeverityLimit": 1,
      "sideEffectHours": 2,
      "moodDoseMaximumMgPerKg": 0.5,
      "moodRateMaximumMgPerKgPerHour": 0.75,
      "painDoseMaximumMgPerKg": 8,
      "painRateMaximumMgPerKgPerHour": 2,
      "doseMaximumMg": {
        "ketamine": 500,
        "ondansetron": 16,
        "metoclopramide": 10,
        "midazolam": 5,
        "hydralazine": 20,
        "labetalol": 80,
        "naloxone": 2,
        "flumazenil": 1,
        "ephedrine": 25,
        "atropine": 1,
        "lorazepam": 4,
        "promethazine": 25
      },
      "weightChangePercent": 10
    }

    """#.utf8)

  /// `esketamine-style-observation.json`: how another clinic differs.
  public static let esketamineStyleObservation: [UInt8] = Array(
    #"""
    {
      "name": "esketamine-style-observation",
      "version": 2,
      "description": "How another clinic differs: 2 h of observation and a blood pressure at 40 minutes.",
      "assumed": [
        "vitalsGapMinutes",
        "timedReadings",
        "moodInfusionToleranceMinutes",
        "recoveryMinutes",
        "identifiersRequired",
        "sedationFloorRass",
        "moodDoseMaximumMgPerKg",
        "moodRateMaximumMgPerKgPerHour",
        "painDoseMaximumMgPerKg",
        "painRateMaximumMgPerKgPerHour",
        "doseMaximumMg",
        "weightChangePercent"
      ],
      "timeZone": "America/Chicago",
      "solidFastingHours": 6,
      "clearLiquidFastingHours": 2,
      "requiredMonitorChannels": ["heart-rate", "heart-rhythm", "spo2", "blood-pressure"],
      "vitalsGapMinutes": { "heart-rate": 15, "spo2": 15, "blood-pressure": 60 },
      "timedReadings": [
        { "channel": "blood-pressure", "afterStartMinutes": 40, "toleranceMinutes": 5 }
      ],
      "moodInfusionMinutes": 45,
      "moodInfusionToleranceMinutes": 5,
      "painInfusionMaximumMinutes": 240,
      "recoveryMinutes": 120,
      "drivingHours": 24,
      "acknowledgementSigners": ["mental-health-practitioner", "primary-care-physician"],
      "supervisorSpecialties": ["primary-care", "emergency-medicine", "anesthesiology", "psychiatry"],
      "identifiersRequired": 2,
      "sedationFloorRass": -1,
      "firstVisitMinimumMinutes": 90,
      "firstVisitMaximumMinutes": 120,
      "sideEffectSeverityLimit": 1,
      "sideEffectHours": 2,
      "moodDoseMaximumMgPerKg": 0.5,
      "moodRateMaximumMgPerKgPerHour": 0.75,
      "painDoseMaximumMgPerKg": 8,
      "painRateMaximumMgPerKgPerHour": 2,
      "doseMaximumMg": {
        "ketamine": 500,
        "ondansetron": 16,
        "metoclopramide": 10,
        "midazolam": 5,
        "hydralazine": 20,
        "labetalol": 80,
        "naloxone": 2,
        "flumazenil": 1,
        "ephedrine": 25,
        "atropine": 1,
        "lorazepam": 4,
        "promethazine": 25
      },
      "weightChangePercent": 10
    }

    """#.utf8)
}
