/// Somebody works here, or a device is in use.
extension StaffEnrolled {
  public var sentence: String {
    "Staff enrolled: \(displayName) (\(handle)), \(role.words)"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      isHandle, "handle", value: "\"\(Wording.quotable(handle))\"",
      "2 to 32 characters of a–z, 0–9, '.' and '-'")
  }

  private var isHandle: Bool {
    (2...32).contains(handle.utf8.count)
      && handle.unicodeScalars.allSatisfy { scalar in
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "."
          || scalar == "-"
      }
  }
}

/// S22: a credential and how long it holds, both days included.
extension StaffCredentialed {
  public var sentence: String {
    "Staff credentialed: \(specialty.words), \(validFrom) to \(validUntil)"
  }

  public func checkTogether() throws(Rejection) {
    guard let from = LocalDate(iso8601: validFrom), let until = LocalDate(iso8601: validUntil)
    else { return }
    try Expect.that(
      from <= until, "valid_until", value: until.iso8601, "a day not before \(from), the first one")
  }
}

/// From here on the actor records nothing, signs in nowhere and is given no chart's key.
extension StaffSuspended {
  public var sentence: String {
    "Staff suspended: \(cause.words)"
  }
}

/// A suspended actor is back.
extension StaffReinstated {
  public var sentence: String {
    "Staff reinstated"
  }
}

/// The actor has left for good; number and sign-in name are never given to anybody else.
extension StaffDeparted {
  public var sentence: String {
    "Staff departed"
  }
}

/// Why the key that the same append enrols is in force from here on. Whoever signs it, the
/// ledger asks for the old key or for two people.
extension StaffKeyReplaced {
  public var sentence: String {
    "Staff key replaced: \(cause.words)"
  }
}

/// A device serves one visit and holds one data key: the one its entries are sealed with.
extension DeviceAssigned {
  public var sentence: String {
    "Device assigned: chart \(Wording.chart(chart)), visit \(visitNumber)"
  }
}

/// A device serves no visit any more: said by hand, or with the visit's end, which anybody enrolled
/// records.
extension DeviceReleased {
  public var sentence: String {
    "Device released"
  }
}
