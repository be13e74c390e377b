using System.Collections.Concurrent;
using System.Globalization;
using DbUp.Engine.Output;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>What DbUp and OpsCenter said.</summary>
internal sealed class RecordedLog : IUpgradeLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public void LogTrace(string format, params object[] args) => Add(format, args);

    public void LogDebug(string format, params object[] args) => Add(format, args);

    public void LogInformation(string format, params object[] args) => Add(format, args);

    public void LogWarning(string format, params object[] args) => Add(format, args);

    public void LogError(string format, params object[] args) => Add(format, args);

    public void LogError(Exception ex, string format, params object[] args) => Add(format, args);

    private void Add(string format, object[] args) =>
        _lines.Enqueue(
            args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args)
        );
}
