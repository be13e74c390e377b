using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Tests.Objects;

/// <summary>Statements that create, change and drop objects of every kind, and with them the definitions of others.</summary>
internal static class Definitions
{
    /// <param name="major">Of the server.</param>
    /// <param name="role">A role that is not there yet; the last statements drop it.</param>
    public static IEnumerable<string> Statements(int major, string role) =>
        Split(Tables)
            .Concat(Split(Code))
            .Concat(major >= 14 ? Split(Since14) : [])
            .Concat(major >= 15 ? Split(Since15) : [])
            .Concat(Split(Others))
            .Concat(Split(Roles.Replace("some_role", role, StringComparison.Ordinal)))
            .Concat(Split(Drops));

    private static IEnumerable<string> Split(string text) =>
        new SqlScript("statements", text).Statements.Select(statement => statement.Text);

    private const string Tables = """
        create schema shop;
        create table shop.author (id bigint generated always as identity primary key, name text not null, born date default '1900-01-01');
        create table shop.book (id serial primary key, author_id bigint references shop.author (id), title text unique, price numeric(8, 2) check (price > 0));
        insert into shop.author (name) values ('A');
        comment on table shop.author is 'who writes';
        comment on column shop.author.name is 'how they are called';
        comment on column shop.author.name is 'their name';
        comment on column shop.author.name is null;
        create index book_title on shop.book (lower(title)) where id > 1;
        create view shop.list as select b.id, b.title, a.name from shop.book b join shop.author a on a.id = b.author_id;
        create view shop.list_of_list as select l.* from shop.list l where l.title is not null;
        create view shop.joined as select * from shop.book join shop.author using (id);
        alter table shop.author rename column name to full_name;
        alter view shop.list rename column name to author;
        alter view shop.list alter column title set default 'none';
        alter view shop.list set (security_barrier = true);
        alter table shop.author rename to writer;
        alter table shop.writer add column title text;
        alter table shop.writer alter column born set not null;
        alter table shop.writer alter column born drop default;
        alter table shop.writer alter column born set default current_date;
        alter table shop.writer alter column title set statistics 50;
        alter table shop.writer alter column title set storage external;
        alter table shop.writer alter column title type varchar(20);
        alter table shop.writer add constraint short check (length(title) < 20) not valid;
        alter table shop.writer validate constraint short;
        alter table shop.writer rename constraint short to not_long;
        alter index shop.book_title rename to book_lower_title;
        alter index shop.book_lower_title set (fillfactor = 80);
        alter table shop.book rename constraint book_pkey to book_number;
        alter table shop.book drop constraint book_author_id_fkey;
        alter table shop.book add foreign key (author_id) references shop.writer (id) on delete cascade deferrable;
        alter table shop.book alter constraint book_author_id_fkey not deferrable;
        alter table shop.book alter column title set not null;
        create unique index book_again on shop.book (title, id);
        alter table shop.book add constraint book_twice unique using index book_again;
        alter table shop.book replica identity using index book_twice;
        alter table shop.book cluster on book_twice;
        alter table shop.book set (autovacuum_enabled = false);
        alter table shop.book enable row level security;
        alter table shop.book force row level security;
        create policy cheap on shop.book for select using (id < 10);
        alter policy cheap on shop.book using (id < 20);
        alter policy cheap on shop.book rename to affordable;
        create rule quiet as on delete to shop.book do instead nothing;
        alter rule quiet on shop.book rename to silent;
        create table shop.part (id int, place text) partition by list (place);
        create table shop.part_a partition of shop.part for values in ('a');
        create table shop.part_b (id int, place text);
        alter table shop.part attach partition shop.part_b for values in ('b');
        create index part_place on shop.part (place);
        create table shop.part_rest partition of shop.part default;
        alter table shop.part add primary key (place, id);
        alter table shop.part rename to parts;
        alter table shop.parts detach partition shop.part_b;
        create index parts_only on only shop.parts (id);
        create index part_a_only on shop.part_a (id);
        create index part_rest_only on shop.part_rest (id);
        alter index shop.parts_only attach partition shop.part_a_only;
        alter index shop.parts_only attach partition shop.part_rest_only;
        insert into shop.parts values (1, 'a');
        truncate shop.parts;
        create table shop.base ();
        create table shop.derived () inherits (shop.base);
        alter table shop.derived no inherit shop.base;
        alter table shop.derived inherit shop.base;
        alter table shop.base rename to basis;
        alter table shop.basis add column added int default 3;
        create unlogged table shop.fast (a int);
        alter table shop.fast set logged;
        create table shop.generated (a int, b int generated always as (a * 2) stored);
        alter table shop.generated add column c int generated by default as identity;
        alter table shop.generated alter column c drop identity;
        create table shop.excluded (a int, exclude using btree (a with =));
        create materialized view shop.kept as select a.id, a.full_name from shop.writer a;
        create unique index kept_id on shop.kept (id);
        refresh materialized view shop.kept;
        alter materialized view shop.kept rename column full_name to called;
        create statistics shop.related (dependencies) on title, id from shop.book;
        alter statistics shop.related rename to relation;
        create sequence shop.numbers;
        alter sequence shop.numbers increment 5;
        alter sequence shop.numbers cycle;
        alter sequence shop.numbers owned by shop.book.id;
        alter sequence shop.numbers rename to numbered;
        alter table shop.book alter column price set default nextval('shop.numbered');
        alter sequence shop.numbered owned by none;
        alter sequence shop.numbered rename to counted;
        truncate shop.writer cascade;
        insert into shop.writer (full_name, title) values ('B', 'b');
        insert into shop.fast values (1);
        delete from shop.fast;
        create temporary table passing (id int primary key);
        create temporary view passing_view as select p.id from passing p;
        alter table shop.book drop column price cascade;
        alter table shop.writer set schema public;
        alter table public.writer set schema shop;
        """;

