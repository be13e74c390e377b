using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Reports;
using OpsCenter.MigrationService.Checking;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter check --migrations</c>: whether the migrations of a folder keep the laws.</summary>
internal static class FolderCheckRun
{
    public static async Task<CommandResult> RunAsync(
        FolderCheckRequest request,
        bool json,
        CancellationToken cancellation
    )
    {
        await using var servers = await CheckServers.StartAsync(request.Place, cancellation);
        var progress = FolderCheckProgress.Create(json);
        var databases = servers.Databases;
        progress?.Begin(request, [.. databases.Select(server => server.Major)]);
        var report = await FolderCheck.RunAsync(
            request.Folder,
            databases,
            request.Options with
            {
                Laws = LawsOfMajors.Of(request.Options.Laws, request.Place, servers),
            },
            progress,
            cancellation
        );
        var at = TimeProvider.System.GetLocalNow();
        var reports = request.Reports;
        CheckReports.Write(
            reports.JUnit,
            () => JUnitReport.Write(report.Migrations.Select(migration => migration.Report), at)
        );
        CheckReports.Write(reports.Html, () => FolderHtml.Write(report, at));
        CheckReports.Write(reports.Markdown, () => FolderMarkdown.Write(report));
        var place = reports.Sarif.Count == 0 ? "" : await ChangedFiles.PlaceAsync(report.Folder);
        CheckReports.Write(reports.Sarif, () => FolderSarif.Write(report, place));
        if (cancellation.IsCancellationRequested)
        {
            return CancelledCheck.With(FolderDocument.Of(report), cancellation);
        }

        return new CommandResult(
            report.Conforms ? ExitCodes.Done : ExitCodes.Broken,
            FolderDocument.Of(report),
            console =>
            {
                FolderCheckText.Write(console, report);
                CheckNext.Write(
                    console,
                    reports,
                    report
                        .Migrations.SelectMany(migration => migration.Broken)
                        .Select(law => law.Law)
                );
            }
        );
    }
}
