using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Shop;

/// <summary>A table, and no way back.</summary>
[DbContext(typeof(ShopContext))]
[Migration("20260105090000_Customers")]
internal sealed class Customers : Microsoft.EntityFrameworkCore.Migrations.Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table customer (id int primary key, mail text not null);");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("There is no way back.");
}
