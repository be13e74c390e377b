namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>Marks a test that does what an error of a backup or a restore advises.</summary>
/// <param name="source">The file that has the error, below src/OpsCenter.Migrations.</param>
/// <param name="words">Words of its message, as they stand there.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FollowsRemedyAttribute(string source, string words) : Attribute
{
    public string Source { get; } = source;

    public string Words { get; } = words;
}
