namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Rows that only the migration allows, which the down script deletes or changes.</summary>
public sealed class LostRowsTests
{
    [Theory]
    // Decimal places, array elements, a key of expressions, a check of two columns, a check of NULL.
    [InlineData(
        "create table item (id int primary key, price numeric(8, 2))",
        "alter table item alter price type numeric(12, 4);",
        "alter table item alter price type numeric(8, 2);"
    )]
    [InlineData(
        "create table item (id int primary key, price numeric(18, 2))",
        "alter table item alter price type numeric(20, 2);",
        "update item set price = 0 where price >= 1e16; alter table item alter price type numeric(18, 2);"
    )]
    [InlineData(
        "create table contact (id int primary key, mail text)",
        "alter table contact alter mail type text[] using array[mail];",
        "alter table contact alter mail type text using mail[1];"
    )]
    [InlineData(
        "create table person (id int primary key, mail text); create unique index person_mail on person (lower(mail))",
        "drop index person_mail; create unique index person_mail on person (mail);",
        "delete from person a using person b where lower(a.mail) = lower(b.mail) and a.id < b.id; "
            + "drop index person_mail; create unique index person_mail on person (lower(mail));"
    )]
    [InlineData(
        "create table span (id int primary key, a int, b int, constraint span_order check (a <> b))",
        "alter table span drop constraint span_order;",
        "update span set b = null where a = b; alter table span add constraint span_order check (a <> b);"
    )]
    [InlineData(
        "create table pet (id int primary key, name text, constraint pet_name check (name is not null))",
        "alter table pet drop constraint pet_name;",
        "delete from pet where name is null; alter table pet add constraint pet_name check (name is not null);"
    )]
    public async Task They_are_written_and_missed(string schema, string up, string down)
    {
        var outcome = await OneLaw.CheckAsync("keeps-new-data", schema + ";", up, down);

        outcome.Evidence.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(
        "create table contact (id int primary key, mail text)",
        "alter table contact alter mail type text[] using string_to_array(mail, ',');",
        "alter table contact alter mail type text using array_to_string(mail, ',');"
    )]
    [InlineData(
        "create table person (id int primary key, mail text); create unique index person_mail on person (lower(mail))",
        "drop index person_mail; create unique index person_mail on person (upper(mail));",
        "drop index person_mail; create unique index person_mail on person (lower(mail));"
    )]
    [InlineData(
        "create table item (id int primary key, price numeric(8, 2))",
        "alter table item alter price type numeric(12, 4);",
        "create table precise as select id, price from item where price <> round(price, 2); "
            + "alter table item alter price type numeric(8, 2);"
    )]
    public async Task A_down_script_that_keeps_them_holds(string schema, string up, string down)
    {
        var outcome = await OneLaw.CheckAsync("keeps-new-data", schema + ";", up, down);

        outcome.Evidence.ShouldBeEmpty();
        outcome.Obstacle.ShouldBeNull();
    }
}
