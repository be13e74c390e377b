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
        var (ups, downs) = (Marks(Up, file), Marks(Down, file));
        if (ups.Count + downs.Count == 0)
        {
            return null;
        }

        EnsureSupported(file);
        EnsureNothingBefore(file, [.. ups, .. downs]);
        return new AnnotatedFile(Name, Section(file, ups, downs), Section(file, downs, ups));
    }

    /// <summary>The line before the up script.</summary>
    protected abstract Regex Up { get; }

    /// <summary>The line before the down script.</summary>
    protected abstract Regex Down { get; }

    /// <summary>The line that the tool writes, for messages.</summary>
    protected abstract string UpLine { get; }

    /// <summary>The line before the down script, as the tool writes it.</summary>
    protected abstract string DownLine { get; }

    /// <summary>Whether each direction may be named several times: all statements after its lines belong to it, in their order.</summary>
    protected virtual bool TakesSeveral => false;

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
        var (ups, downs) = (Marks(Up, file), Marks(Down, file));
        var up = Section(file, ups, downs) ?? throw Missing(file);
        EnsureNothingBefore(file, [.. ups, .. downs]);
        return new FolderMigration(
            VersionOf(files, name.Value, name.Groups["version"].Value),
            name.Groups["name"].Value,
            up,
            DownOrNone(Section(file, downs, ups))
        );
    }

    /// <summary>What stands after the lines of a direction; null if there is none.</summary>
    private FolderScript? Section(SqlScript file, List<Match> marks, List<Match> others)
    {
        if (marks.Count == 0)
        {
            return null;
        }

        var starts = marks.Concat(others).Select(mark => mark.Index).ToList();
        var section = ScriptSection.Of(
            file,
            [
                .. marks.Select(mark =>
                    (
                        mark.Index + mark.Length,
                        starts
                            .Where(start => start > mark.Index)
                            .DefaultIfEmpty(file.Text.Length)
                            .Min()
                    )
                ),
            ]
        );
        return Checked(
            new FolderScript(file.Name, section)
            {
                InTransaction = marks.All(mark => RunsInTransaction(file, mark.Value)),
            }
        );
    }

    private MigrationFolderException Missing(SqlScript file) =>
        new(
            $"{file.Name} has no line \"{UpLine}\": which of its statements apply the migration cannot be known.",
            $"Write \"{UpLine}\" before the statements that apply it, as {Name} demands."
        );

    private List<Match> Marks(Regex marker, SqlScript file)
    {
        List<Match> found = [.. marker.Matches(file.Text).Cast<Match>()];
        if (found.Count > 1 && !TakesSeveral)
        {
            throw new MigrationFolderException(
                $"{file.Name}, line {LineOf(file, found[1].Index)}: \"{found[1].Value.Trim()}\" is there a second time; the first is in "
                    + $"line {LineOf(file, found[0].Index)}.",
                "Keep one of each. Statements after a second one would be run in the wrong direction."
            );
        }

        return found;
    }

    /// <summary>The tools run no statement that comes before all lines; it would be lost without a word.</summary>
    private static void EnsureNothingBefore(SqlScript file, List<Match> marks)
    {
        var first = marks.Min(mark => mark.Index);
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