    private const string Code = """
        create type shop.mood as enum ('sad', 'glad');
        create table shop.felt (m shop.mood default 'sad', ms shop.mood[] default '{glad}', check (m <> 'glad'));
        create view shop.sad as select f.m from shop.felt f where f.m = 'sad'::shop.mood;
        alter type shop.mood rename value 'sad' to 'blue';
        alter type shop.mood rename to feeling;
        create type shop.pair as (x int, y text);
        create table shop.paired (p shop.pair, ps shop.pair[]);
        create view shop.xs as select (q.p).x as x from shop.paired q;
        alter type shop.pair rename attribute y to z cascade;
        alter type shop.pair add attribute w int;
        alter type shop.pair drop attribute w;
        alter type shop.pair rename to couple;
        create domain shop.positive as int default 1 check (value > 0);
        alter domain shop.positive add constraint small check (value < 100);
        alter domain shop.positive rename constraint small to little;
        alter domain shop.positive drop constraint little;
        alter domain shop.positive rename to counting;
        create type shop.span as range (subtype = numeric);
        create function shop.twice(a int) returns int language sql immutable as 'select a * 2';
        create table shop.doubled (a int default shop.twice(1), check (shop.twice(a) < 100));
        create index doubled_twice on shop.doubled (shop.twice(a));
        create view shop.doubles as select shop.twice(d.a) as twice from shop.doubled d;
        alter function shop.twice(int) rename to thrice;
        create or replace function shop.thrice(a int) returns int language sql immutable as 'select a * 3';
        alter function shop.thrice(int) cost 5;
        create function shop.named(w shop.writer) returns text language sql as 'select w.full_name';
        create function shop.lists(ws shop.writer[], m shop.feeling default 'blue') returns setof shop.book language sql as 'select * from shop.book';
        create procedure shop.work() language plpgsql as 'begin null; end';
        create aggregate shop.total (int) (sfunc = int4pl, stype = int);
        create function shop.note() returns trigger language plpgsql as 'begin return new; end';
        create trigger noted before update of full_name on shop.writer for each row when (old.full_name is distinct from new.full_name) execute function shop.note();
        alter trigger noted on shop.writer rename to noticed;
        alter table shop.writer disable trigger noticed;
        alter table shop.writer rename column full_name to name;
        alter table shop.writer rename to author;
        alter function shop.note() rename to remark;
        create constraint trigger late after insert on shop.book deferrable initially deferred for each row execute function shop.remark();
        create operator shop.=== (leftarg = int, rightarg = int, function = int4eq, commutator = operator(shop.===));
        create view shop.same as select 1 operator(shop.===) 2 as same;
        alter operator shop.=== (int, int) set schema public;
        create cast (shop.feeling as shop.counting) with inout as assignment;
        drop cast (shop.feeling as shop.counting);
        create conversion shop.theirs for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
        alter conversion shop.theirs rename to others;
        create collation shop.plain from "C";
        create table shop.sorted (t text collate shop.plain);
        create index sorted_t on shop.sorted (t collate shop.plain);
        create view shop.ordered as select s.t from shop.sorted s order by s.t collate shop.plain;
        alter collation shop.plain rename to simple;
        create operator class shop.numbers for type int using btree as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int, int);
        create index doubled_a on shop.doubled (a shop.numbers);
        create table shop.classed (a int, exclude using btree (a shop.numbers with =));
        alter operator class shop.numbers using btree rename to digits;
        create text search configuration shop.words (copy = simple);
        create view shop.found as select to_tsvector('shop.words'::regconfig, 'a b') as words;
        alter text search configuration shop.words rename to terms;
        alter text search configuration shop.terms alter mapping for word with pg_catalog.english_stem;
        alter text search configuration shop.terms drop mapping for word;
        create text search dictionary shop.plain_words (template = pg_catalog.simple);
        create view shop.lexed as select ts_lexize('shop.plain_words'::regdictionary, 'a') as lexemes;
        alter text search dictionary shop.plain_words rename to simple_words;
        create language plsame handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
        create function shop.same() returns int language plsame as 'begin return 1; end';
        alter language plsame rename to plequal;
        drop language plequal cascade;
        """;

