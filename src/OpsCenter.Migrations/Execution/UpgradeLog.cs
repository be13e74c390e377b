using System.Globalization;
using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// DbUp's log at debug level throughout: its errors come back as typed exceptions, and a failure logged as well would be told twice.
/// </summary>
internal sealed class UpgradeLog(ILogger logger) : IUpgradeLog
{
    public void LogTrace(string format, params object[] args) => Write(format, args);

    public void LogDebug(string format, params object[] args) => Write(format, args);

    public void LogInformation(string format, params object[] args) => Write(format, args);

    public void LogWarning(string format, params object[] args) => Write(format, args);

    public void LogError(string format, params object[] args) => Write(format, args);

    public void LogError(Exception ex, string format, params object[] args) => Write(format, args);

    private void Write(string format, object[] args) =>
        logger.LogDebug(
            "DbUp: {Text}",
            args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args)
        );
}
