using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.Scripts;

namespace OpsCenter.MigrationService.Reports;

/// <summary>What is noted for the report while a command runs: where it ran, and what took how long.</summary>
internal sealed class RunRecording : IDisposable
{
    private readonly ConcurrentQueue<RecordedSpan> _spans = new();
    private readonly TimeProvider _clock;
    private readonly long _begun;
    private readonly ActivityListener _listener;

    private RunRecording(ParseResult parsed, ReportFile file, TimeProvider clock)
    {
        Parsed = parsed;
        File = file;
        Started = clock.GetUtcNow();
        _clock = clock;
        _begun = clock.GetTimestamp();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MigrationTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The command line.</summary>
    public ParseResult Parsed { get; }

    /// <summary>Where the report goes.</summary>
    public ReportFile File { get; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_begun);

    /// <summary>The connection, with its password; null if the run has not come so far.</summary>
    public NpgsqlConnectionStringBuilder? Connection { get; private set; }

    /// <summary>The version of the server; null if the run has not come so far.</summary>
    public string? ServerVersion { get; private set; }

    /// <summary>What is migrated; null if the run has not come so far.</summary>
    public string? Migration { get; private set; }

    /// <summary>What took time, in its order.</summary>
    public IReadOnlyList<RecordedSpan> Spans =>
        [.. _spans.OrderBy(span => span.Start).ThenBy(span => span.Depth)];

    /// <summary>Begins, if the command line wants a report.</summary>
    /// <exception cref="ServiceDefaults.CommandLine.UsageException">Its file cannot be written.</exception>
    public static RunRecording? Begin(ParseResult parsed) =>
        ReportOption.Read(parsed) is { } path
            ? new RunRecording(parsed, ReportFile.Open(path), TimeProvider.System)
            : null;

    /// <summary>Notes where the connection leads to.</summary>
    public void Connect(string connection) =>
        Connection = new NpgsqlConnectionStringBuilder(connection);

    /// <summary>Notes what is migrated.</summary>
    public void Name(Migration migration, MigrationFolder? folder) =>
        Migration = folder is null
            ? $"{migration.Name} ({migration.Version})"
            : $"{folder.Path} ({folder.Convention.Name})";

    /// <summary>Notes which server answers.</summary>
    public async Task ReadServerAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            ServerVersion = connection.ServerVersion;
        }
        catch (NpgsqlException exception)
        {
            throw ConnectionFailure.Describe(source.ConnectionString, exception);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Activity activity)
    {
        var depth = 0;
        for (var above = activity.Parent; above is not null; above = above.Parent)
        {
            depth += above.Source.Name == MigrationTelemetry.Name ? 1 : 0;
        }

        _spans.Enqueue(
            new RecordedSpan(
                activity.DisplayName,
                depth,
                activity.StartTimeUtc - Started.UtcDateTime,
                activity.Duration,
                activity.GetTagItem(MigrationTelemetry.LockWaitTag) is double seconds
                    ? TimeSpan.FromSeconds(seconds)
                    : TimeSpan.Zero,
                activity.Status == ActivityStatusCode.Error
            )
        );
    }
}
