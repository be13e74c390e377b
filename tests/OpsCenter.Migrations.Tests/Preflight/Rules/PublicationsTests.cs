using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class PublicationsTests
{
    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task A_published_table_that_gets_columns_is_refused(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await shop.ExecuteAsync("create publication news for table customers");

        await new Publications().ShouldRefuseAsync(
            shop,
            "Publication news publishes public.customers",
            "email"
        );
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task A_publication_of_all_tables_counts(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await shop.ExecuteAsync("create publication everything for all tables");

        await new Publications().ShouldRefuseAsync(shop, "Publication everything");
    }

    [Fact]
    public async Task A_column_list_keeps_the_new_columns_out()
    {
        await using var shop = await Shop.CreateAsync();
        Assert.SkipWhen(shop.Major < 15, "Column lists came with 15.");
        await shop.ExecuteAsync(
            "create publication news for table customers (id, name), table tags"
        );

        await new Publications().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_schema_that_is_published_counts()
    {
        await using var shop = await Shop.CreateAsync();
        Assert.SkipWhen(shop.Major < 15, "Publications of schemas came with 15.");
        await shop.ExecuteAsync("create publication news for tables in schema public");

        await new Publications().ShouldRefuseAsync(shop, "Publication news");
    }

    [Fact]
    public async Task A_publication_of_another_table_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("create publication news for table tags");

        await new Publications().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
