internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// Who sits where, as long as the chair's prompt is open. No entry says so; boards are told.
struct Seats {
  struct Seat {
    let number: Int
    let chart: SubjectID
    /// As the commands name the patient to whoever reads the screen.
    let name: String
    /// The visit that it is bound to; nil before the patient has arrived.
    var visit: UInt32?

    /// What names the patient and the visit to `candor record`.
    var arguments: [String] {
      ["--patient", chart.description] + (visit.map { ["--visit", "\($0)"] } ?? [])
    }

    var line: String {
      "Seat \(number): \(name)\(visit.map { ", visit \($0)" } ?? ", not arrived")"
    }
  }

  private var seats: [Int: Seat] = [:]
  /// By which the boards of other processes know.
  private var locks: [Int: SeatLock] = [:]

  var all: [Seat] { seats.values.sorted { $0.number < $1.number } }

  /// - Throws: `ProgramError` where somebody else sits there, or the patient elsewhere.
  mutating func take(_ seat: Seat, in clinic: Clinic) throws {
    if let sitting = seats[seat.number], sitting.chart != seat.chart {
      throw ProgramError.usage(
        "seat \(seat.number) is taken; leave \(seat.number) first, or give another number")
    }
    if let elsewhere = all.first(where: { $0.chart == seat.chart && $0.number != seat.number }) {
      throw ProgramError.usage(
        "that patient sits at seat \(elsewhere.number); leave \(elsewhere.number) first")
    }
    seats[seat.number] = seat
    tell(seat, in: clinic)
  }

  func seat(_ number: Int) throws -> Seat {
    guard let seat = seats[number] else {
      throw ProgramError.notFound("nobody sits at \(number); type seat MH-1042 \(number)")
    }
    return seat
  }

  mutating func leave(_ number: Int) throws -> Seat {
    let seat = try seat(number)
    seats[number] = nil
    locks[number] = nil
    return seat
  }

  mutating func bind(_ number: Int, to visit: UInt32?, in clinic: Clinic) throws {
    var seat = try seat(number)
    seat.visit = visit
    seats[number] = seat
    tell(seat, in: clinic)
  }

  private mutating func tell(_ seat: Seat, in clinic: Clinic) {
    // The old one first: it may be of the same visit.
    locks[seat.number] = nil
    locks[seat.number] = clinic.takeSeat(seat.number, chart: seat.chart, visit: seat.visit)
  }
}
