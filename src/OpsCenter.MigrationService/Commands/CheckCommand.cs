using System.CommandLine;
using System.Text;
using OpsCenter.Conformance;
using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Migrations.Errors;
using OpsCenter.MigrationService.Checking;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter check</c>: whether any pair of up/down scripts keeps the laws.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command(
            "check",
            "Checks any pair of up/down scripts against every law of a safe migration, on databases of its own."
        );
        foreach (var option in CheckOptions.All)
        {
            command.Add(option);
        }

        return command.WithOwnBody(
            async (parsed, cancellation) =>
            {
                var request = CheckArguments.Read(parsed);
                var json = parsed.GetValue(CommonOptions.Json);
                try
                {
                    return await RunAsync(request, json, cancellation);
                }
                catch (OperationCanceledException cancelled)
                    when (cancellation.IsCancellationRequested)
                {
                    throw new MigrationCancelledException(
                        "The check was cancelled. Its databases are dropped, and an embedded server is stopped. Reports that were asked for hold "
                            + "the laws checked by then.",
                        "Repeat it: it begins anew.",
                        cancelled,
                        cancellation
                    );
                }
            }
        );
    }

    private static async Task<CommandResult> RunAsync(
        CheckRequest request,
        bool json,
        CancellationToken cancellation
    )
    {
        await using var server = await CheckServer.StartAsync(request, cancellation);
        var progress = CheckProgress.Create(json);
        progress?.Begin(request, server.Databases.Major);
        var report = await ConformanceCheck.RunAsync(
            request.Pair,
            server.Databases,
            request.Laws,
            request.Seed,
            progress,
            cancellation
        );
        await WriteAsync(request, report);
        cancellation.ThrowIfCancellationRequested();
        if (request.Keeps && report.Results.Any(result => result.Kept.Count > 0))
        {
            ErrorOutput.Warn($"Databases are kept: {server.Address}");
        }

        return new CommandResult(
            report.Conforms ? ExitCodes.Done : ExitCodes.Broken,
            ReportDocument.Of(report),
            console => CheckText.Write(console, report)
        );
    }

    private static async Task WriteAsync(CheckRequest request, ConformanceReport report)
    {
        var at = TimeProvider.System.GetLocalNow();
        var utf8 = new UTF8Encoding(false);
        if (request.JUnit is { } xml)
        {
            await File.WriteAllTextAsync(xml, JUnitReport.Write(report, at), utf8);
        }

        if (request.Html is { } html)
        {
            await File.WriteAllTextAsync(html, HtmlReport.Write(report, at), utf8);
        }
    }
}
