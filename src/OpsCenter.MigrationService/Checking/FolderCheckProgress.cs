using System.Globalization;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Migrations.Objects;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Checking;

/// <summary>Prints the verdict for each migration of a folder as it is found, with the first evidence of each broken law.</summary>
internal sealed class FolderCheckProgress(IAnsiConsole console) : IProgress<MigrationResult>
{
    private const int Width = 8;

    private readonly Lock _lock = new();

    /// <summary>As for a pair of scripts: see <see cref="CheckProgress.Create"/>.</summary>
    public static FolderCheckProgress? Create(bool json) =>
        CheckProgress.Terminal(json) is { } console ? new FolderCheckProgress(console) : null;

    public void Begin(FolderCheckRequest request, IReadOnlyList<int> majors)
    {
        var selected = request.Folder.Migrations.Count(request.Options.Selects);
        var tool = request.Options.Tool ?? request.Folder.Convention.Name;
        console.Line(
            $"{request.Folder.Path}: {selected} of {Amount.Of(request.Folder.Migrations.Count, "migration")} of {request.Folder.Convention.Name}, as {tool} runs them; {Amount.Of(request.Options.Laws.Count, "law")} each on PostgreSQL {MajorList.Text(majors)}, seed {request.Options.Seed}."
        );
    }

    public void Report(MigrationResult value)
    {
        // Several migrations are checked at the same time.
        lock (_lock)
        {
            var (word, colour) = value switch
            {
                { Conforms: true } => ("conforms", "green"),
                { Broken.Count: > 0 } => ("BROKEN", "red"),
                _ => ("unknown", "yellow"),
            };
            console.Line(
                $"  [{colour}]{word, -Width}[/] {value.Migration.Title} [dim]({(value.IsFromCache ? "from the cache" : Seconds(value))})[/]{(value.Migration.Down is null ? ", no down script" : "")}"
            );
            foreach (var law in value.Broken)
            {
                Describe(law);
            }

            if (value.Unchecked is [var open, ..])
            {
                console.Item(
                    "",
                    "yellow",
                    Width + 1,
                    $"not checked: {Of(value.Unchecked)}: {open.Outcome.Obstacle}"
                );
            }
        }
    }

    private static string Seconds(MigrationResult value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.Report.Duration.TotalSeconds:0.0} s");

    private void Describe(LawResult law)
    {
        var evidence = law.Outcome.Evidence[0];
        var more = law.Outcome.Evidence.Count - 1;
        console.Item(
            "",
            "red",
            Width + 1,
            $"{law.Law}: {evidence.Text}{(more > 0 ? $" And {more} more." : "")}"
        );
        if (evidence.Statement is { } statement)
        {
            console.Item("", "dim", Width + 3, $"by: {statement}");
        }
    }

    private static string Of(IEnumerable<LawResult> laws) =>
        string.Join(", ", laws.Select(law => law.Law));
}
