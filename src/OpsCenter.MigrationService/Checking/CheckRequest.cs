using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;

namespace OpsCenter.MigrationService.Checking;

/// <summary>What <c>opscenter check</c> is asked to do. All of it is read and found to be usable.</summary>
/// <param name="Pair">The migration.</param>
/// <param name="Laws">The laws, in the order of the reports.</param>
/// <param name="Seed">What random choices begin with.</param>
/// <param name="Server">A superuser's connection string; null for an embedded server.</param>
/// <param name="Major">The PostgreSQL major; null for whichever there is.</param>
/// <param name="JUnit">The file for JUnit's XML, or null.</param>
/// <param name="Html">The file for the HTML report, or null.</param>
/// <param name="Keeps">Whether the databases on which a law was found broken stay.</param>
internal sealed record CheckRequest(
    MigrationPair Pair,
    IReadOnlyList<Law> Laws,
    int Seed,
    string? Server,
    int? Major,
    string? JUnit,
    string? Html,
    bool Keeps
)
{
    /// <summary>What was found in the files and decides how they are run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
