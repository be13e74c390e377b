using System.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The options of <c>opscenter check</c>.</summary>
internal static class CheckOptions
{
    public const string ServerVariable = "OPSCENTER_CHECK_SERVER";

    public static Option<string?> Base { get; } =
        Script("--base", "Builds the schema before the migration in an empty database.");

    public static Option<string?> Data { get; } =
        new("--data")
        {
            Description =
                "Fills it with rows. Without any, the laws about data have little to look at.",
            HelpName = "file",
        };

    public static Option<string?> Up { get; } = Script("--up", "The up script.");

    public static Option<string?> Down { get; } = Script("--down", "The down script.");

    public static Option<string?> Name { get; } =
        new("--name")
        {
            Description = "How reports call the migration. Default: the name of --up's file.",
            HelpName = "text",
        };

    public static Option<string[]> Law { get; } =
        new("--law")
        {
            Description =
                "Check only this law; may be repeated. opscenter help ID explains one. Default: all.",
            HelpName = "id",
        };

    public static Option<string[]> Declare { get; } =
        new("--declare")
        {
            Description =
                "A law that the migration does not promise to keep, with the reason: \"keeps-new-data=the new column goes\". May be repeated.",
            HelpName = "id=reason",
        };

    public static Option<bool> OneTransaction { get; } =
        new("--one-transaction")
        {
            Description =
                "Runs each script in one transaction, as Flyway and golang-migrate do. Default: statement by statement, as psql does.",
        };

    public static Option<string[]> MetadataSchema { get; } =
        new("--book-schema")
        {
            Description =
                "A schema of the migration's metadata, such as a journal or an archive, which may remain after the down script. May be repeated.",
            HelpName = "schema",
        };

    public static Option<string[]> BookTable { get; } =
        new("--book-table")
        {
            Description =
                "A table of the base that holds metadata of the migration, with its schema, such as public.__EFMigrationsHistory. May be repeated.",
            HelpName = "table",
        };

    public static Option<string?> Writers { get; } =
        new("--writers")
        {
            Description =
                "Statements of a program that knows the base only, which must do the same afterwards. Default: derived from the base's tables.",
            HelpName = "file",
        };

    public static Option<string?> Grants { get; } =
        new("--grants")
        {
            Description =
                "Grants that the migration's role needs beyond owning the base's objects; :role and :database stand for the names.",
            HelpName = "file",
        };

    public static Option<string?> Server { get; } =
        new("--server")
        {
            Description =
                $"A superuser's connection to a server on which databases may be made and processes ended; never production's. Default: {ServerVariable}, then an embedded server.",
            HelpName = "text",
        };

    public static Option<int?> Major { get; } =
        new("--major")
        {
            Description =
                "The PostgreSQL major, 13 or newer. Default: the installed one, or else the newest.",
            HelpName = "number",
        };

    public static Option<string?> Majors { get; } =
        new("--majors")
        {
            Description =
                "Several majors, such as 15,18: every law on each of them, on embedded servers; portable compares these and starts no others.",
            HelpName = "numbers",
        };

    public static Option<int> Seed { get; } =
        new("--seed")
        {
            Description = "What random choices begin with: the same seed gives the same verdicts.",
            HelpName = "number",
        };

    public static Option<string?> JUnit { get; } =
        new("--junit")
        {
            Description = "Also writes JUnit's XML, a test case per law.",
            HelpName = "file",
        };

    public static Option<string?> Html { get; } =
        new("--html") { Description = "Also writes a report for a browser.", HelpName = "file" };

    public static Option<bool> Keep { get; } =
        new("--keep")
        {
            Description =
                "Keeps the databases on which a law was found broken, and the embedded server.",
        };

    public static Option<string?> Markdown { get; } =
        new("--markdown")
        {
            Description = "Also writes a comment for a pull request.",
            HelpName = "file",
        };

    public static IReadOnlyList<Option> All { get; } =
    [
        Base,
        Data,
        Up,
        Down,
        Name,
        Law,
        Declare,
        OneTransaction,
        MetadataSchema,
        BookTable,
        Writers,
        Grants,
        Server,
        Major,
        Majors,
        Seed,
        JUnit,
        Html,
        Markdown,
        Keep,
    ];

    private static Option<string?> Script(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };
}
