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
        await using var server = await CheckServer.StartAsync(request.Place, cancellation);
        var progress = FolderCheckProgress.Create(json);
        progress?.Begin(request, server.Databases.Major);
        var report = await FolderCheck.RunAsync(
            request.Folder,
            server.Databases,
            request.Options,
            progress,
            cancellation
        );
        var at = TimeProvider.System.GetLocalNow();
        var reports = request.Reports;
        await CheckReports.WriteAsync(
            reports.JUnit,
            () => JUnitReport.Write(report.Migrations.Select(migration => migration.Report), at)
        );
        await CheckReports.WriteAsync(reports.Html, () => FolderHtml.Write(report, at));
        await CheckReports.WriteAsync(reports.Markdown, () => FolderMarkdown.Write(report));
        var place = reports.Sarif is null ? "" : await ChangedFiles.PlaceAsync(report.Folder);
        await CheckReports.WriteAsync(reports.Sarif, () => FolderSarif.Write(report, place));
        cancellation.ThrowIfCancellationRequested();
        return new CommandResult(
            report.Conforms ? ExitCodes.Done : ExitCodes.Broken,
            FolderDocument.Of(report),
            console => FolderCheckText.Write(console, report)
        );
    }
}
