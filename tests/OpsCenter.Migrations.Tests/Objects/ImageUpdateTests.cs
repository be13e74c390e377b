using System.Data;
using Npgsql;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.VersionRuns;

namespace OpsCenter.Migrations.Tests.Objects;

/// <summary>An image that is brought up to date is the one that is read anew, whatever happened in between.</summary>
public sealed class ImageUpdateTests
{
    private static readonly string[] Without = ["opscenter_migrations"];

    [Theory, EachMajor]
    public async Task Statement_by_statement_in_transactions_of_their_own(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        await using var session = await OpenAsync(test);
        var image = await ObjectImage.TakeAsync(session, Without, default);

        foreach (var statement in Definitions.Statements(major, NewRole()))
        {
            await session.ExecuteBatchAsync([statement], default);
            image = await UpdatedAsync(session, image, statement);
        }
    }

    [Theory, EachMajor]
    public async Task Statement_by_statement_in_subtransactions_of_one_transaction(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        await using var session = await OpenAsync(test);
        var image = await ObjectImage.TakeAsync(session, Without, default);
        await session.BeginAsync(IsolationLevel.ReadCommitted, default);

        foreach (var statement in Definitions.Statements(major, NewRole()))
        {
            await session.ExecuteAsync("savepoint tried", default);
            await session.ExecuteBatchAsync([statement], default);
            await UpdatedAsync(session, image, $"tried {statement}");
            await session.ExecuteAsync("rollback to savepoint tried", default);
            await UpdatedAsync(session, image, $"undone {statement}");
            await session.ExecuteBatchAsync([statement], default);
            await session.ExecuteAsync("release savepoint tried", default);
            image = await UpdatedAsync(session, image, statement);
        }
    }

    [Theory, EachMajor]
    public async Task All_at_once(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        await using var session = await OpenAsync(test);
        var image = await ObjectImage.TakeAsync(session, Without, default);
        await session.BeginAsync(IsolationLevel.ReadCommitted, default);

        foreach (var statement in Definitions.Statements(major, NewRole()))
        {
            await session.ExecuteBatchAsync([statement], default);
            await UpdatedAsync(session, image, statement);
        }
    }

    [Theory, EachMajor]
    public async Task What_an_older_transaction_of_another_session_commits(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        await using var session = await OpenAsync(test);
        await using var other = await test.Database.DataSource.OpenConnectionAsync();
        foreach (var statement in Definitions.Statements(major, NewRole()))
        {
            await using var transaction = await other.BeginTransactionAsync();
            await new NpgsqlCommand("select pg_current_xact_id()", other).ExecuteNonQueryAsync();
            await test.ExecuteAsync("create table if not exists public.later (a int)");
            var image = await ObjectImage.TakeAsync(session, Without, default);
            await using (var batch = new NpgsqlBatch(other) { BatchCommands = { new(statement) } })
            {
                await batch.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();

            await UpdatedAsync(session, image, statement);
        }
    }

    private static async Task<ObjectImage> UpdatedAsync(
        DatabaseSession session,
        ObjectImage before,
        string statement
    )
    {
        var update = new ImageUpdate(before, Without);
        await session.ReadAsync(update.Reads, default, prepared: true);
        var updated = await update.ReadAsync(session, default);
        var whole = await ObjectImage.TakeAsync(session, Without, default);
        Lines(updated).ShouldBe(Lines(whole), $"after: {statement}");
        return updated;
    }

    private static string Lines(ObjectImage image) =>
        string.Join(
            '\n',
            image
                .Objects.Select(found =>
                    $"{found} {found.Key} {found.Table} {found.Definition} {found.File} {found.HasFile}"
                )
                .Order(StringComparer.Ordinal)
        );

    private static string NewRole() => $"oc_image_{Guid.NewGuid():N}";

    private static Task<DatabaseSession> OpenAsync(FolderCase test) =>
        EngineSession.OpenAsync(test.Database.DataSource);
}
