using OpsCenter.Conformance.Databases;
using OpsCenter.Testing;

namespace OpsCenter.EmbeddedPostgres.Tests.Testing;

public sealed class SchemaSnapshotTests
{
    private static readonly DatabaseTemplate Everything = DatabaseTemplate.FromSql(
        "everything",
        """
        CREATE TYPE mood AS ENUM ('calm', 'sunny');
        CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100);
        CREATE TABLE parent (id serial PRIMARY KEY, name varchar(10) NOT NULL DEFAULT 'x', mood mood);
        CREATE TABLE child (id uuid, parent_id int REFERENCES parent (id), share percent,
            twice int GENERATED ALWAYS AS (parent_id * 2) STORED);
        CREATE TABLE heir () INHERITS (parent);
        CREATE TABLE days (d date) PARTITION BY RANGE (d);
        CREATE TABLE days_2026 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE VIEW names AS SELECT name FROM parent;
        CREATE MATERIALIZED VIEW name_count AS SELECT count(*) FROM parent;
        CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER noop BEFORE UPDATE ON parent FOR EACH ROW EXECUTE FUNCTION noop();
        CREATE RULE quiet AS ON DELETE TO child DO INSTEAD NOTHING;
        CREATE POLICY own ON parent USING (id > 0);
        CREATE STATISTICS pair ON id, name FROM parent;
        CREATE PUBLICATION feed FOR TABLE parent;
        COMMENT ON COLUMN parent.name IS 'a name';
        """
    );

    public static TheoryData<int, string> Changes =>
        MajorTurns.Cases<string>([
            "ALTER TABLE parent ADD extra int",
            "ALTER TABLE parent ALTER name DROP NOT NULL",
            "ALTER TABLE parent ALTER name SET DEFAULT 'y'",
            "ALTER TABLE child ALTER id TYPE text",
            "ALTER TABLE parent ALTER name SET STATISTICS 500",
            "ALTER TABLE parent ALTER name SET STORAGE PLAIN",
            "ALTER TABLE parent SET (fillfactor = 70)",
            "ALTER TABLE parent DISABLE TRIGGER noop",
            "ALTER TABLE parent ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE parent REPLICA IDENTITY FULL",
            "ALTER TABLE child DISABLE TRIGGER ALL",
            "ALTER TABLE heir NO INHERIT parent",
            "ALTER TABLE child ADD CONSTRAINT positive CHECK (parent_id > 0) NOT VALID",
            "ALTER TABLE parent OWNER TO pg_monitor",
            "ALTER SEQUENCE parent_id_seq INCREMENT 2",
            "ALTER SEQUENCE parent_id_seq OWNED BY NONE",
            "SELECT nextval('parent_id_seq')",
            "ALTER TYPE mood ADD VALUE 'rainy'",
            "ALTER DOMAIN percent SET DEFAULT 1",
            "CREATE INDEX ON child (parent_id)",
            "CREATE OR REPLACE VIEW names AS SELECT name, 1 AS one FROM parent",
            "CREATE OR REPLACE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
            "GRANT SELECT ON parent TO PUBLIC",
            "GRANT UPDATE (name) ON parent TO PUBLIC",
            "ALTER POLICY own ON parent USING (id > 1)",
            "DROP RULE quiet ON child",
            "DROP STATISTICS pair",
            "ALTER PUBLICATION feed ADD TABLE child",
            "COMMENT ON COLUMN parent.name IS 'another name'",
            "COMMENT ON TABLE parent IS 'a table'",
            "CREATE SCHEMA other",
            "CREATE EXTENSION pgcrypto",
        ]);

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_of_the_catalog_is_seen(int major, string change)
    {
        await using var database = await TestServer.For(major).CreateDatabaseAsync(Everything);
        var before = await SchemaSnapshot.TakeAsync(database);

        await database.ExecuteAsync(change);

        before.DiffTo(await SchemaSnapshot.TakeAsync(database)).ShouldNotBeEmpty();
    }

    [Theory]
    [EachMajor]
    public async Task A_dropped_column_leaves_no_trace(int major)
    {
        await using var database = await TestServer.For(major).CreateDatabaseAsync(Everything);
        var before = await SchemaSnapshot.TakeAsync(database);

        await database.ExecuteAsync(
            "ALTER TABLE child ADD extra int; ALTER TABLE child DROP extra"
        );
        await database.ExecuteAsync("ALTER TABLE child ADD last int");
        await database.ExecuteAsync("ALTER TABLE child DROP last");

        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(before);
    }

    [Fact]
    public async Task A_difference_reads_as_a_line_for_each_fact()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(Everything);
        var before = await SchemaSnapshot.TakeAsync(database, "public");

        await database.ExecuteAsync("ALTER TABLE child ADD note text NOT NULL DEFAULT ''");

        var after = await SchemaSnapshot.TakeAsync(database, "public");
        before
            .DiffTo(after)
            .Split('\n')
            .ShouldContain(
                "+ column public.child.note: type=text not_null default=''::text storage=x"
            );
    }

    [Fact]
    public async Task An_excluded_schema_is_not_looked_at()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(Everything);
        var before = await SchemaSnapshot.TakeAsync(database);

        await database.ExecuteAsync(
            "CREATE SCHEMA opscenter CREATE TABLE opscenter.migration (a int)"
        );

        (await SchemaSnapshot.TakeExceptAsync(database, "opscenter")).ShouldEqual(before);
    }
}
