using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

/// <summary>A table whose indexes carry code is read as its owner if that one is trusted, and not at all otherwise.</summary>
public class TableReadersTests
{
    // Any role that is on every server and is no superuser.
    private const string Owner = "pg_monitor";

    private const string Notes = $"""
        create schema watch; grant usage on schema watch to public;
        create sequence watch.caller; grant all on sequence watch.caller to public;
        create function watch.note() returns void language plpgsql as
            'begin perform setval(''watch.caller'', r.oid::bigint) from pg_roles as r where r.rolname = current_user; end';
        create function watch.noted(text) returns boolean immutable language plpgsql as
            'begin perform watch.note(); return true; end';
        alter function watch.noted(text) owner to {Owner};
        create table notes (note text);
        """;

    [Theory]
    [InlineData("create index on notes (note) where watch.noted('x')")]
    [InlineData("create index on notes ((watch.noted('x')))")]
    public async Task Of_a_role_that_is_not_trusted_it_is_named_as_unchecked(string index)
    {
        await using var shop = await WithNotesAsync(index);

        var set = await DigestAsync(shop, trusted: false);

        set.Unchecked.ShouldHaveSingleItem().Reason.ShouldContain("which is not trusted");
        set.Tables.ShouldContain(digest => digest.Table.Name == "customers");
        (await CallerAsync(shop)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_trusted_role_it_is_read_as_that_one()
    {
        await using var shop = await WithNotesAsync(
            "create index on notes (note) where watch.noted('x')"
        );

        var set = await DigestAsync(shop, trusted: true);

        set.Tables.ShouldContain(digest => digest.Table.Name == "notes");
        (await CallerAsync(shop)).ShouldBe(Owner);
    }

    [Fact]
    public async Task An_index_without_code_of_anybody_hinders_nobody()
    {
        await using var shop = await WithNotesAsync(
            "create index on notes (lower(note)) where note <> ''"
        );

        (await DigestAsync(shop, trusted: false)).Unchecked.ShouldBeEmpty();
    }

    private static async Task<TestDatabase> WithNotesAsync(string index)
    {
        var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"{Notes} {index}; alter table notes owner to {Owner}; alter sequence watch.caller restart"
        );
        return shop;
    }

    private static async Task<DigestSet> DigestAsync(TestDatabase shop, bool trusted)
    {
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        if (trusted)
        {
            session.TrustedRoles =
            [
                await session.ScalarAsync<uint>($"select '{Owner}'::regrole::oid", default),
            ];
        }

        var tables = await PreservedTables.FindAsync(
            session,
            await CreatedObjects.ReadAsync(session, Shop.Migration, default),
            default
        );
        await session.BeginAsync(System.Data.IsolationLevel.RepeatableRead, default);
        return await new DataDigest(session, TimeProvider.System).ReadAsync(
            tables,
            [],
            new Dictionary<long, long>(),
            default
        );
    }

    private static Task<string?> CallerAsync(TestDatabase shop) =>
        shop.ScalarAsync<string>(
            "select r.rolname::text from pg_roles as r join watch.caller as c on c.is_called and c.last_value = r.oid::bigint"
        );
}
