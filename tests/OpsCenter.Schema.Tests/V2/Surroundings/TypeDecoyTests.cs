using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>Types of somebody's own, on a search_path that looks at the catalog last.</summary>
public sealed class TypeDecoyTests
{
    [Theory]
    [InlineData("jsonb")]
    [InlineData("text")]
    [InlineData("name")]
    [InlineData("oid")]
    [InlineData("record")]
    [InlineData("bool")]
    [InlineData("int4")]
    [InlineData("int8")]
    [InlineData("_name")]
    [InlineData("_text")]
    [InlineData("regclass")]
    public async Task A_type_that_is_called_like_one_of_the_catalog_deceives_nobody(string type)
    {
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"create schema decoy; create type decoy.{type} as enum ('decoy')"
        );
        const string path = "set search_path = decoy, pg_catalog, public";

        (await database.UpAsync(path)).ShouldSay("8 tables, 8 columns");
        (await database.RollBackAsync(path)).ShouldSay("8 tables, 8 columns");
    }
}
