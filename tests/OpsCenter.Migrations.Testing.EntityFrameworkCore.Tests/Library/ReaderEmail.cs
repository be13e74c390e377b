using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Library;

[DbContext(typeof(LibraryContext))]
[Migration("20260112090000_ReaderEmail")]
public sealed class ReaderEmail : Microsoft.EntityFrameworkCore.Migrations.Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(
            name: "Email",
            table: "Readers",
            type: "character varying(200)",
            maxLength: 200,
            nullable: true
        );

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "Email", table: "Readers");
}
