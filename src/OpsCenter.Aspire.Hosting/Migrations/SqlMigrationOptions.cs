using System.Globalization;

namespace Aspire.Hosting;

/// <summary>How a <see cref="ApplicationModel.SqlMigrationResource"/> applies its migrations.</summary>
public sealed record SqlMigrationOptions
{
    /// <summary>Whether the migrations are applied at the start; otherwise by the command Apply only.</summary>
    public bool ApplyOnStart { get; init; } = true;

    /// <summary>Whether a backup is taken first. Leave it out only for data that may be lost.</summary>
    public bool TakeBackup { get; init; } = true;

    /// <summary>How long the first connection is retried while the server starts.</summary>
    public TimeSpan ServerDeadline { get; init; } = TimeSpan.FromMinutes(1);

    internal string ServerDeadlineText =>
        string.Create(CultureInfo.InvariantCulture, $"{ServerDeadline.TotalSeconds:0}s");
}
