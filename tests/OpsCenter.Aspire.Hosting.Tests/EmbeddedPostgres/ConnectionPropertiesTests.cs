namespace OpsCenter.Aspire.Hosting.Tests.EmbeddedPostgres;

public class ConnectionPropertiesTests
{
    [Fact]
    public void The_embedded_server_has_the_properties_of_the_container()
    {
        var builder = DistributedApplication.CreateBuilder();
        var embedded = builder.AddEmbeddedPostgres("one").AddDatabase("a").Resource;
        var container = builder.AddPostgres("two").AddDatabase("b").Resource;
        Names(embedded).ShouldBe(Names(container), ignoreOrder: true);
        Names(embedded.Parent).ShouldBe(Names(container.Parent), ignoreOrder: true);
    }

    [Fact]
    public void A_database_may_be_called_otherwise_than_its_resource()
    {
        var database = DistributedApplication
            .CreateBuilder()
            .AddEmbeddedPostgres("one")
            .AddDatabase("resource", "The shop")
            .Resource;
        database.ConnectionStringExpression.ValueExpression.ShouldEndWith("Database=\"The shop\"");
        Property(database, "DatabaseName").ShouldBe("The shop");
        Property(database, "Uri").ShouldEndWith("/The%20shop");
    }

    private static string Property(IResourceWithConnectionString resource, string name) =>
        resource
            .GetConnectionProperties()
            .Single(property => property.Key == name)
            .Value.ValueExpression;

    private static IEnumerable<string> Names(IResourceWithConnectionString resource) =>
        resource.GetConnectionProperties().Select(property => property.Key);
}
