using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>A file in which comments of a tool begin the directions of a migration.</summary>
/// <param name="Tool">The tool, as options and messages have it.</param>
/// <param name="Up">The up script; null if no comment begins it.</param>
/// <param name="Down">The down script; null if no comment begins it.</param>
public sealed record AnnotatedFile(string Tool, FolderScript? Up, FolderScript? Down)
{
    /// <summary>The directions of a file; null if no comment of a known tool begins one.</summary>
    /// <exception cref="MigrationFolderException">
    /// Which statements belong to which direction cannot be known, or only the tool itself can run it.
    /// </exception>
    public static AnnotatedFile? Read(SqlScript file)
    {
        ArgumentNullException.ThrowIfNull(file);
        ForeignAnnotations.EnsureNone(file);
        var found = AllConventions
            .List.OfType<AnnotatedFiles>()
            .Select(convention => convention.Directions(file))
            .OfType<AnnotatedFile>()
            .ToList();
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new MigrationFolderException(
                $"{file.Name} has comments of {found[0].Tool} and of {found[1].Tool}.",
                "Keep those of one tool."
            );
    }
}
