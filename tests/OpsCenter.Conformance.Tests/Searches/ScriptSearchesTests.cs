using OpsCenter.Conformance.Searches;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Searches;

/// <summary>The conditions of a script, and the rows that may fulfil them.</summary>
public sealed class ScriptSearchesTests
{
    [Theory]
    [InlineData("update book set kind = 'b' where kind = 'a'", "book: kind='a'")]
    [InlineData(
        "update only s.book as b set kind = 'b' where b.kind = 'a' and n > 3",
        "s.book: kind='a' n=4"
    )]
    [InlineData(
        "delete from \"Book\" where \"Kind\" in ('a', 'b') or n is null",
        "\"Book\": \"Kind\"='a' | \"Kind\"='b' | n=NULL"
    )]
    [InlineData("delete from book", "book: ")]
    [InlineData("update book set n = n + 1", "book: ")]
    [InlineData(
        "insert into other select id from book where not sold and kind::text = 'a' order by id",
        "book: sold=false kind='a'"
    )]
    [InlineData(
        "do $x$ begin update book set n = 1 where lower(kind) = 'a' and coalesce(n, 0) = 0; end $x$",
        "book: kind='a' n=NULL"
    )]
    [InlineData(
        "with old as (select id from book where n between 1 and 5 and sold) select 1",
        "book: n=1 sold=true"
    )]
    [InlineData(
        "update book set n = 1 where data ->> 'kind' = 'it''s'",
        "book: data='{\"kind\": \"it''s\"}'"
    )]
    [InlineData(
        "update book set n = 1 where (kind like 'http:%' or kind is null) and n = any (array[7, 8])",
        "book: kind='http:' n=7 | kind='http:' n=8 | kind=NULL n=7 | kind=NULL n=8"
    )]
    // Two tables at once, and what chooses nothing yet.
    [InlineData("update book b set n = 1 from shelf s where s.id = b.shelf and s.kind = 'a'", "")]
    [InlineData("create view sold as select * from book where sold", "")]
    [InlineData(
        "create function f() returns int language sql as $$ select 1 from book where n = 1 $$",
        ""
    )]
    [InlineData("insert into book values (1, 'where')", "")]
    // A row would keep the script from its work.
    [InlineData(
        "insert into book select 'a' where not exists (select from book where kind = 'a')",
        ""
    )]
    [InlineData(
        "do $x$ begin if exists (select from book where kind = 'a') then return; end if; delete from shelf where n = 1; end $x$",
        "shelf: n=1"
    )]
    [InlineData(
        "update shelf set n = 1 where exists (select from book where kind = 'a')",
        "shelf:  || book: kind='a'"
    )]
    public void They_are_read_from_a_statement(string statement, string expected) =>
        string.Join(
                " || ",
                ScriptSearches
                    .Of(new SqlScript("up.sql", statement))
                    .Select(search =>
                        $"{search.Table}: "
                        + string.Join(
                            " | ",
                            search.Rows.Select(row =>
                                string.Join(' ', row.Select(value => $"{value.Key}={value.Value}"))
                            )
                        )
                    )
            )
            .ShouldBe(expected);

    [Theory]
    [InlineData("update t set a = 1 where")]
    [InlineData("update t set a = 1 where (((")]
    [InlineData("delete from t where a = ) and b")]
    [InlineData("delete from where from where")]
    [InlineData("update . set where = 1")]
    [InlineData("select from a.b.c.d.e where is null in between and and or not")]
    [InlineData("delete from t where not not a = = 'x' and ( or )")]
    [InlineData("do 'begin delete from t where a = 1; end'")]
    public void Nothing_makes_it_fail(string statement) =>
        Record
            .Exception(() => ScriptSearches.Of(new SqlScript("up.sql", statement)))
            .ShouldBeNull();
}
