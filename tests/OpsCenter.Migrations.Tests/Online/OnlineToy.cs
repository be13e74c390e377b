using System.Text.Json;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Online;

/// <summary>A migration that leaves given units to be done by themselves, once.</summary>
internal static class OnlineToy
{
    public static Migration Of(params object[] units)
    {
        object[] all =
        [
            .. units,
            Transaction("remember", "ACCESS SHARE", "create table public.done ()"),
        ];
        return Shop.Of(
            $"""
            do $toy$
            begin
                if to_regclass('done') is null then
                    perform set_config('opscenter.next', $units${JsonSerializer.Serialize(
                all
            )}$units$, false);
                end if;
            end
            $toy$;
            """
        ) with
        {
            SupportsOnline = true,
        };
    }

    /// <summary>Statements that are one transaction.</summary>
    public static object Transaction(string message, string @lock, params string[] statements) =>
        Unit("transaction", message, @lock, [], statements);

    /// <summary>A statement that locks a table, by its oid.</summary>
    public static object Lock(long table, string message, string @lock, string statement) =>
        Unit("transaction", message, @lock, [table], statement);

    /// <summary>A statement that runs outside of any.</summary>
    public static object Alone(string message, string statement) =>
        Unit("alone", message, "SHARE UPDATE EXCLUSIVE", [], statement);

    private static object Unit(
        string kind,
        string message,
        string @lock,
        long[] tables,
        params string[] statements
    ) =>
        new
        {
            kind,
            message,
            @lock,
            tables,
            table = "public.customers",
            statements,
            steps = Array.Empty<object>(),
        };
}
