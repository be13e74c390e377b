using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpsCenter.Migrations.Planning;

/// <summary>Listens to a connection while a script runs: steps are kept, and every notice becomes an event of the current span.</summary>
internal sealed class NoticeCollector : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly ILogger _logger;
    private readonly List<MigrationStep> _steps = [];

    public NoticeCollector(NpgsqlConnection connection, ILogger logger)
    {
        _connection = connection;
        _logger = logger;
        connection.Notice += OnNotice;
    }

    public IReadOnlyList<MigrationStep> Steps => _steps;

    public void Dispose() => _connection.Notice -= OnNotice;

    private void OnNotice(object? sender, NpgsqlNoticeEventArgs arguments)
    {
        var notice = arguments.Notice;
        Activity.Current?.AddEvent(
            new ActivityEvent(
                notice.MessageText,
                tags: new ActivityTagsCollection
                {
                    ["db.response.status_code"] = notice.SqlState,
                    ["opscenter.severity"] = notice.InvariantSeverity,
                }
            )
        );
        if (StepProtocol.Read(notice) is { } step)
        {
            _steps.Add(step);
        }

        _logger.LogInformation(
            "{Severity} {SqlState}: {Message}",
            notice.InvariantSeverity,
            notice.SqlState,
            notice.MessageText
        );
    }
}
