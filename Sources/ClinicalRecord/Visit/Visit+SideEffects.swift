extension Visit {
  /// What was noted of an effect and has not been resolved since, in ledger order; several are one
  /// effect whose severity changed.
  public func openNotings(of effect: SideEffect) -> [Fact<SideEffectNoted>] {
    let resolved = sideEffectResolutions.last { $0.value.effect == effect }
    return sideEffects.filter { noted in
      noted.value.effect == effect && resolved.map { noted.position > $0.position } ?? true
    }
  }

  /// The effects that are open, in the schema's order.
  public var openSideEffects: [SideEffect] {
    SideEffect.stateable.filter { !openNotings(of: $0).isEmpty }
  }

  func requireOpen(_ effect: SideEffect, at occurred: ClinicalTime) throws(Rejection) {
    guard let noted = openNotings(of: effect).first else {
      throw .outOfOrder(
        event: SideEffectResolved.kind, stage: stage.words, why: "no \(effect.words) is open",
        next: "record \"\(SideEffectNoted.name)\" first, with its own time")
    }
    guard noted.occurred.mayBeAtOrBefore(occurred) else {
      throw .outOfOrder(
        event: SideEffectResolved.kind, stage: stage.words,
        why: "\(occurred.iso8601) lies before it was noted at \(noted.occurred.iso8601)",
        next: "give the time at which it had gone")
    }
  }
}
