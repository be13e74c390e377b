using Microsoft.EntityFrameworkCore;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Library;

public sealed class LibraryContext : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql();
}
