namespace OpsCenter.MigrationService.Checking;

/// <summary>The server on which a check makes its databases.</summary>
/// <param name="Server">A superuser's connection string; null for an embedded server.</param>
/// <param name="Major">The PostgreSQL major; null for whichever there is.</param>
/// <param name="Keeps">Whether the databases on which a law was found broken stay.</param>
internal sealed record CheckPlace(string? Server, int? Major, bool Keeps);
