using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>A convention with both directions in one file, each after a comment that names it.</summary>
internal abstract partial class AnnotatedFiles : FolderConvention
{
    public override IReadOnlyList<string> Claim(FolderFiles files) =>
        [
            .. files.OwnSql.Where(name =>
                Numbered.IsMatch(name)
                && (Up.IsMatch(files.Read(name).Text) || Down.IsMatch(files.Read(name).Text))
            ),
        ];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        if (files.OwnSql.FirstOrDefault(name => !Numbered.IsMatch(name)) is { } stray)
        {
            throw new MigrationFolderException(
                $"{stray} is not named as {Name} names its files ({Pattern}), as others in the folder are.",
                "Rename the file, or move it to another folder if it is no migration."
            );
        }

        return [.. files.OwnSql.Select(name => Migration(files, Numbered.Match(name)))];
    }

    public override IReadOnlyList<NewFile> Begin(string version, string name) =>
        [new($"{version}_{name}.sql", $"{UpLine}\n\n\n{DownLine}\n\n")];

    /// <summary>The directions of one file; null if no line begins any.</summary>
    /// <exception cref="MigrationFolderException">Which statements belong to which direction cannot be known.</exception>
    public AnnotatedFile? Directions(SqlScript file)
    {
        var (up, down) = (Only(Up, file), Only(Down, file));
        if (up is null && down is null)
        {
            return null;
        }

        EnsureSupported(file);
        EnsureNothingBefore(file, up ?? down!, down);
        return new AnnotatedFile(
            Name,
            up is null ? null : Section(file, up, down),
            down is null ? null : Section(file, down, up)
        );
    }

    /// <summary>The line before the up script.</summary>
    protected abstract Regex Up { get; }

    /// <summary>The line before the down script.</summary>
    protected abstract Regex Down { get; }

    /// <summary>The line that the tool writes, for messages.</summary>
    protected abstract string UpLine { get; }

    /// <summary>The line before the down script, as the tool writes it.</summary>
    protected abstract string DownLine { get; }

    /// <summary>Whether a direction runs in one transaction.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="marker">The line before the script.</param>
    protected abstract bool RunsInTransaction(SqlScript file, string marker);

    /// <summary>Refuses what the tool would do with the file and this program does not.</summary>
    protected virtual void EnsureSupported(SqlScript file) { }

    /// <summary>The version of a file, by which its tool tells it from others.</summary>
    protected virtual MigrationVersion VersionOf(FolderFiles files, string name, string number) =>
        MigrationVersion.OfNumbers(number);

    private FolderMigration Migration(FolderFiles files, Match name)
    {
        var file = files.Read(name.Value);
        EnsureSupported(file);
        var up = Only(Up, file) ?? throw Missing(file);
        var down = Only(Down, file);
        EnsureNothingBefore(file, up, down);
        return new FolderMigration(
            VersionOf(files, name.Value, name.Groups["version"].Value),
            name.Groups["name"].Value,
            Section(file, up, down),
            DownOrNone(down is null ? null : Section(file, down, up))
        );
    }

    private FolderScript Section(SqlScript file, Match marker, Match? other)
    {
        var end = other is not null && other.Index > marker.Index ? other.Index : file.Text.Length;
        var section = ScriptSection.Of(file, marker.Index + marker.Length, end);
        return Checked(
            new FolderScript(file.Name, section)
            {
                InTransaction = RunsInTransaction(file, marker.Value),
            }
        );
    }

    private MigrationFolderException Missing(SqlScript file) =>
        new(
            $"{file.Name} has no line \"{UpLine}\": which of its statements apply the migration cannot be known.",
            $"Write \"{UpLine}\" before the statements that apply it, as {Name} demands."
        );

    private static Match? Only(Regex marker, SqlScript file)
    {
        var found = marker.Matches(file.Text);
        if (found.Count > 1)
        {
            throw new MigrationFolderException(
                $"{file.Name}, line {LineOf(file, found[1].Index)}: \"{found[1].Value.Trim()}\" is there a second time; the first is in "
                    + $"line {LineOf(file, found[0].Index)}.",
                "Keep one of each. Statements after a second one would be run in the wrong direction."
            );
        }

        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The tools run no statement that comes before both lines; it would be lost without a word.</summary>
    private static void EnsureNothingBefore(SqlScript file, Match up, Match? down)
    {
        var first = Math.Min(up.Index, down?.Index ?? up.Index);
        var before = file with { Text = file.Text[..first] };
        if (before.Statements is [{ } lost, ..])
        {
            throw new MigrationFolderException(
                $"{file.Name}, line {lost.Line}: a statement stands before the lines that name the directions, and belongs to none.",
                "Move it below one of them."
            );
        }
    }

    private static int LineOf(SqlScript file, int index) =>
        file.Text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"^(?<version>[0-9]+)([_-](?<name>.*))?\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered { get; }
}
