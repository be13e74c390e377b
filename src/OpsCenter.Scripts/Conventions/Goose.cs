using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>goose: <c>-- +goose Up</c> and <c>-- +goose Down</c>.</summary>
internal sealed partial class Goose : AnnotatedFiles
{
    public override string Name => "goose";

    public override string Pattern => "NNN_name.sql with -- +goose Up, -- +goose Down";

    protected override string UpLine => "-- +goose Up";

    protected override string DownLine => "-- +goose Down";

    protected override Regex Up => UpMarker;

    protected override Regex Down => DownMarker;

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        if (files.Own.FirstOrDefault(name => Program.IsMatch(name)) is { } program)
        {
            throw new MigrationFolderException(
                $"{program} is a migration written in Go, which only goose can run.",
                "Write it in SQL, or apply it with goose and name a folder without it."
            );
        }

        return base.Read(files);
    }

    protected override bool RunsInTransaction(SqlScript file, string marker) =>
        !WithoutTransaction.IsMatch(file.Text);

    protected override void EnsureSupported(SqlScript file)
    {
        StatementMarks.EnsurePaired(file);
        if (Substitution.Match(file.Text) is { Success: true } found)
        {
            throw new MigrationFolderException(
                $"{file.Name}, line {file.Text.AsSpan(0, found.Index).Count('\n') + 1}: goose would put environment variables into the statements.",
                "Write the values into the script."
            );
        }
    }

    [GeneratedRegex(
        @"^--[ \t]*\+goose[ \t]+up\b[^\r\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex UpMarker { get; }

    [GeneratedRegex(
        @"^--[ \t]*\+goose[ \t]+down\b[^\r\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex DownMarker { get; }

    [GeneratedRegex(
        @"^--[ \t]*\+goose[ \t]+no[ \t]+transaction\b",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex WithoutTransaction { get; }

    [GeneratedRegex(
        @"^--[ \t]*\+goose[ \t]+envsub[ \t]+on\b",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Substitution { get; }

    [GeneratedRegex(@"^[0-9]+_.*(?<!_test)\.go$")]
    private static partial Regex Program { get; }
}
