using OpsCenter.Migrations;
using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.MigrationService.Reports;

/// <summary>What a command found and did, for its report. What it has nothing to say about is null or empty.</summary>
/// <param name="Tone">Whether all is well.</param>
/// <param name="Headline">The verdict in a few words.</param>
/// <param name="Verdict">The verdict in a sentence.</param>
internal sealed record RunFindings(ReportTone Tone, string Headline, string Verdict)
{
    /// <summary>Further sentences of the verdict.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];

    /// <summary>The rest of a long message; null if the verdict is all.</summary>
    public string? Details { get; init; }

    /// <summary>What to do; null if nothing is wrong.</summary>
    public string? Remedy { get; init; }

    /// <summary>What preflight found in the way.</summary>
    public IReadOnlyList<PreflightFinding> Obstacles { get; init; } = [];

    /// <summary>The checks of a verification.</summary>
    public IReadOnlyList<VerificationCheck> Checks { get; init; } = [];

    /// <summary>The tables before and after.</summary>
    public SchemaChange? Schema { get; init; }

    /// <summary>The content before and after.</summary>
    public PreservationReport? Data { get; init; }

    /// <summary>What is proved without digests.</summary>
    public IReadOnlyList<string> Proved { get; init; } = [];

    /// <summary>What is not proved, and why.</summary>
    public IReadOnlyList<string> Unproved { get; init; } = [];

    /// <summary>The backup that was taken.</summary>
    public BackupReport? Backup { get; init; }

    /// <summary>Why no backup was taken.</summary>
    public string? WithoutBackup { get; init; }

    /// <summary>What the script said.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; init; } = [];

    /// <summary>Sections that only this command has, after those about tables and data.</summary>
    public IReadOnlyList<ReportSection> Own { get; init; } = [];
}
