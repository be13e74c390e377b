using Microsoft.EntityFrameworkCore;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Shop;

/// <summary>Its history has another name than the usual one.</summary>
internal sealed class ShopContext : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql(npgsql => npgsql.MigrationsHistoryTable("history", "admin"));
}
