using OpsCenter.Tests.Shared;

namespace OpsCenter.Crash.Tests.Folders;

/// <summary>Migrations of all kinds. Nothing in them depends on how often they were tried.</summary>
internal static class MixedFolder
{
    private const string Parts = "-- opscenter: no-transaction\n";

    private static readonly (string Name, string Up, string Down)[] Migrations =
    [
        (
            "customer",
            "create table customer (id int primary key, name text not null);",
            "drop table customer;"
        ),
        (
            "order",
            "create table orders (id int primary key, customer int references customer, note text);",
            "drop table orders;"
        ),
        (
            "order_customer",
            "create index concurrently orders_customer on orders (customer);",
            "drop index concurrently orders_customer;"
        ),
        (
            "seed",
            "insert into customer values (1, 'first'), (2, 'second');\ninsert into orders values (1, 1, 'seed'), (2, 2, 'seed');",
            "-- opscenter: changes public.orders\ndelete from orders where id <= 2;\ndelete from customer where id <= 2;"
        ),
        (
            "status",
            "alter table orders add status text not null default 'open';",
            "alter table orders drop status;"
        ),
        (
            "old_rows",
            "-- opscenter: changes public.old\nupdate old set state = 'kept' where id <= 2;\ndelete from old where id = 3;",
            "update old set state = 'as it was' where id <= 2;\ninsert into old values (3, 'as it was') on conflict do nothing;"
        ),
        (
            "order_note",
            "create unique index concurrently orders_note on orders (id, note);",
            "drop index concurrently if exists orders_note;"
        ),
        (
            "parts",
            $"{Parts}create table line (id int primary key, order_id int);\ninsert into line values (1, 1);\n"
                + "create index concurrently line_order on line (order_id);\ninsert into line values (2, 2);",
            $"{Parts}drop index concurrently line_order;\ndrop table line;"
        ),
        (
            "view",
            "create view open_order as select id, customer from orders where status = 'open';",
            "drop view open_order;"
        ),
        (
            "trigger",
            "create function keep_note() returns trigger language plpgsql as 'begin new.note := coalesce(new.note, old.note); return new; end';\n"
                + "create trigger keep_note before update on orders for each row execute function keep_note();",
            "drop trigger keep_note on orders;\ndrop function keep_note();"
        ),
        (
            "kind",
            "create type kind as enum ('small', 'big');\nalter table orders add kind kind;",
            "alter table orders drop kind;\ndrop type kind;"
        ),
        (
            "partition",
            "create table event (id int, day int, what text, primary key (id, day)) partition by range (day);\n"
                + "create table event_1 partition of event for values from (0) to (100);\ncreate table event_rest partition of event default;",
            "drop table event;"
        ),
        (
            "drop_column",
            "-- opscenter: changes public.wide\nalter table wide drop gone;",
            "alter table wide add gone text;"
        ),
        (
            "no_order_note",
            "drop index concurrently orders_note;",
            "create unique index concurrently orders_note on orders (id, note);"
        ),
        (
            "check",
            "alter table orders add constraint has_id check (id > 0) not valid;",
            "alter table orders drop constraint has_id;"
        ),
        (
            "validate",
            "alter table orders validate constraint has_id;",
            "-- nothing to take back\nselect 1;"
        ),
        (
            "two",
            "begin;\ncreate table first (id int primary key);\ninsert into first values (1);\ncommit;\nbegin;\ncreate table second (id int primary key references first);\ncommit;",
            "begin;\ndrop table second;\ncommit;\nbegin;\ndrop table first;\ncommit;"
        ),
        (
            "drop_table",
            "-- opscenter: changes public.scrap\ndrop table scrap;",
            "create table scrap (id int primary key, text text);"
        ),
        (
            "wider",
            "-- opscenter: changes public.old\nalter table old alter id type bigint;",
            "alter table old alter id type int;"
        ),
        (
            "batches",
            "-- opscenter: changes public.bulk.state\n-- opscenter: batch 2 by id\nupdate bulk set state = state || '!';\ninsert into first values (3);",
            "delete from first where id = 3;\n-- opscenter: batch 4 by id\nupdate bulk set state = rtrim(state, '!');"
        ),
        (
            "last",
            $"{Parts}-- opscenter: changes public.kept\nupdate kept set text = 'last';\nvacuum orders;\ncreate index concurrently orders_kind on orders (kind);\ninsert into first values (2);",
            $"{Parts}delete from first where id = 2;\ndrop index concurrently orders_kind;\nupdate kept set text = 'before';"
        ),
    ];

    /// <summary>What is there before.</summary>
    public const string Before = """
        create table old (id int primary key, state text);
        insert into old select n, 'old ' || n from generate_series(1, 9) n;
        create table wide (id int primary key, gone text);
        insert into wide values (1, 'text');
        create table scrap (id int primary key, text text);
        insert into scrap values (1, 'a'), (2, 'b');
        create table bulk (id int primary key, state text);
        insert into bulk select n, 'old ' || n from generate_series(1, 9) n;
        create table kept (id int primary key, text text);
        insert into kept values (1, 'before');
        """;

    /// <summary>What a program writes while everything is applied.</summary>
    public const string Use = """
        insert into customer values (10, 'mine');
        insert into orders (id, customer, note, status, kind) values (10, 10, 'n', 'closed', 'big'), (11, 10, 'm', 'open', 'small');
        update orders set status = 'done', kind = 'big' where id = 2;
        insert into line values (10, 10);
        insert into event values (1, 5, 'early'), (2, 500, 'late');
        insert into first values (10); insert into second values (10);
        """;

    /// <summary>Writes its files.</summary>
    public static TemporaryFolder Write()
    {
        var folder = new TemporaryFolder();
        foreach (var ((name, up, down), index) in Migrations.Select((found, at) => (found, at)))
        {
            folder
                .With($"{index + 1:00}_{name}.up.sql", up)
                .With($"{index + 1:00}_{name}.down.sql", down);
        }

        return folder;
    }
}
