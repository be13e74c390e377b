using OpsCenter.Conformance.Laws;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The laws with the servers of a check.</summary>
internal static class LawsOfMajors
{
    /// <summary>If majors were named, portable compares these and uses their servers.</summary>
    public static IReadOnlyList<Law> Of(
        IReadOnlyList<Law> laws,
        CheckPlace place,
        CheckServers servers
    ) =>
        place.NamesSeveral
            ?
            [
                .. AllLaws
                    .With(new LawOptions { Majors = place.Majors, Servers = servers })
                    .Where(law => laws.Any(wanted => wanted.Id == law.Id)),
            ]
            : laws;
}
