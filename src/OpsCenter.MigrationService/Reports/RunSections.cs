using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>The parts of a report about the run itself: its versions, its time, its backup.</summary>
internal static class RunSections
{
    private const int MostSpans = 300;

    /// <summary>Versions and places.</summary>
    public static ReportSection Where(RunRecording recording)
    {
        var connection = recording.Connection;
        return new ReportSection("Where and with what")
        {
            Facts =
            [
                .. new (string Name, string? Value)[]
                {
                    ("Database", connection?.Database),
                    (
                        "Server",
                        connection is null
                            ? null
                            : string.Create(
                                CultureInfo.InvariantCulture,
                                $"{connection.Host}:{connection.Port}"
                            )
                    ),
                    ("PostgreSQL", recording.ServerVersion),
                    ("Role", connection?.Username),
                    ("Migration", recording.Migration),
                    (
                        "opscenter",
                        $"{typeof(RunSections).Assembly.GetName().Version?.ToString(3)} on {RuntimeInformation.OSDescription}"
                    ),
                    ("Begun", ReportWords.Of(recording.Started)),
                }
                    .Where(fact => !string.IsNullOrEmpty(fact.Value))
                    .Select(fact => (fact.Name, fact.Value!)),
            ],
        };
    }

    /// <summary>What took how long.</summary>
    public static ReportSection? Times(IReadOnlyList<RecordedSpan> spans)
    {
        if (spans.Count == 0)
        {
            return null;
        }

        var from = spans.Min(span => span.Start);
        var whole = (spans.Max(span => span.Start + span.Duration) - from).TotalSeconds;
        var waited = TimeSpan.FromSeconds(spans.Sum(span => span.Waited.TotalSeconds));
        return new ReportSection("Time line")
        {
            Text =
            [
                waited > TimeSpan.Zero
                    ? $"Locks were waited for: {ReportWords.Of(waited)} in all."
                    : "No lock had to be waited for.",
                .. spans.Count > MostSpans
                    ? [$"The first {MostSpans} of {spans.Count} are shown."]
                    : Array.Empty<string>(),
            ],
            Table = new ReportTable(
                [
                    new ReportColumn("what"),
                    new ReportColumn("after", IsNumber: true),
                    new ReportColumn("took", IsNumber: true),
                    new ReportColumn("waited for a lock", IsNumber: true),
                ],
                [
                    .. spans
                        .Take(MostSpans)
                        .Select(span => new ReportRow(
                            span.Failed ? ReportTone.Bad
                                : span.Waited > TimeSpan.Zero ? ReportTone.Attention
                                : ReportTone.Plain,
                            [
                                string.Concat(Enumerable.Repeat("\u2003", span.Depth)) + span.Name,
                                ReportWords.Of(span.Start - from),
                                ReportWords.Of(span.Duration),
                                span.Waited > TimeSpan.Zero ? ReportWords.Of(span.Waited) : "",
                            ]
                        )
                        {
                            Bar =
                                whole > 0
                                    ? new ReportBar(
                                        (span.Start - from).TotalSeconds / whole,
                                        span.Duration.TotalSeconds / whole,
                                        Math.Min(1, span.Waited.TotalSeconds / whole)
                                    )
                                    : null,
                        }),
                ]
            ),
        };
    }

    /// <summary>The backup with its checksum, or why there is none.</summary>
    public static ReportSection? Backup(BackupReport? backup, string? reason) =>
        (backup, reason) switch
        {
            (null, null) => null,
            (null, _) => new ReportSection("Backup") { Text = [$"No backup was taken: {reason}."] },
            _ => new ReportSection("Backup")
            {
                Facts =
                [
                    ("File", backup.File),
                    ("SHA-256", Checksum(backup.File)),
                    ("Size", BackupText.Size(backup.Bytes)),
                    ("Took", ReportWords.Of(backup.Duration)),
                    (
                        "Rows of",
                        backup.Whole ? "the whole database" : string.Join(", ", backup.Tables)
                    ),
                    ("Written by", $"pg_dump {backup.PgDumpVersion}; checked by listing it"),
                ],
            },
        };

    private static string Checksum(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"not known, the file could not be read: {failure.Message}";
        }
    }
}
