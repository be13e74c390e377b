using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpsCenter.MigrationService.Hosting;
using OpsCenter.MigrationService.Output;
using OpsCenter.ServiceDefaults;

namespace OpsCenter.MigrationService.Telemetry;

/// <summary>The root span of a command's run, below which everything that it does is one trace, and the error that it ends with.</summary>
internal static class CommandTelemetry
{
    private static readonly ActivitySource Source = new(TelemetryNames.Service);

    public static Activity? Start(string command) =>
        Source.StartActivity($"{ServiceHost.ApplicationName} {command}");

    /// <summary>A part of a command that the engine has no span for.</summary>
    public static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>Logs the error as it is printed. What preflight found was logged by the engine, one by one.</summary>
    public static void Fail(Activity? span, ILogger logger, ErrorDescription error)
    {
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
        span?.SetTag("error.type", error.Id);
        if (error.Findings is null)
        {
            logger.LogError("{Message} {Remedy} ({Kind})", error.Message, error.Remedy, error.Id);
        }
    }
}
