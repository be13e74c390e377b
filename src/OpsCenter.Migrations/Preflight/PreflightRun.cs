using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight;

/// <summary>Runs rules: one round trip to learn what the plan touches, one for the questions of all rules.</summary>
internal sealed class PreflightRun(DatabaseSession session, MigratorOptions options)
{
    private const string Role =
        "select current_user::text, pg_catalog.quote_ident(current_user), pg_catalog.pg_backend_pid()";

    public async Task<IReadOnlyList<PreflightFinding>> FindAsync(
        IReadOnlyList<PreflightRule> rules,
        MigrationPlan plan,
        CancellationToken cancellation,
        ScriptFailedException? planFailure = null
    )
    {
        var context = (await LookAsync(plan, cancellation)) with { PlanFailure = planFailure };
        var asked = rules
            .Select(rule => (Rule: rule, Query: rule.Evidence(context)))
            .Where(question => question.Query is not null)
            .ToList();
        var answers = await AskAsync([.. asked.Select(question => question.Query!)], cancellation);
        var byRule = asked.Zip(answers).ToDictionary(pair => pair.First.Rule, pair => pair.Second);
        var findings = rules
            .SelectMany(rule =>
                byRule.GetValueOrDefault(rule) switch
                {
                    null => rule.Judge(context, []),
                    { Failure: { } reason } => [rule.Unchecked(context, reason)],
                    { Rows: var rows } => rule.Judge(context, rows),
                }
            )
            .ToList();
        if (!plan.IsClear && !findings.Exists(finding => finding.Blocks))
        {
            // No rule knows the obstacle: the script refuses because of it all the same.
            findings.AddRange(
                plan.Obstacles.Select(step => new ShapesAndTypes().Of(context, step))
            );
        }

        return
        [
            .. findings
                .OrderBy(finding => finding.Severity)
                .ThenBy(finding => finding.Table ?? "", StringComparer.Ordinal),
        ];
    }

    private async Task<PreflightContext> LookAsync(
        MigrationPlan plan,
        CancellationToken cancellation
    )
    {
        var results = await session.BatchAsync(
            [new SessionQuery(Role), TouchedTables.Query(plan)],
            EvidenceRow.Read,
            cancellation
        );
        var role = results[0][0];
        return new PreflightContext(
            plan.Direction,
            plan,
            options,
            new PreflightServer(
                session.ServerMajor,
                role.Text(0),
                role.Text(1),
                (int)role.Number(2),
                session.Connection.ProcessID,
                session.Connection.Host ?? ""
            ),
            [.. results[1].Select(TouchedTables.Read)]
        );
    }

    private async Task<IReadOnlyList<Answer>> AskAsync(
        IReadOnlyList<SessionQuery> queries,
        CancellationToken cancellation
    )
    {
        try
        {
            var results = await session.BatchAsync(queries, EvidenceRow.Read, cancellation);
            return [.. results.Select(rows => new Answer(rows, null))];
        }
        catch (PostgresException exception) when (!ConnectionLoss.IsMeantBy(exception))
        {
            // A server that hides one catalog must not hide the answers from the others.
            var answers = new List<Answer>();
            foreach (var query in queries)
            {
                answers.Add(await AskAsync(query, cancellation));
            }

            return answers;
        }
    }

    private async Task<Answer> AskAsync(SessionQuery query, CancellationToken cancellation)
    {
        try
        {
            var results = await session.BatchAsync([query], EvidenceRow.Read, cancellation);
            return new Answer(results[0], null);
        }
        catch (PostgresException exception) when (!ConnectionLoss.IsMeantBy(exception))
        {
            return new Answer([], exception.MessageText);
        }
    }

    private sealed record Answer(IReadOnlyList<EvidenceRow> Rows, string? Failure);
}
