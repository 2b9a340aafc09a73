internal import ClinicalRecord

/// One side effect from when it was first noted until it had gone.
struct SideEffectEpisode {
  var effect: SideEffect
  /// In the order of their times; several are one effect whose severity changed.
  var notings: [Fact<SideEffectNoted>]
  /// Nil while nothing on record says that it has gone.
  var resolution: Fact<SideEffectResolved>?

  var severity: UInt32 { notings.map(\.value.severity).max() ?? 0 }
  var evidence: [UInt64] {
    notings.map(\.position) + (resolution.map { [$0.position] } ?? [])
  }

  /// When it began.
  var first: EntryReference? { notings.first?.reference }
}

extension Visit {
  /// The episodes of every effect that was noted, in the schema's order of the effects.
  ///
  /// By the times at which things happened: a resolution ends what was noted up to its minute.
  var sideEffectEpisodes: [SideEffectEpisode] {
    SideEffect.stateable.flatMap { episodes(of: $0) }
  }

  func episodes(of effect: SideEffect) -> [SideEffectEpisode] {
    var notings = self[SideEffectNoted.self].filter { $0.value.effect == effect }.inOrder()
    var episodes: [SideEffectEpisode] = []
    for resolution in self[SideEffectResolved.self].inOrder()
    where resolution.value.effect == effect {
      let ended = notings.prefix { $0.reference.interval.canPrecede(resolution.reference.interval) }
      guard !ended.isEmpty else { continue }
      episodes.append(
        SideEffectEpisode(effect: effect, notings: Array(ended), resolution: resolution))
      notings.removeFirst(ended.count)
    }
    if !notings.isEmpty { episodes.append(SideEffectEpisode(effect: effect, notings: notings)) }
    return episodes
  }
}
