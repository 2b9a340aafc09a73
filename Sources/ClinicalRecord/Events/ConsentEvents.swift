/// S26: the consent, by form version and digest.
extension ConsentSigned {
  public var sentence: String {
    let name = representativeName.isEmpty ? "" : " (\(representativeName))"
    return "Consent signed by \(signer.words)\(name), form version \(formVersion)"
      + Wording.document(documentNumber) + Wording.note(note)
  }

  public func checkTogether() throws(Rejection) {
    if signer == .legalRepresentative {
      try Expect.name(representativeName, "representative_name")
    } else {
      try Expect.that(
        representativeName.isEmpty, "representative_name", "nothing, since the patient signed")
    }
  }
}

/// A minor's own answer, beside the representative's consent.
extension AssentAsked {
  public var sentence: String {
    let answer = Wording.answer(given, "given", "not given", "not assessed")
    let form = formVersion.isEmpty ? "" : ", form version \(formVersion)"
    return "Assent asked: \(answer)\(form)\(Wording.remark(note))"
  }
}

/// S26: consent no longer holds from here on. Whoever hears it records it.
extension ConsentWithdrawn {
  public var sentence: String { "Consent withdrawn\(Wording.note(note))" }
}
