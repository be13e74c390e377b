using Microsoft.Extensions.Logging;

namespace OpsCenter.Migrations.Tests.Operations;

/// <summary>Counts the commands and batches that Npgsql logs as completed.</summary>
internal sealed class RoundTripCounter : ILoggerFactory, ILogger
{
    private int _count;

    public int Count => _count;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (eventId.Name?.EndsWith("ExecutionCompleted", StringComparison.Ordinal) == true)
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void Dispose() { }
}
