using System.Text.RegularExpressions;
using OpsCenter.V1Traffic.Statements;

namespace OpsCenter.V1Traffic.Tests.Statements;

public class ShapeTests
{
    /// <summary>What V2 adds to the two V1 tables, where V1 does not have it: shape B's base_url is V1's, and not used either.</summary>
    private static readonly string[] AddedByV2 =
    [
        "base_url",
        "auth_type",
        "rate_limit",
        "provider",
        "server_id",
        "deployment_id",
        "source",
        "cost_usd",
    ];

    [Fact]
    public void No_statement_names_a_column_of_V2_or_takes_all_columns() =>
        V1Shape
            .All.SelectMany(shape => shape.Statements)
            .SelectMany(sql => Regex.Matches(sql, @"\w+|\*(?!\))").Select(word => word.Value))
            .Intersect([.. AddedByV2, "*"])
            .ShouldBeEmpty();

    [Fact]
    public void Every_column_that_a_shape_demands_is_used() =>
        V1Shape
            .All.SelectMany(shape =>
                shape.Columns.Where(column =>
                    !shape.Statements.Any(sql =>
                        Regex.IsMatch(sql, $@"\b{column.Split('.')[0]}\b")
                        && Regex.IsMatch(sql, $@"\b{column.Split('.')[1]}\b")
                    )
                )
            )
            .ShouldBeEmpty();
}
