namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>Tables whose names pg_dump would take for patterns, and a migration that touches one of them.</summary>
internal static class OddNames
{
    /// <summary>A parent in another schema is tied by its key, a function in a third one by a trigger; the neighbour by nothing.</summary>
    public const string Sql = """
        create schema "we""ird. $x";
        create schema "café|(ä)";
        create schema tools;
        create function tools.keep() returns trigger language plpgsql as $$ begin return new; end $$;
        create type tools."mo.od" as enum ('good', 'bad');
        create table "café|(ä)"."Pa*rent?" (id serial primary key, "mo.od" tools."mo.od");
        create table "we""ird. $x"."ta'b.l*e" (
            "sp ace" integer generated always as identity,
            parent integer references "café|(ä)"."Pa*rent?");
        create trigger keep before update on "we""ird. $x"."ta'b.l*e" for each row execute function tools.keep();
        create table "we""ird. $x"."ta'b.l" (id integer);
        create view "we""ird. $x"."v" as select * from "we""ird. $x"."ta'b.l";
        insert into "café|(ä)"."Pa*rent?" ("mo.od") values ('good'), ('bad');
        insert into "we""ird. $x"."ta'b.l*e" (parent) values (1), (2);
        insert into "we""ird. $x"."ta'b.l" values (7);
        """;

    public static string[] Tables { get; } =
    ["\"café|(ä)\".\"Pa*rent?\"", "\"we\"\"ird. $x\".\"ta'b.l*e\""];

    public static Migration Migration { get; } =
        new()
        {
            Name = "odd",
            Version = new Version(1, 0),
            Forward = new MigrationScript(
                "odd.sql",
                """
                do $do$
                begin
                    raise notice 'a column'
                        using errcode = 'OCADD', schema = $n$we"ird. $x$n$, table = $n$ta'b.l*e$n$, column = 'c', datatype = 'column';
                end
                $do$;
                """
            ),
            Rollback = new MigrationScript("odd_down.sql", "select 1"),
        };
}
