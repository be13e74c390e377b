using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Shop;

/// <summary>What may be scaffolded for a property that was renamed.</summary>
[DbContext(typeof(ShopContext))]
[Migration("20260112090000_Address")]
internal sealed class Address : Microsoft.EntityFrameworkCore.Migrations.Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "mail", table: "customer");
        migrationBuilder.AddColumn<string>(
            name: "address",
            table: "customer",
            type: "text",
            nullable: false,
            defaultValue: ""
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "address", table: "customer");
        migrationBuilder.AddColumn<string>(
            name: "mail",
            table: "customer",
            type: "text",
            nullable: false,
            defaultValue: ""
        );
    }
}
