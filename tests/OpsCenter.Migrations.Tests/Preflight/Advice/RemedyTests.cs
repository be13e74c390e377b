using System.Text.RegularExpressions;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>What a finding and its page advise is done as it stands there, and the run after it succeeds.</summary>
public partial class RemedyTests
{
    public static TheoryData<string> All => [.. Predicaments.All.Keys];

    public static TheoryData<string> WithPage =>
        [
            .. Predicaments
                .All.Where(entry => entry.Value.Page is not null)
                .Select(entry => entry.Key),
        ];

    [Theory]
    [MemberData(nameof(All))]
    public Task What_a_finding_advises(string name) =>
        FollowAsync(
            Predicaments.All[name],
            (scene, findings) =>
            {
                var parts = string.Join(' ', findings.Select(finding => finding.Remedy))
                    .Split("and afterwards: ");
                return (
                    Remedies.List(parts[0]),
                    parts.Length == 1 ? [] : Remedies.List(parts[1].Insert(0, ": "))
                );
            }
        );

    [Theory]
    [MemberData(nameof(WithPage))]
    public Task What_its_page_advises(string name)
    {
        var predicament = Predicaments.All[name];
        return FollowAsync(
            predicament,
            (scene, _) => new RulePage(predicament.Rule).Take(predicament.Page!, scene.Names)
        );
    }

    private static async Task FollowAsync(
        Predicament predicament,
        Func<
            PredicamentScene,
            IReadOnlyList<PreflightFinding>,
            (IReadOnlyList<string> Before, IReadOnlyList<string> After)
        > advice
    )
    {
        await using var scene = await PredicamentScene.CreateAsync(predicament);
        var found = await scene.FindAsync();
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(finding => finding.Blocks != predicament.IsNote);
        if (!predicament.IsNote)
        {
            // A right may be missing before preflight begins.
            var refused = await Should.ThrowAsync<MigrationException>(scene.ApplyAsync);
            refused.Id.ShouldBeOneOf("preflight", "no-permission");
            if (refused.Id == "preflight")
            {
                refused.Message.ShouldContain(found[0].Remedy);
            }
        }

        switch (predicament.Means)
        {
            case Means.Option:
                await scene.ApplyAsync($";{Option().Match(found[0].Remedy).Value}");
                return;
            case Means.WithoutOption:
                found[0].Remedy.ShouldContain("out of the connection");
                await scene.ApplyAsync("");
                return;
            case Means.Allow:
                var refused = await Should.ThrowAsync<PreflightFailedException>(scene.ApplyAsync);
                await scene.ApplyAsync(
                    predicament.Connection,
                    Allow().Match(refused.Message).Groups["rule"].Value
                );
                return;
        }

        var (before, after) = advice(scene, found);
        await scene.ExecuteAsync(before);
        await scene.ApplyAsync();
        (await scene.FindAsync()).ShouldBeEmpty();
        if (after.Count > 0)
        {
            await scene.ExecuteAsync(after);
        }
    }

    [GeneratedRegex(@"Options=[^""]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"Or: --allow (?<rule>[a-z-]+)")]
    private static partial Regex Allow();
}
