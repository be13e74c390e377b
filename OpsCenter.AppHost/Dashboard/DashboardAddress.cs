using Microsoft.Extensions.Configuration;

namespace OpsCenter.AppHost.Dashboard;

/// <summary>Where the dashboard is to be opened.</summary>
internal static class DashboardAddress
{
    /// <returns>The address with its sign-in token, or null if there is no dashboard.</returns>
    public static string? Of(IConfiguration configuration)
    {
        var address = configuration["ASPNETCORE_URLS"]?.Split(';')[0].TrimEnd('/');
        var token = configuration["AppHost:BrowserToken"];
        return string.IsNullOrEmpty(address) || string.IsNullOrEmpty(token)
            ? address
            : $"{address}/login?t={token}";
    }
}
