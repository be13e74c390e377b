using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;

namespace OpsCenter.MigrationService.Checking;

/// <summary>What <c>opscenter check</c> is asked to do. All of it is read and found to be usable.</summary>
/// <param name="Pair">The migration.</param>
/// <param name="Laws">The laws, in the order of the reports.</param>
/// <param name="Seed">What random choices begin with.</param>
/// <param name="Place">The server.</param>
/// <param name="Reports">The files to write.</param>
internal sealed record CheckRequest(
    MigrationPair Pair,
    IReadOnlyList<Law> Laws,
    int Seed,
    CheckPlace Place,
    CheckReports Reports
)
{
    /// <summary>What was found in the files and decides how they are run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
