using OpsCenter.Dashboard.Tests.Browser;

namespace OpsCenter.Dashboard.Tests;

/// <summary>Tests that share one AppHost, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<RunningDashboard>
{
    public const string Name = "dashboard";
}
