using System.Reflection;
using OpsCenter.Migrations.Preflight;

namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>No rule advises what no test has done.</summary>
public class CoverageTests
{
    private static readonly Dictionary<string, string> NothingToExecute = new(
        StringComparer.Ordinal
    )
    {
        ["server-version"] = "Another release of this program, or a try on a copy: no statement.",
        ["shapes-and-types"] =
            "It repeats the words of a script; OpsCenter.Schema.Tests does what V2's advise.",
    };

    private static IReadOnlyList<string> Marked { get; } =
    [
        .. typeof(CoverageTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<FollowsRemedyAttribute>())
            .Select(mark => mark.Rule),
    ];

    [Fact]
    public void Every_rule_has_a_test_that_does_what_it_advises_or_a_reason_why_there_is_none()
    {
        var tested = Predicaments.All.Values.Select(predicament => predicament.Rule).Concat(Marked);

        tested
            .Concat(NothingToExecute.Keys)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(PreflightRules.Ids.Keys, ignoreOrder: true);
        tested.Intersect(NothingToExecute.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_statement_of_a_page_is_executed()
    {
        var executed = Predicaments
            .All.Values.Where(predicament => predicament.Page is not null)
            .GroupBy(predicament => predicament.Rule, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.Select(predicament => predicament.Page!).ToList(),
                StringComparer.Ordinal
            );

        PreflightRules
            .Ids.Keys.Except(Marked, StringComparer.Ordinal)
            .SelectMany(rule =>
                new RulePage(rule)
                    .Statements.Where(statement =>
                        !executed
                            .GetValueOrDefault(rule, [])
                            .Any(page => statement.StartsWith(page, StringComparison.Ordinal))
                    )
                    .Select(statement => $"{rule}: {statement}")
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_statements_of_the_pages_are_found() =>
        PreflightRules
            .Ids.Keys.SelectMany(rule => new RulePage(rule).Statements)
            .Count()
            .ShouldBeGreaterThan(20);
}
