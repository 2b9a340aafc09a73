import Projections
import Testing

@Suite struct RosterQueryTests {
  private func state(
    _ number: String, _ family: String, _ given: String, _ born: String,
    formerly: [Roster.Former] = []
  ) -> Roster.State {
    var state = Roster.initial
    state.recordNumber = number
    state.familyName = family
    state.givenName = given
    state.birthDate = born
    state.former = formerly
    return state
  }

  static let found = [
    "", "O’Brien", "o'brien", "obrien", "OBRIEN jose", "José", "JOSE", "O’Brien, José",
    "brien", "1981-01-02", "1981", "1981-01", "01-02", "1/2/1981", "01/02/1981", "mh-7",
    "MH-7 1981",
    "O Brien",
  ]

  @Test(arguments: found)
  func `a patient is found by any words that are known of them`(query: String) {
    let patient = state("MH-7", "O’Brien", "José", "1981-01-02")
    #expect(RosterQuery(query).match(patient) == .current)
  }

  @Test(arguments: ["obrian", "1982", "josé maria", "MH-8", "02-01", "'", "—", "01"])
  func `what does not fit finds nobody`(query: String) {
    #expect(RosterQuery(query).match(state("MH-7", "O’Brien", "José", "1981-01-02")) == nil)
  }

  @Test(arguments: [("Müller", "mueller"), ("Mueller", "Müller"), ("Müller", "muller")])
  func `an umlaut is found however it is spelled`(name: String, query: String) {
    #expect(RosterQuery(query).match(state("1", name, "Ida", "1981-01-02")) == .current)
  }

  @Test func `a double name is found as one word`() {
    #expect(RosterQuery("leeroy").match(state("1", "Lee-Roy", "", "1981-01-02")) == .current)
  }

  @Test func `a former name is found as such`() {
    let former = Roster.Former(familyName: "Twin", givenName: "Ada", birthDate: "2001-05-05")
    let patient = state("1", "Smith", "Ada", "2001-05-06", formerly: [former])
    #expect(RosterQuery("Twin, Ada").match(patient) == .formerly(former))
    #expect(RosterQuery("2001-05-05").match(patient) == .formerly(former))
    #expect(RosterQuery("Ada").match(patient) == .current)
    #expect(RosterQuery("Twin Smith").match(patient) == nil)
  }

  @Test func `a chart without an intake is nobody's`() {
    #expect(RosterQuery(nil).match(Roster.initial) == nil)
  }

  @Test func `one person is the same name and birth date, whatever the accents`() {
    let patient = state("1", "Müller", "José", "1981-01-02")
    #expect(patient.isNamed("Mueller", "Jose", born: "1981-01-02"))
    #expect(patient.isNamed("MULLER", "josé", born: "1981-01-02"))
    #expect(!patient.isNamed("Müller", "José", born: "1981-01-03"))
    #expect(!patient.isNamed("Müller", "Josefa", born: "1981-01-02"))
  }
}
