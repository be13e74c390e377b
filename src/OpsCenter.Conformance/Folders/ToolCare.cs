namespace OpsCenter.Conformance.Folders;

/// <summary>What the tool that runs a folder takes care of, so that the scripts need not.</summary>
public static class ToolCare
{
    /// <summary>The engine of this project, which applies folders of every convention.</summary>
    public const string OpsCenter = "opscenter";

    /// <summary>Nothing runs the scripts but a person with psql.</summary>
    public const string None = "none";

    /// <summary>Entity Framework Core from version 9 on, by <c>Migrate()</c>, <c>dotnet ef database update</c> or a bundle.</summary>
    public const string EntityFramework = "entity-framework";

    /// <summary>It marks a migration as begun before the script, and as applied behind it.</summary>
    internal const string GolangMigrate = "golang-migrate";

    private static readonly string[] WithLock =
    [
        OpsCenter,
        EntityFramework,
        "flyway",
        GolangMigrate,
        "node-pg-migrate",
        "sqitch",
    ];

    /// <summary>The laws that scripts may break because of the tool, each with that reason.</summary>
    /// <param name="tool">
    /// The name of a convention, <see cref="OpsCenter"/>, <see cref="EntityFramework"/> or <see cref="None"/>.
    /// </param>
    public static IReadOnlyList<Declaration> Of(string tool)
    {
        if (tool == None)
        {
            return [];
        }

        List<Declaration> declared =
        [
            new("idempotent", $"{tool} has a journal and does not apply a migration twice."),
            new("down-idempotent", $"{tool} has a journal and does not roll back twice."),
            new(
                "down-on-unmigrated-is-a-no-op",
                $"{tool} rolls back only what its journal has as applied."
            ),
        ];
        if (WithLock.Contains(tool, StringComparer.OrdinalIgnoreCase))
        {
            declared.Add(
                new("concurrent-safe", $"{tool} takes a lock: one runner works at a time.")
            );
        }

        if (tool == OpsCenter)
        {
            declared.Add(
                new("keeps-new-data", "opscenter archives what a rollback drops or overwrites.")
            );
        }

        return declared;
    }
}
