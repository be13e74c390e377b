using OpsCenter.Conformance;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Testing.Tests;

/// <summary>A sound pair, as a team would write it.</summary>
public sealed class ConformanceOfAPairTests : MigrationConformance
{
    public override IReadOnlyList<int> Majors { get; } = MajorTurns.At(1);

    public override IReadOnlyList<BaseSchema> Bases { get; } =
    [
        new("empty", new SqlScript("base.sql", "create table customer (id int primary key);")),
        new(
            "with rows",
            new SqlScript("base.sql", "create table customer (id int primary key, name text);"),
            new SqlScript("data.sql", "insert into customer values (1, 'Ann'), (2, null);")
        ),
    ];

    public override SqlScript Up { get; } =
        new(
            "up.sql",
            """
            do $$
            begin
                perform pg_advisory_xact_lock(hashtextextended('notes', 0));
                if to_regclass('public.note') is null then
                    create table public.note (id bigint primary key, text text);
                    comment on table public.note is 'made by: notes';
                elsif obj_description('public.note'::regclass, 'pg_class') is distinct from 'made by: notes' then
                    raise exception 'public.note is there, and is not ours';
                end if;
            end
            $$;
            """
        );

    public override SqlScript Down { get; } =
        new(
            "down.sql",
            """
            do $$
            begin
                perform pg_advisory_xact_lock(hashtextextended('notes', 0));
                if obj_description(to_regclass('public.note'), 'pg_class') = 'made by: notes' then
                    drop table public.note;
                end if;
            end
            $$;
            """
        );

    public override IReadOnlyList<Declaration> Declared =>
        [new("keeps-new-data", "The notes go with their table.")];
}
