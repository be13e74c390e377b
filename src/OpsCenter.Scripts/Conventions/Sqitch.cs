using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>sqitch: a plan, and scripts in <c>deploy</c>, <c>revert</c> and <c>verify</c>.</summary>
internal sealed class Sqitch : FolderConvention
{
    private const string Plan = FolderFiles.Plan;

    public override string Name => "sqitch";

    public override string Pattern => "sqitch.plan, deploy/name.sql, revert/name.sql";

    public override IReadOnlyList<string> Claim(FolderFiles files) =>
        files.Has(Plan)
            ?
            [
                Plan,
                .. files.Names.Where(name =>
                    name.StartsWith("deploy/", StringComparison.Ordinal)
                    && name.EndsWith(".sql", StringComparison.Ordinal)
                ),
            ]
            : [];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        if (!files.Has(Plan))
        {
            throw new MigrationFolderException(
                $"There is no {Plan} in {files.Path}.",
                "Name the folder that holds it."
            );
        }

        var changes = SqitchPlan.Read(files.Read(Plan), files.Has);
        var planned = changes
            .Select(change => $"deploy/{change.File}.sql")
            .ToHashSet(StringComparer.Ordinal);
        if (Claim(files).Skip(1).FirstOrDefault(name => !planned.Contains(name)) is { } unplanned)
        {
            throw new MigrationFolderException(
                $"{unplanned} is not in {Plan}: sqitch would never deploy it.",
                $"Add the change to {Plan}, or remove the file."
            );
        }

        return [.. changes.Select((change, place) => Migration(files, change, place))];
    }

    public override IReadOnlyList<NewFile> Begin(string version, string name) => [];

    private static FolderMigration Migration(FolderFiles files, SqitchChange change, int place)
    {
        var deploy = $"deploy/{change.File}.sql";
        if (!files.Has(deploy))
        {
            throw new MigrationFolderException(
                $"{Plan}, line {change.Line}: the change {change.Name} has no script {deploy}.",
                "Add the script. Nothing was touched."
            );
        }

        var revert = $"revert/{change.File}.sql";
        var verify = $"verify/{change.File}.sql";
        return new FolderMigration(
            MigrationVersion.AtPlace(change.Key, place),
            change.Name,
            Whole(files, deploy),
            DownOrNone(files.Has(revert) ? Whole(files, revert) : null)
        )
        {
            Verify = files.Has(verify) ? Whole(files, verify) : null,
        };
    }
}
