using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using OpsCenter.Conformance.Databases;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Folders;

/// <summary>What the verdicts for each migration of a folder depend on besides the law, as a hash.</summary>
internal static class MigrationKeys
{
    public static async Task<IReadOnlyDictionary<FolderMigration, string>> OfAsync(
        MigrationFolder folder,
        IReadOnlyList<DatabaseServer> servers,
        FolderCheckOptions options,
        CancellationToken cancellation
    )
    {
        List<string?> parts =
        [
            VersionOf(typeof(MigrationKeys)),
            VersionOf(typeof(SqlScript)),
            folder.Convention.Name,
            options.Tool,
            $"{options.Seed}",
            options.Base?.Name,
            options.Base?.Text,
            options.Data?.Name,
            options.Data?.Text,
            options.Grants?.Text,
            .. options.MetadataSchemas.Prepend("schemas"),
            .. options.MetadataTables.Prepend("tables"),
            .. options.Declared.SelectMany(declared => new[] { declared.Law, declared.Reason }),
        ];
        foreach (var server in servers)
        {
            await using var command = server.Administration.CreateCommand("show server_version");
            parts.Add((string?)await command.ExecuteScalarAsync(cancellation));
        }

        var keys = new Dictionary<FolderMigration, string>();
        var before = Hash(parts);
        foreach (var migration in folder.Migrations)
        {
            var up = Parts(migration.Up);
            keys[migration] = Hash([
                before,
                migration.Title,
                .. up,
                .. migration.Up.Changes,
                .. options
                    .DeclaredFor(migration)
                    .SelectMany(declared => new[] { declared.Law, declared.Reason }),
                .. migration.Down is { } down ? Parts(down) : [],
            ]);
            before = Hash([before, .. up]);
        }

        return keys;
    }

    /// <summary>Evidence names files and lines.</summary>
    private static IReadOnlyList<string?> Parts(FolderScript script) =>
        [
            script.File,
            script.Script.Name,
            script.InTransaction ? "in a transaction" : "in none",
            $"{(script.Script.Statements.Count > 0 ? script.Script.Statements[0].Line : 0)}",
            script.Script.Text,
        ];

    /// <summary>Another one for each build, so that a corrected law judges anew.</summary>
    /// <summary>A release has its commit; a build on the way to one has at least its module.</summary>
    private static string VersionOf(Type type) =>
        $"{type.Module.ModuleVersionId} {type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";

    /// <summary>With the length of each part, so that no text can pass for two.</summary>
    private static string Hash(IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(parts.Select(part => $"{part?.Length ?? -1}:{part}"))
                )
            )
        );
}
