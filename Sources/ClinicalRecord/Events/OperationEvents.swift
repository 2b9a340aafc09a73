/// The clinic's rules and thresholds from here on. What the document says is for Compliance to
/// read.
extension PolicyAdopted {
  public var sentence: String {
    "Policy adopted: \(Wording.line(name)), version \(version)"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      !document.isEmpty, "document", "the policy as JSON, byte for byte as adopted")
  }
}

/// Somebody was not let in. The program records it.
extension SignInRefused {
  public var sentence: String {
    "Sign-in refused at \(Wording.line(host)): \(cause.words)"
  }
}

/// Somebody tried what was not theirs to do: who and what, never the content.
/// The program records it.
extension ActRefused {
  public var sentence: String {
    "Act refused at \(Wording.line(host)): \(Wording.line(act)), \(cause.words)"
      + (chart.isEmpty ? "" : ", chart \(Wording.chart(chart))")
  }
}

/// A verified copy of the ledger was made.
extension BackupTaken {
  public var sentence: String {
    "Backup taken: \(size) entries, root \(Wording.hexadecimal(root)), "
      + (holdsKeyring ? "keyring copied" : "keyring not copied")
  }
}

/// From here on this is a copy that was restored. The program records it.
extension LedgerRestored {
  public var sentence: String {
    "Ledger restored: \(size) entries, root \(Wording.hexadecimal(root))"
      + (isRollback ? ", before a known checkpoint" : "")
  }
}

/// Somebody held the whole ledger against itself.
extension LedgerVerified {
  public var sentence: String {
    "Ledger verified: \(size) entries, root \(Wording.hexadecimal(root)), "
      + "\(problemCount) problems, signatures \(signaturesChecked ? "checked" : "not checked")"
  }
}

/// What the log keeps beside its entries was made anew from them.
extension TablesMended {
  public var sentence: String {
    let parts = [
      (headCount, "stream head"), (appendCount, "append id"), (nodeCount, "node"),
      (isFrontier ? 1 : 0, "frontier"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return "Tables mended from \(size) entries, root \(Wording.hexadecimal(root)): "
      + (parts.isEmpty ? "none" : parts.joined(separator: ", "))
  }
}

/// Two people go on with a ledger that does not continue what was published.
extension CheckpointGivenUp {
  public var sentence: String {
    "Checkpoint given up: \(size) entries, root \(Wording.hexadecimal(root))"
  }
}

/// A report was handed out as it was computed.
extension ReportIssued {
  public var sentence: String {
    "Report issued: \(report.words), \(size) entries, root \(Wording.hexadecimal(root)), "
      + "rule set \(ruleSetVersion), \(namesPatients ? "with" : "without") patients' names, "
      + "SHA-256 \(Wording.hexadecimal(digest))"
  }
}

/// What could not wait was recorded on a ledger that does not continue what was published.
extension CheckpointContradicted {
  public var sentence: String {
    "Recorded while the ledger did not continue the checkpoint of \(size) entries, root "
      + Wording.hexadecimal(root)
  }
}

/// Looks in an emergency that were shown and can be recorded no more. The program records it.
extension AccessSpoolDamaged {
  public var sentence: String {
    let looks =
      switch lookCount {
      case 0: "an unknown number of looks"
      case 1: "1 look"
      default: "\(lookCount) looks"
      }
    return "Emergency spool damaged: \(byteCount) bytes, \(looks) among them, do not read; kept, "
      + "SHA-256 \(Wording.hexadecimal(digest))"
  }
}
