using System.Text.RegularExpressions;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>What docs/troubleshooting.md advises for the text of an error is done as it stands there, and then the script runs.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly (string Name, string Statement, Predicament Predicament)[] Cases =
    [
        (
            "schema opscenter",
            "create schema opscenter authorization app;",
            Of(Predicament.Owns, "set role {role};")
        ),
        (
            "an owner",
            "alter table public.llm_providers owner to unicorn;",
            Of(
                "grant usage, create on schema public to {role}; grant create on database {database} to {role}; alter table llm_usage_logs owner to {role}; "
                    + "alter table llm_models owner to {role}",
                "set role {role};"
            )
        ),
        (
            "an untrusted schema",
            "alter schema opscenter rename to opscenter_of_somebody;",
            Of("create schema opscenter authorization {other}", "")
        ),
        (
            "somebody else's table",
            "alter table opscenter.migration rename to migration_before;",
            Of("create schema opscenter; create table opscenter.migration (id int)", "")
        ),
    ];

    /// <summary>Statements for which nothing has to be refused first.</summary>
    private static readonly string[] Elsewhere =
    [
        // A lock that is held: LockTests has the settings of a session.
        "set lock_timeout = '5s';",
        // A big table: BigTableTests.
        "set opscenter.allow_blocking = on;",
        // The owner of what V2 creates: the test below.
        "grant create on schema public to unicorn;",
    ];

    public static TheoryData<string> Names => [.. Cases.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_statement_for_an_error(string name)
    {
        var (_, statement, predicament) = Cases.Single(entry => entry.Name == name);
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await database.ExecuteAsync($"{Named(predicament.Arrangement)};");
        (await database.UpAsync(Named(predicament.Session))).ShouldBeRefused();

        await database.ExecuteAsync(
            Example().Replace(Documented().Single(text => text == statement), role.Name)
        );

        (await database.UpAsync(Named(predicament.Session))).ShouldSucceed();

        string Named(string text) =>
            text.Replace("{role}", role.Name, StringComparison.Ordinal)
                .Replace("{other}", other.Name, StringComparison.Ordinal)
                .Replace("{database}", database.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_V2_creates_belongs_to_the_owner_who_may_create()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            Predicament.Owns.Replace("{role}", role.Name, StringComparison.Ordinal)
                + $"revoke create on schema public from {role}, public"
        );
        await database.ExecuteAsync($"grant create on database {database.Name} to {role}");
        var belongs = $"belong to role postgres and not to {role}";
        (await database.UpAsync("set opscenter.mode = 'plan'")).ShouldSay(belongs);

        await database.ExecuteAsync(Example().Replace(Elsewhere[2], role.Name));

        (await database.UpAsync()).ShouldSucceed();
        (
            await database.ScalarAsync<string>(
                "select relowner::regrole::text from pg_class where oid = 'model_servers'::regclass"
            )
        ).ShouldBe(role.Name);
    }

    [Fact]
    public void Every_statement_of_the_page_is_executed() =>
        Documented()
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(Cases.Select(entry => entry.Statement).Concat(Elsewhere), ignoreOrder: true);

    private static Predicament Of(string arrangement, string session) =>
        new("", "", Start.V1, arrangement) { Session = session };

    private static IEnumerable<string> Documented() =>
        Statement()
            .Matches(File.ReadAllText(WorkingCopy.PathOf("docs", "troubleshooting.md")))
            .Select(match => match.Groups["sql"].Value);

    [GeneratedRegex(@"(?<!\*)`(?<sql>(?:alter|create|grant|set) [^`]+;)`")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:app|unicorn)\b")]
    private static partial Regex Example();
}
