using System.Text.RegularExpressions;
using OpsCenter.Migrations.Backup;

namespace OpsCenter.Migrations.Operations;

/// <summary>The lines of a backup's contents that belong to the migration metadata.</summary>
internal static class MetadataContents
{
    /// <summary>Whether the contents define a relation in a schema.</summary>
    public static bool Defines(Contents contents, string schema) =>
        ReplacedRelations
            .Definitions(contents)
            .Any(name =>
                name.StartsWith($"{ContentsEntry.Listed(schema)} ", StringComparison.Ordinal)
            );

    /// <summary>Without the rows of the metadata, the definitions of those of its tables that are there, and some archives.</summary>
    /// <param name="contents">All.</param>
    /// <param name="there">The metadata tables that are there.</param>
    /// <param name="archives">Schema and name of each archive that is left out.</param>
    public static Contents Rest(
        Contents contents,
        IReadOnlyList<string> there,
        IReadOnlySet<(string Schema, string Name)> archives
    )
    {
        var left = new List<string>(there.Select(name => Form("opscenter", name)));
        left.AddRange(archives.Select(archive => Form(archive.Schema, archive.Name)));
        var pattern =
            left.Count == 0
                ? null
                : new Regex($"^[A-Z]+(?: [A-Z]+)* (?:{string.Join('|', left)})[ .]");
        return contents with
        {
            Entries =
            [
                .. contents.Entries.Where(entry =>
                    pattern?.IsMatch(entry.Text) != true
                    && !FiledMetadata.Names.Any(name => FiledMetadata.IsHeldBy(entry, name))
                ),
            ],
        };
    }

    /// <summary>A table, its sequences, and what the contents say of both: schema, sometimes a kind, name.</summary>
    private static string Form(string schema, string name) =>
        $"{Regex.Escape(schema)} (?:(?:TABLE|COLUMN|SEQUENCE) )?{Regex.Escape(name)}(?:_id_seq)?";
}