    private const string Since14 = """
        create function shop.body(a int) returns int language sql begin atomic select count(*)::int + a from shop.author; end;
        alter table shop.author rename to penman;
        alter table shop.penman rename to author;
        create statistics shop.expressed on (lower(title)) from shop.book;
        """;

    private const string Since15 = """
        create table shop.nulls (a int unique nulls not distinct);
        alter view shop.list set (security_invoker = true);
        """;

    private const string Others = """
        create publication news for table shop.author;
        alter publication news add table shop.sorted;
        alter publication news drop table shop.author;
        alter publication news set (publish = 'insert');
        create function shop.watch() returns event_trigger language plpgsql as 'begin null; end';
        create event trigger watcher on ddl_command_end execute function shop.watch();
        alter event trigger watcher disable;
        alter function shop.watch() rename to see;
        alter event trigger watcher rename to seer;
        create foreign data wrapper nothing;
        create server nowhere foreign data wrapper nothing;
        create user mapping for current_user server nowhere;
        alter server nowhere rename to elsewhere;
        alter server elsewhere rename to nowhere;
        drop user mapping for current_user server nowhere;
        alter foreign data wrapper nothing options (add a '1');
        create foreign table shop.far (a int) server nowhere;
        alter foreign table shop.far rename column a to b;
        do $$
        begin
            create table shop.inner_table (a int);
            begin
                alter table shop.inner_table add column b int;
                alter table shop.author rename column name to lost;
                raise exception 'undone';
            exception when raise_exception then
                null;
            end;
            begin
                alter table shop.inner_table add column c int;
            exception when others then
                null;
            end;
            execute 'create view shop.inner_view as select i.c from shop.inner_table i';
        end $$;
        do $$
        begin
            if exists (select from pg_available_extensions e where e.name = 'hstore') then
                create extension hstore schema shop;
            end if;
        end $$;
        do $$
        begin
            if exists (select from pg_extension e where e.extname = 'hstore') then
                create table shop.owned (h shop.hstore);
                alter extension hstore add table shop.owned;
                alter extension hstore drop table shop.owned;
                alter extension hstore set schema public;
                drop extension hstore cascade;
            end if;
        end $$;
        alter schema shop rename to store;
        alter schema store rename to shop;
        create schema side create table inside (a int primary key) create view seen as select i.a from inside i;
        alter table side.inside set schema shop;
        drop schema side cascade;
        """;

    private const string Roles = """
        create role some_role;
        grant usage on schema shop to some_role;
        grant select on shop.author, shop.list to some_role;
        grant update (name) on shop.author to some_role;
        grant execute on function shop.thrice(int) to some_role;
        grant usage on type shop.feeling to some_role;
        grant usage on sequence shop.counted to some_role;
        create policy theirs on shop.book to some_role using (true);
        alter table shop.sorted owner to some_role;
        alter function shop.thrice(int) owner to some_role;
        alter role some_role rename to some_role_2;
        revoke select on shop.author from some_role_2;
        drop policy theirs on shop.book;
        reassign owned by some_role_2 to current_user;
        drop owned by some_role_2;
        drop role some_role_2;
        """;

    private const string Drops = """
        drop trigger noticed on shop.author;
        drop rule silent on shop.book;
        drop policy affordable on shop.book;
        drop statistics shop.relation;
        drop event trigger seer;
        drop materialized view shop.kept;
        drop function shop.thrice(int) cascade;
        drop type shop.feeling cascade;
        drop index shop.book_lower_title;
        drop view shop.list cascade;
        drop table shop.author cascade;
        drop table shop.parts;
        drop domain shop.counting cascade;
        drop collation shop.simple cascade;
        drop sequence shop.counted cascade;
        drop publication news;
        drop foreign data wrapper nothing cascade;
        drop schema shop cascade;
        """;
}
