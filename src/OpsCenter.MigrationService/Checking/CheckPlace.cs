namespace OpsCenter.MigrationService.Checking;

/// <summary>The server on which a check makes its databases.</summary>
/// <param name="Server">A superuser's connection string; null for an embedded server.</param>
/// <param name="Majors">The PostgreSQL majors; empty for whichever there is.</param>
/// <param name="Keeps">Whether the databases on which a law was found broken stay.</param>
internal sealed record CheckPlace(string? Server, IReadOnlyList<int> Majors, bool Keeps)
{
    /// <summary>Whether the majors to compare were named, with <c>--majors</c>.</summary>
    public bool NamesSeveral { get; init; }
}
