using System.CommandLine;
using OpsCenter.Conformance;
using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;
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
            "Checks up/down scripts, or a folder of them, against the laws of a safe migration, on databases of its own."
        );
        foreach (var option in CheckOptions.All.Concat(FolderCheckOptionList.All))
        {
            command.Add(option);
        }

        command.WithFolderOnly().WithReport();

        return command.WithOwnBody(
            async (parsed, cancellation) =>
            {
                var json = parsed.GetValue(CommonOptions.Json);
                var check = await ReadAsync(parsed, json);
                try
                {
                    return await check(cancellation);
                }
                catch (OperationCanceledException cancelled)
                    when (cancellation.IsCancellationRequested)
                {
                    throw CancelledCheck.Error(cancelled, cancellation);
                }
            }
        );
    }

    /// <summary>What is asked for, read and found to be usable before anything is touched.</summary>
    private static async Task<Func<CancellationToken, Task<CommandResult>>> ReadAsync(
        ParseResult parsed,
        bool json
    )
    {
        if (parsed.GetValue(FolderArguments.Migrations) is not null)
        {
            var folder = await FolderCheckArguments.ReadAsync(parsed);
            return cancellation => FolderCheckRun.RunAsync(folder, json, cancellation);
        }

        var pair = CheckArguments.Read(parsed);
        return cancellation => RunAsync(pair, json, cancellation);
    }

    private static async Task<CommandResult> RunAsync(
        CheckRequest request,
        bool json,
        CancellationToken cancellation
    )
    {
        await using var servers = await CheckServers.StartAsync(request.Place, cancellation);
        var progress = CheckProgress.Create(json);
        var databases = servers.Databases;
        progress?.Begin(request, [.. databases.Select(server => server.Major)]);
        var report = await ConformanceCheck.RunAsync(
            request.Pair,
            databases,
            LawsOfMajors.Of(request.Laws, request.Place, servers),
            request.Seed,
            progress,
            cancellation
        );
        Write(request, report);
        if (cancellation.IsCancellationRequested)
        {
            return CancelledCheck.With(ReportDocument.Of(report), cancellation);
        }

        if (request.Place.Keeps && report.Results.Any(result => result.Kept.Count > 0))
        {
            ErrorOutput.Warn($"Databases are kept: {servers.Address}");
        }

        return new CommandResult(
            report.Conforms ? ExitCodes.Done : ExitCodes.Broken,
            ReportDocument.Of(report),
            console =>
            {
                CheckText.Write(console, report);
                CheckNext.Write(
                    console,
                    request.Reports,
                    report
                        .Results.Where(result => result.Verdict == Verdict.Broken)
                        .Select(result => result.Law)
                );
            }
        );
    }

    private static void Write(CheckRequest request, ConformanceReport report)
    {
        var at = TimeProvider.System.GetLocalNow();
        CheckReports.Write(request.Reports.JUnit, () => JUnitReport.Write(report, at));
        CheckReports.Write(request.Reports.Html, () => HtmlReport.Write(report, at, request.Pair));
        CheckReports.Write(
            request.Reports.Markdown,
            () => PairMarkdown.Write(report, request.Pair)
        );
    }
}
