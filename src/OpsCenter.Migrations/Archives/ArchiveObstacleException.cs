namespace OpsCenter.Migrations.Archives;

/// <summary>An archive cannot be restored as the table is now.</summary>
internal sealed class ArchiveObstacleException(string message) : Exception(message);
